"""The six case studies that exist as PDF, each with its own story and its own doubt to defeat."""

from sample_corpus.builder.papers_pages import Paper
from sample_corpus.builder.papers_properties import Properties

LOGISTICS = Paper(
    path="Case Studies/Norrvik Freight - case study.pdf",
    look="band",
    kicker="Case study - logistics - Sweden",
    title="The surcharge on line 27",
    standfirst="How Norrvik Freight taught a machine to check what no person had time to check: freight invoices with "
    "forty lines, three currencies and a fuel clause that changes every Monday.",
    foot="\u00a9 2026 Ledgerlark - Norrvik Freight case study",
    properties=Properties(
        title="Norrvik Freight: matching freight invoices line by line",
        created="2026-02-10",
        modified="2026-03-17",
        author="Petra Holm",
        subject="Case study, logistics, three-way match of freight invoices",
        keywords="logistics, freight, surcharges, three-way match, Dynamics 365, month-end close",
    ),
    body="""
!figures 83 % | of freight invoices match untouched || 4 days | to close the month (was 11) || 40 lines | on a usual
freight invoice || 1,900 | staff in eight countries

# "Our invoices are different"

Every finance team says it. At Norrvik Freight it happened to be true. The Swedish forwarder buys road, rail and sea
capacity from some 700 carriers and sells it on as one door-to-door price. A single consignment from Gothenburg to
Turin comes back as an invoice with forty lines: linehaul, ferry, toll by country, waiting time, pallet exchange, a
driver's night, and somewhere around line 27 a bunker or diesel surcharge worked out on an index that the carrier and
Norrvik read on different days.

Two earlier automation trials had ended with the same sentence from the project team: it reads the header nicely, but
the header is not where our money is. So clerks opened each PDF, compared the total with the transport order, and if
the difference was below five per cent they let it go. Nobody could say what the five per cent added up to.

> Surcharges used to be a matter of belief.
> -- Group Controller, Norrvik Freight

# What had to be true before they would sign

The Group Controller wrote four conditions on one page and sent the page to every vendor on the list:

1. Read all lines, not only the total, also when the table runs over five pages.
2. Compare each line with the transport order in Dynamics 365, not with a tolerance on the sum.
3. Recalculate the fuel clause from *our* contract and *that week's* index, and show the sum.
4. Leave a reason on every line that did not match, in words a carrier understands.

Ledgerlark was given 500 closed invoices from the archive and no explanation. Eleven days later the answer came back as
a spreadsheet: 371 matched on every line, 92 differed by a surcharge that had been computed on last week's index, and
37 carried a charge for which there was no order at all. The 129 that did not match had all been paid in full.

# How a fuel clause becomes a rule

Ledgerlark Match holds a tolerance per supplier, and a tolerance may be a formula. For each carrier Norrvik entered three
things: the base rate, the index it follows, and the weekday that counts. When an invoice arrives, Capture reads the
lines, Match looks up the transport order and the goods-received note (in freight, the proof of delivery), works out what
the surcharge should have been, and compares.

| Line type | Before | Now |
| Linehaul, ferry, toll | total compared by eye, 5 % let through | line against order, tolerance of EUR 2 |
| Fuel surcharge | not checked | recalculated from index, date and contract |
| Waiting time | paid if the driver said so | matched to the gate stamps in the proof of delivery |
| Charges without an order | found at year end, if at all | stopped, sent to the dispatcher with the line marked |

Dispatchers, who know why a truck waited, confirm such lines from the mail on their phone. They do not log in to
anything, and because Ledgerlark has no per-user fees, all 140 of them could be given that right without a discussion
about seats.

# The first hundred days

**Week 1 to 6.** Connector to Dynamics 365 finance and the transport system, through the certified connector and one
SFTP folder. The first live invoice was posted on day 40.

**Week 7 to 10.** The forty largest carriers, which make up 78 % of the lines. Match rate in the first live week: 52 %.
The rest was mostly our own fault, says the project lead: half of the orders had been changed by phone and never in the
system.

**Week 11 to 14.** Dispatch changed its habit, because now there was a reason to. The rate passed 75 % and settled at 83 %.

!columns Freight invoices matched on every line without a touch, per cent || week 7 = 52 || week 9 = 61 || week 11 = 68
|| week 13 = 76 || week 18 = 81 || week 26 = 83

# What it changed besides the match rate

Month-end was the surprise. Eleven days had been needed because carriers' invoices kept arriving and had to be accrued
from e-mail threads. Today the unmatched lines are a list with amounts, and the accrual is that list. The books close
on the fourth working day.

Carriers noticed too. A rejected line now goes back within a day, with the index and the arithmetic. In the first quarter
61 carriers corrected their own billing systems, and the number of disputed lines fell without anybody disputing less.

!note If your invoices are "too complicated" | Send us fifty of the worst, closed and paid. We return a list of what
matched, what did not and why, within two weeks and under your non-disclosure agreement. That list decided it at
Norrvik, and it is yours to keep whatever you choose.
""",
)

INSURANCE = Paper(
    path="Case Studies/CS_Corvane-Mutual_security-review.pdf",
    look="panel",
    tint="ink",
    title="214 questions in 12 days",
    standfirst="Corvane Mutual's CISO had already turned down three vendors. The fourth answered before being asked.",
    foot="\u00a9 2026 Ledgerlark",
    facts=(
        ("Customer", "Corvane Mutual"),
        ("Industry", "Insurance"),
        ("Country", "Netherlands"),
        ("Size", "1,600 staff"),
        ("ERP", "Workday"),
        ("Modules", "Capture, Match, Approve, Pay"),
        ("Plan", "Enterprise, data residency Frankfurt"),
        ("Security review", "214 questions, 12 days, no open finding at signature"),
    ),
    properties=Properties(
        title="Corvane Mutual passes a 214-question security review in 12 days",
        created="2025-10-06",
        modified="2026-04-14",
        author="Aude Lambert",
        subject="Case study insurance, information security review",
        keywords="security, CISO, data residency, access logging, insurance, Workday, ISO 27001, SOC 2",
    ),
    body="""
# Three refusals

An insurer's invoices are not harmless paper. They name claimants, surgeons, loss adjusters and the addresses of burnt
houses. When finance at Corvane Mutual asked for accounts-payable automation, the CISO did not say no. She sent her
questionnaire, and the vendors fell over it one by one.

- The first could not say in which country its backups lay.
- The second had invoices keyed by a partner overnight, on another continent, and had not listed that partner.
- The third kept access logs for thirty days and could not show *who looked at* a document, only who changed it.

Finance began to think of security as the department that makes projects stop. The CISO saw it otherwise: "I am the
one who is asked afterwards."

# What arrived on day one

The fourth vendor was Ledgerlark. Before the questionnaire had been sent, the sales contact shared a room with
the SOC 2 Type II report, the ISO 27001 certificate with its statement of applicability, the summary of the last two
penetration tests, the list of sub-processors, the data-flow drawing and a completed standard questionnaire. 163 of Corvane's 214
questions were answered in those papers, with the page given.

> It was the first vendor that answered before we asked.
> -- CISO, Corvane Mutual

The remaining 51 were settled in two calls of ninety minutes, with a security engineer of Ledgerlark on the line and no
slides.

| Day | What happened |
| 1 | Evidence room opened, questionnaire received |
| 3 | 163 answers mapped to documents, 51 left |
| 5 | First call: key management, tenant separation, log export |
| 8 | Second call: exit, deletion, staff access in an emergency |
| 10 | Corvane's own tester given a sandbox tenant for 48 hours |
| 12 | Approved, two recommendations, no condition |

# The two points that used to kill projects

## Where the data is

Corvane's policy says: the European Economic Area, one named region, backups included. With the Enterprise plan the
customer picks Frankfurt, Dublin or Montreal. Corvane picked Frankfurt. Documents, extracted fields, search indexes and
backups stay there; support engineers see a tenant only after Corvane opens a window for them, which closes itself after
four hours.

## Who has looked

Each *view* of an invoice is a log entry, as is every export, every search that returned it and every API call: who, what,
when, from where. The log cannot be edited, is kept for seven years and streams into Corvane's own monitoring within a minute. When the
internal auditor asked in the first month who had opened the invoices of one particular law firm, the answer took as
long as typing the firm's name.

# And the business case?

It existed, and nobody at Corvane wants to talk about it first. For the record: the invoices now flow into Workday with a
two-way match, approvals are given from the mail, and the five weeks that a security review normally takes were five
weeks earlier to begin. "Half of our software purchases die of age in my queue," the CISO says. "This one did not have
the time."

# Take this to your own security team

- [ ] Ask every vendor on the list for the country of each backup, in writing.
- [ ] Ask whether a human being outside the company ever types from your invoices, and who employs that person.
- [ ] Ask for the log of *reading*, not only of changing.
- [ ] Ask how long they keep it, and whether you can pull it into your own system.
- [ ] Ask for the last two penetration test summaries and the dates on which the findings were closed.

!note The evidence room | Our security papers are ready before you need them: request access from your Ledgerlark contact.
A one-page mutual non-disclosure agreement is the only step.
""",
)

CITY = Paper(
    path="Case Studies/City of Tamsberg - paying on time by law.pdf",
    look="plain",
    kicker="Case study - public sector",
    title="Thirty days is not a target. It is the law.",
    standfirst="City of Tamsberg, Denmark: 5,000 staff, one treasury, and a duty to receive structured e-invoices and "
    "to pay them in time.",
    foot="Ledgerlark - public sector reference, released by the City of Tamsberg",
    properties=Properties(
        title="City of Tamsberg: legal duty met",
        created="2024-11-19",
        modified="2026-01-22",
        author="Linnea Strand",
        subject="Reference public sector: e-invoicing duty, procurement, late payment",
        keywords="public sector, city, e-invoice, Peppol, late payment, tender, KMD Opus, legal",
    ),
    body="""
# The situation, as the treasury put it to the council

In 2023 the city received 118,000 supplier invoices. Of these 71 % were paid within the thirty days that the law allows. For the others the
city owed interest and a fixed compensation, which suppliers rarely claimed and the auditor of the state always noted.
Structured e-invoices had been compulsory for years; the city received them, printed them, and sent the prints around the
administration in a brown folder. The folder, not the payment run, used up the thirty days.

Three facts made the treasury act. First, the auditor announced that the next remark would be a formal one. Secondly, a
local roofing company with eleven employees waited 64 days for its money and told the newspaper. Thirdly, the framework
agreement under which the old scanning service had been bought was about to end, so something had to be tendered anyway.

# Buying it: the part everybody feared

The legal department's opinion was that a tender would take nine months and be challenged. Neither happened. The city
used the negotiated procedure below the services threshold for a pilot, with an option over four years, and published the following as mandatory requirements:

1. Receipt of structured invoices through the Peppol network, without conversion to a picture.
2. A data-processing agreement on the city's own template, not on the vendor's.
3. Storage and processing within the European Union; sub-processors named in an annex, with a right to object.
4. Deletion or return of all data within 60 days after the end of the contract, at no charge.
5. Accessibility of the approval page according to the standard that binds public bodies.
6. Prices that do not depend on the number of users, since "every head of a kindergarten approves something".

Five companies asked for the documents, three made an offer, two met all six points. Ledgerlark signed the city's own
data-processing agreement with two clarifications and no deviation. No bidder complained.

!figures 97 % | of invoices paid in time (was 71 %) || None | late-payment interest paid since 2024 || 2 | clarifications to the
city's own contract || 0 | complaints against the award

# What changes when an invoice is data

A Peppol invoice is not read by Capture, because there is nothing to read: the fields arrive as fields. It is checked
for form, matched with the order number that the city demands from its suppliers, and sent to the person who must
approve. The approval is a mail with two buttons. The posting goes to KMD Opus through the certified connector, and the due
date travels with it. If an invoice has not moved for eight days, the approver's deputy receives it; after twelve days
the head of department does.

| | 2023 | 2025 |
| Paid within thirty days | 71 % | 97 % |
| Median days from receipt to approval | 19 | 4 |
| Invoices printed | nearly all | none since March 2024 |
| Interest and compensation paid | recorded every quarter | none |
| Remarks by the auditor of the state | three | none |

The 3 % that are still late are almost all disputed: a playground that was not finished, a bill for the wrong school. They
are late on purpose, and the system shows the purpose.

> The council asked one question: why not earlier?
> -- City Treasurer, City of Tamsberg

# For colleagues in other administrations

The city has released its requirement list, its evaluation table and the minutes of the clarification meeting, with prices
blackened. We pass them on to any public body that asks. The treasurer's own advice, which we quote without polishing it:

- Put the payment deadline into the tender as the purpose. Then nobody argues about features.
- Let the legal department write the data-processing annex *before* publication. It costs three weeks and saves three months.
- Ask for a price without users. You do not know how many kindergartens you have.
- Start with the structured invoices. They are the easy half, and they pay for the patience the other half needs.
""",
)

PHARMA = Paper(
    path="Case Studies/CS_Helvaris-Labs_GxP-validation.pdf",
    look="panel",
    title="Validated in 31 days",
    standfirst="An interview with the Head of Quality at Helvaris Labs, who had planned two quarters for it.",
    foot="\u00a9 2026 Ledgerlark",
    facts=(
        ("Customer", "Helvaris Labs"),
        ("Industry", "Life sciences"),
        ("Country", "Switzerland"),
        ("Size", "900 staff"),
        ("ERP", "SAP S/4HANA"),
        ("Planned for validation", "Two quarters"),
        ("Needed", "31 days from kick-off to validated go-live"),
    ),
    properties=Properties(
        title="Helvaris Labs: validated go-live in 31 days",
        created="2025-05-13",
        modified="2025-11-04",
        subject="Case study life sciences, GxP validation, speed of implementation",
        keywords="pharma, GxP, validation, timing, SAP S/4HANA, documentation, audit trail",
    ),
    body="""
**Accounts payable is finance. Why does Quality have a say?**

Because the invoice of a contract laboratory is evidence. It says that a test was ordered, done and accepted. If the
system that holds it changes, I must show that the change was planned, tested and approved before anybody used it. It
is a finance tool until the first inspector asks for a batch record and finds an invoice number in it.

**So what did you expect from the project?**

Delay. We had reserved two quarters and, to be honest, I had asked the CFO to wait until after the inspection in
autumn. In our industry "not this year" is the normal answer to new software, and it is rarely wrong. A validated
system that works is worth more than a better one that is not validated.

**What made you begin anyway?**

A box. Before the contract was signed we were sent the validation pack: user requirements written as testable sentences,
a risk assessment with the reasoning, test scripts for installation, operation and performance, the trace matrix, and the
evidence from three earlier customers with their names removed. I gave it to my strictest validation engineer and asked her to find what was
missing. She came back with six points, and four of them were about us.

> The documentation arrived before the software did.
> -- Head of Quality, Helvaris Labs

**Six points. What were they?**

Our naming of roles, two of our own procedures, the wording of an electronic signature, a periodic review, and one
interface test against SAP that cannot be done in advance because nobody else has our SAP. All written within a week.

# The 31 days

| Day | Step | Who signed |
| 1 | Kick-off, validation plan adopted with six changes | Quality, Finance, IT |
| 4 | Requirements and risk assessment approved | Quality |
| 9 | Connector to SAP S/4HANA in the validation tenant | IT |
| 12 to 18 | Operational tests: 86 scripts, 3 deviations, 3 closed | Validation engineer |
| 20 to 26 | Performance tests with real invoices of our plants | Accounts payable |
| 29 | Validation report, trace matrix complete | Quality |
| 31 | Released for use, first live invoice that afternoon | Head of Quality |

**Three deviations?**

One scanner sent a coloured page as black and white. One approver had two accounts. And one test script contained a typing
error, ours. I was almost relieved: a validation without deviations is one that nobody did.

**And what happens with the next release? That is where cloud software usually hurts us.**

That was my real question. Releases come into a preview tenant 30 days before they reach us, with a written statement of
what changed and which of the 86 scripts it touches. We rerun those, usually five to eight, and sign. The last three
releases cost us a day and a half each. Our old on-site archive cost us a revalidation project every time a server was patched.

**You finished before the inspection.**

Nine weeks before. The inspector spent twenty minutes on the topic, asked to see the audit trail of one invoice of a
contract laboratory and the training record of the person who had approved it. Both were on the screen before I had
finished my sentence.

# What waiting would have cost

Finance had worked it out, although I had not asked: at the rate of that year, two quarters more of paper would have meant
about 5,400 invoices handled by hand. I do not want to argue with the numbers of others. What I can say is that *waiting
until after the inspection* would have meant going into the inspection with the process we were least proud of.

!note What is in the validation pack | User requirements (112), functional risk assessment, installation, operational
and performance test scripts, trace matrix, electronic-record assessment, release notes with impact statement, supplier audit
questionnaire already answered, template for the periodic review. Included in Enterprise; available for Professional on request.
""",
)

ENERGY = Paper(
    path="Case Studies/Pollux_Grid_second_try_v4_final.pdf",
    look="band",
    tint="ink",
    kicker="Case study - energy - Poland",
    title="The second try was the quiet one",
    standfirst="Pollux Grid spent 14 months and EUR 1.1 m on a suite that never posted an invoice. Then it had to decide "
    "whether to trust anybody again.",
    foot="\u00a9 2026 Ledgerlark - Pollux Grid",
    properties=Properties(
        title="Pollux Grid - live in 8 weeks after a failed project",
        created="2025-08-20",
        modified="2026-02-05",
        author="Ines Marlow",
        subject="Case study: recovery from a failed Quillstone project",
        keywords="energy, utility, Quillstone, failed project, IFS, trust, risk, displacement",
    ),
    body="""
!figures 14 months | first project, no invoice live || EUR 1.1 m | spent on it || 8 weeks | second project, to live
|| 68 % | touchless after six months

# Month 14

The steering committee of the invoice project at Pollux Grid met for the twenty-seventh time. Green, said the slide of the systems
integrator. The programme director asked how many invoices had gone through the system since the beginning.
The answer was none. There had been 41 workshops, a process handbook of 380 pages and a test environment that worked
for four suppliers.

Nobody had been lazy. Pollux Grid, with 3,800 staff and a network that stretches over half of a country, had bought Quillstone because it
wanted one system from the sourcing of a transformer to the payment of the bill. That is a reasonable wish, and for
sourcing the suite did what it promised. Accounts payable was the last module in the plan. It was also the only one with a
deadline.

# Why it had not worked

The programme director wrote a paper of two pages for the board, which we may quote:

- The payables module expected that everybody who approves has a licence and logs in. Pollux has 600 approvers, most of them at substations.
- Corrections came with the yearly release. A fault found in May would be repaired in March.
- The partner's day rates had come to twice the licence, and each change of the approval matrix was a change request.
- The connection to IFS was "certified" for a version that Pollux had left in 2021.

He ended with a sentence which later appeared in our contract: *We do not need a better plan. We need a smaller one.*

# What do you ask for, after that?

A second failure would have cost jobs. So Pollux did not ask for references or demonstrations first. It asked for a way out:

1. A fixed price, including the connection to IFS.
2. Invoices of one region live after eight weeks, or no fee at all.
3. The right to leave at that point, with all data, without giving a reason.
4. The same people on the project from the first day to the last; names in the contract.

Ledgerlark agreed to all four. The setup fee is fixed in any case, the median from signature to first live invoice is six weeks,
and a certified connector to the current IFS version existed. The only thing that we asked for in return was one
decision-maker with time on Tuesdays.

> The second try was the quiet one.
> -- Programme Director, Pollux Grid

# Eight Tuesdays

| Tuesday | Decided | Live afterwards |
| 1 | Region North, 3,100 invoices a month, no special cases | - |
| 2 | Approval by amount and cost centre only; the rest later | Connector in test |
| 3 | Old approval matrix thrown away, new one on one page | - |
| 4 | Supplier mail addresses to be redirected on day 36 | Capture in parallel run |
| 5 | Tolerances for the forty largest suppliers | Matching in parallel run |
| 6 | Approvals from mail for 110 field engineers | Pilot group |
| 7 | Cut-over list, 14 lines | - |
| 8 | Go | Region North live, 58 days after signature |

The other four regions followed within five months, each as a copy of the first. After six months, 68 % of all invoices were
posted without a human touch. The Quillstone contract was ended early, for payables only. For sourcing it is still there, and both
systems exchange orders every night. So nobody had to admit that the first decision had been wrong in everything.

# What about the money that was gone?

"We have already paid for this" was said in every meeting, the board's own included. The finance director answered with one page: what the *next*
twelve months would cost. The EUR 1.1 m was in none of the three bars; it was spent on every path.

!bars The next twelve months, EUR thousand || Finish the first project (offer of the integrator) = 740 || Do nothing, keep keying by hand = 510 || Ledgerlark, first year including setup = 96

# Three signs that you are in month 14

- The status is green and the number of live invoices is nought.
- The partner explains why your wish is a change request before asking why you have it.
- You are told that the difficulty is your organisation.

Two out of three? The programme director of Pollux Grid takes calls from people in his old chair.
""",
)

LAW = Paper(
    path="Case Studies/Ferrand Astley LLP.pdf",
    look="plain",
    kicker="Client story - legal services - United Kingdom",
    title="Nobody had to be trained",
    standfirst="The partners of Ferrand Astley do not log in to things. The firm stopped trying to change that.",
    foot="\u00a9 2025 Ledgerlark",
    properties=Properties(
        title="",
        created="2025-03-03",
        modified="2025-09-12",
        author="Saoirse Quinlan",
        keywords="law firm, adoption, approve by email, disbursements, Elite 3E",
    ),
    body="""
There is a graveyard on the fourth floor of Ferrand Astley's London office. It is a list, kept by the IT manager with some
affection, of systems which the firm bought for its partners and which its partners never opened: a portal for expenses, a portal
for holidays, two for knowledge, and a workflow tool with a bird on it. The partners are not against technology. They are
against a password between them and a client's matter.

So when the Chief Operating Officer proposed to automate supplier invoices, the reply in the partnership meeting was friendly and final:
it works well enough as it is. An assistant prints the invoice, the partner signs it in the margin, the assistant
walks to accounts. Why would 88 partners learn something new to save the walk of an assistant?

# What "well enough" was hiding

The COO did not argue. She counted. For six weeks, accounts wrote three dates on each disbursement: when it came in,
when it was approved, when it was billed to the client. Counsel's fees, court fees, translators and experts are money which the firm
pays first and collects later. From the day the invoice came in until the day the client was billed, 31 days went by on
average, and 22 of these were spent on a desk under something else.

- About GBP 2.3 m of disbursements lay unbilled at any time.
- One invoice in nine was paid after its due date, mostly to barristers' chambers, who remember such things.
- Four matters had been closed and billed *before* a disbursement turned up. Those sums could not be passed on at all.

That was a sentence partners understand: we are lending money to our clients because a paper is under a coffee cup.

# No roll-out

The requirement had one line. *A partner must be able to approve from the mail, without ever having seen the system.*
The accounts team works in Ledgerlark and in Elite 3E. For everybody else it is invisible. What a partner receives is a mail with
the supplier, the matter, the amount, the invoice as a picture underneath, and two buttons. One tap on the phone in the taxi, and the
approval is recorded with time, person and device. If a question comes up, the partner answers the mail, as
they would answer a colleague, and the answer lands beside the invoice.

!figures 94 % | of approvals given straight from the mail || 16 days | sooner: disbursements billed to clients || 0 |
training sessions held for partners || 740 | staff, all of whom may approve

On the Monday of the launch nothing was announced. By Wednesday, 60 of the 88 partners had approved something. On the
following Monday one of them asked the COO when the new system would start.

> Nobody had to be trained, which is the only roll-out partners accept.
> -- Chief Operating Officer, Ferrand Astley LLP

# What happened to the remaining 6 %

Some approvals do need a screen: split over several matters, in dispute, above the limit of two signatures. These are
done in the browser by eleven people, most of them in the real estate group, who asked for it. Nobody is made to.

# The firm's own sums

| | Before | After one year |
| Days from receipt of a disbursement to billing | 31 | 15 |
| Disbursements that came too late to be billed | 4 matters in six weeks | 1 matter in the year |
| Supplier reminders a month | 70 to 90 | fewer than 10 |
| Hours assistants spend on walking paper | not counted, "lots" | none |
| Partners who have ever logged in | - | 3 |

The IT manager has not added Ledgerlark to his list. He says that the list is for things people do not use, and he
has not found a word yet for something which people use and have never seen.

# If your people will not change either

Perhaps they need not. Bring us the ten people in your company who are the worst at approving. We set up a pilot with their real invoices
for four weeks, and measure hours to approval for them alone. If *they* come round, the others were never the problem.
""",
)

CASE_STUDY_PAPERS = (LOGISTICS, INSURANCE, CITY, PHARMA, ENERGY, LAW)
