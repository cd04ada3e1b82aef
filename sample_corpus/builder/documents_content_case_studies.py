"""The two case studies that were written in Word: a university that had to tender, a builder that found its money."""

from sample_corpus.builder.company import BRAND
from sample_corpus.builder.documents_package import WordDocument
from sample_corpus.builder.papers_properties import Properties

UNIVERSITY = WordDocument(
    path="Case Studies/Universitat Vallclara - tender without objections.docx",
    title="Ninety-three faculties, one matrix",
    header="Customer story: Universitat Vallclara",
    footer="Ledgerlark, 2026",
    properties=Properties(
        title="Universitat Vallclara: tender without objections",
        created="2025-06-10",
        modified="2026-02-11",
        author="Mateus Corvo",
        subject="Case study higher education, public procurement",
        keywords="university, tender, framework agreement, procurement, UNIT4, approval matrix",
    ),
    body="""
*How a Spanish university with 93 faculties and institutes bought a system under public procurement law, and why nobody appealed.*

!figures 93 | faculties and institutes || 5 weeks | from decision to signature || 0 | objections to the award || 61 % | fewer reminders

# The proverb of the house

At Universitat Vallclara they say that the university is a federation of professors held together by a heating system. With 3,300 staff, a budget from four public sources, and 93 faculties and institutes, each had its own way to approve an invoice. In Chemistry the dean signed. In Law, the
dean's secretary signed and the dean countersigned, unless it was August. In Music, a paper lay on the piano.

The Director of Procurement had a collection of these habits, on one sheet of paper each. There were 93 sheets. She called them the constitution.

# The obstacle was never the software

"I could have chosen a product in a week. What I could not have survived is an appeal." A public university in Spain that buys a service over four years must tender it, and any bidder may object. The last software tender of the university, for a library system, took 16 months,
of which ten were spent in an appeal about one sentence in the requirements.

The director therefore began from the end. What could a losing bidder attack?

1. **A requirement which only one product fulfils.** So each of the 38 requirements was written as a result and not as a function: "An approver without an account can decide" instead of "has an approval mail with buttons".
2. **Vague scoring.** So every criterion was given a measurement: days, per cent, a demonstration with twenty sealed invoices opened before witnesses.
3. **Price per user.** Nobody knew how many people approve. So the price had to be independent of users. Three bidders accepted, one asked for an exception, and did not get it.
4. **Data protection left for later.** So the data-processing agreement and the list of sub-processors were part of the bid, and were checked before the opening of prices.

# Why the framework agreement helped

While the requirements were being discussed, the consortium of universities to which Vallclara belongs finished a framework agreement for administrative software, in which Ledgerlark is listed with prices and terms. The university could thus call for a mini-competition among
the listed companies: no publication period of 52 days, no new suitability check, terms already reviewed by lawyers.

> We signed under the framework agreement in five weeks.
> -- Director of Procurement, Universitat Vallclara

| Week | Step | Who |
| 1 | Call for mini-competition, 38 requirements, scoring table | Procurement |
| 2 | Questions of bidders, answers to all | Procurement, IT |
| 3 | Demonstration with sealed invoices | Jury of five, two of them deans |
| 4 | Award proposal, standstill under the framework | Legal department |
| 5 | Signature | Rector |

No objection was made. One losing bidder asked for its scores, received them with the measurements, and thanked the university.

# From 93 sheets to one

The matrix was the real project. Ledgerlark did not ask "how do you approve?" It asked each faculty three questions: who is responsible for the budget, who may represent this person, from which amount should somebody else look? The answers fitted on one line per faculty, and 93 lines on two pages. Only four faculties needed
a special rule. (Music kept its piano: the approver there now looks at the telephone that lies on it.)

Reminders by suppliers and by accounts have fallen by 61 %. The connector posts to UNIT4 with project, source of funds and the number of the grant.

# What other public buyers may copy

- The 38 requirements, written as results
- The scoring table with measurements
- The minutes of the sealed-invoice demonstration
- The letter to the deans, which is a small masterpiece of diplomacy

The university shares all of it with public institutions. Ask your Ledgerlark contact; it takes one day.
""",
)

CONSTRUCTION = WordDocument(
    path="Case Studies/HALDANE CIVIL case study (retentions).docx",
    title="GBP 1.9 m under the spreadsheet",
    header="Ledgerlark | Case study | Construction",
    footer="Haldane Civil - approved for external use 14/01/2026",
    font="Cambria",
    heading=BRAND["ink"],
    properties=Properties(
        title="Haldane Civil case study",
        created="2025-11-05",
        modified="2026-01-14",
        author="Dafydd Price",
        subject="Construction, retentions, stage payments",
        keywords="construction, subcontractors, retention, stage payment, COINS, recovery, ROI",
    ),
    body="""
**Customer:** Haldane Civil, United Kingdom, 2,700 staff, roads, bridges and water works

**ERP:** COINS

**In one line:** a specialist process which "no standard tool can do", done by a standard tool, which found GBP 1.9 m on the way.

# A business that pays in slices

A subcontractor on a bridge does not send an invoice for a bridge. It applies for a stage payment. A quantity surveyor certifies part of it. From the certified sum 5 % is retained; half of this is released at practical completion and half after the defects period. Then there are contra-charges for a damaged barrier, materials on site, and a
previous certificate that turned out to be wrong. The bill that arrives in accounts is the last line of a long story.

At Haldane, the story lived in spreadsheets: one for each contract, 340 in all, kept by surveyors on their laptops. Accounts paid what the surveyor wrote in a mail.

# "You will not find a tool for this"

The commercial team had looked twice. General AP tools understood orders and receipts but not certificates. Construction suites understood certificates but wanted to replace COINS. The team concluded that Haldane was a special case. It had been a special case for eleven years when the group auditor took a sample of 25 contracts, and found retentions released too early in nine.

# A week with real data

Instead of another demonstration, Ledgerlark asked for the spreadsheets. All of them.

> The tool found in a week what we argued about for a year.
> -- Commercial Director, Haldane Civil

The certificate is treated like a goods receipt: it says what was accepted, by whom, up to which sum. The subcontract is the order. An application for payment is matched against both, three ways, and the retention is a tolerance with a calendar. Nothing was developed for Haldane. It was configured, in eleven days, by two people.^[Setup of Professional with three-way match; the certificate objects are read from COINS through the certified connector.]

After the load of 340 contracts, the report of differences had 412 lines. The commercial team went through it in a day and a half:

| Kind of difference | Lines | GBP |
| Retention released before the end of the defects period | 131 | 1,020,000 |
| Retention calculated on the wrong base (with VAT) | 88 | 310,000 |
| Second half released twice | 41 | 394,000 |
| Contra-charges never deducted | 97 | 176,000 |
| Explained, in order | 55 | - |
| **Recovered or set off in the first year** | | **1,900,000** |

Not all subcontractors were delighted. Most had not noticed either, and set-off against the next application was accepted in all but six cases.

# How it runs today

1. The subcontractor applies through a link, without an account.
2. The surveyor certifies on a tablet, on site, line by line.
3. Match compares with the subcontract, deducts retention and contra-charges, shows the sum and how it came about.
4. The project director approves from the mail.
5. COINS receives invoice, retention and due date of the release. On that date, the release appears by itself and asks the surveyor about defects.

The 340 spreadsheets have gone to the archive. Two surveyors still keep private ones. They say it is out of love.

# Was it worth it?

The sum in the table is about fifty times the annual fee. The Commercial Director prefers another number: disputes about sums which go to his desk fell from four a week to one a month, "and now I lose them for good reasons".

!note For readers who are "a special case" as well | Retentions, stage payments, self-billing, consignment, surcharges by index: send us ten of the cases that no tool can do. We will tell you within a week which of them we cannot do either.
""",
)

CASE_STUDY_DOCUMENTS = (UNIVERSITY, CONSTRUCTION)
