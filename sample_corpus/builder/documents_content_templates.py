"""The Word templates: proposal, onboarding plan, a champion's memo, the public comparison sheet, the analyst note."""

from sample_corpus.builder.company import BRAND
from sample_corpus.builder.documents_package import WordDocument
from sample_corpus.builder.papers_properties import Properties

PROPOSAL = WordDocument(
    path="Pricing and ROI/Commercial proposal TEMPLATE 2026.docx",
    title="Proposal: Ledgerlark AP for [Customer]",
    header="Ledgerlark | Proposal [number] | valid for 60 days from [date]",
    footer="Confidential between [Customer] and Ledgerlark",
    heading=BRAND["ink"],
    properties=Properties(
        title="Commercial proposal template",
        created="2025-12-15",
        modified="2026-04-13",
        author="Tobias Renn",
        subject="Proposal",
        keywords="proposal, offer, commercial, pricing, terms, template",
    ),
    body="""
Prepared for [name, role] by [rep], [date]

# What we have understood

Three sentences in the customer's own words, from the discovery call. If you cannot write them, do not send a proposal.

- [Customer] handles about [n] supplier invoices a month in [n] companies, posted in [ERP].
- Today an invoice costs about EUR [n] and waits [n] days for approval. The reason why this is to change now: [reason].
- The project has succeeded if, by [date], [measurable goal 1] and [measurable goal 2].

# What we propose

| Item | Choice |
| Plan | [Essentials / Professional / Enterprise] |
| Modules | Capture, Approve[, Match, Insight][, Pay] |
| Companies at the start, and later | [n], [n] |
| Connector | [ERP, version] |
| Region | [Frankfurt / Dublin / Montreal] |
| Support | [business hours / follow-the-sun] |

# What it costs

| Position | Once | A year |
| [Professional], up to [5,000] invoices a month | | EUR [38,400] |
| Setup, fixed | EUR 9,500 | |
| Credit of setup (three-year term) | EUR -9,500 | |
| Options: [list] | | EUR [n] |
| **Sum, without VAT** | **EUR [n]** | **EUR [n]** |

- There is no fee per user. Everybody in your company may approve.
- Invoices above the included number: EUR 0.45 each, settled once a year. The service is never switched off.
- Payment annually in advance; quarterly at +3 %.
- Term [three years / one year]. The price is fixed for the term.

# What it brings

From the calculation that [controller] and we made together on [date]; the sheet is attached.

| | Careful | Expected |
| Saved by posts not refilled or agency contracts ended | EUR [n] | EUR [n] |
| Discounts taken | EUR [n] | EUR [n] |
| Duplicates avoided | EUR [n] | EUR [n] |
| **Payback, months** | [n] | [n] |

For orientation: the median of 118 customers measured in 2025 is a payback of 9 months. "Careful" uses the worst quarter of them.

# How it gets done

| Week | Step | Your effort |
| 1 | Kick-off, connector in the sandbox | IT 1 day |
| 2 | Master data, first 200 invoices | accounts 2 days |
| 3 | Routes and tolerances | accounts 1 day, IT 0.5 day |
| 4 | Postings into the test client | IT 2 days, accounts 3 days |
| 5 | Parallel run | accounts 5 days |
| 6 | First live invoice | IT 1 day |

Named persons: [onboarding lead], [integration engineer]. They stay from the first day to the last.

# If it does not work

You may end the contract after [12] months with 90 days' notice. [Only with the sales director's consent: exit at week 8 free of charge.] You receive all images, data and trails in open formats within 60 days, at no charge.

# Conditions

Main agreement [version], data-processing agreement 4.2, service levels 2026. In case of a conflict this proposal takes precedence.

# Acceptance

| For [Customer] | For Ledgerlark |
| Name, role: | Name, role: |
| Date: | Date: |
| Signature: | Signature: |
""",
)

ONBOARDING_PLAN = WordDocument(
    path="Onboarding and Renewals/Onboarding plan - joint (customer + us).docx",
    title="Joint onboarding plan",
    header="[Customer] and Ledgerlark - working document, everybody may edit",
    footer="Version of [date]",
    properties=Properties(
        title="Joint onboarding plan",
        created="2024-01-15",
        modified="2026-01-29",
        author="Linnea Strand",
        subject="Onboarding",
        keywords="onboarding plan, kick-off, go-live, milestones, RACI",
    ),
    body="""
# Why a joint plan

Because two plans never agree. This is the only one. It lies in a folder both sides can write to, and in the weekly call we look at nothing else.

# Our goal, in a sentence we both signed

*By [date], [Company 1] posts its supplier invoices with Ledgerlark AP into [ERP], at least [40] % of them without a touch, and no supplier has been paid late because of the change.*

# People

| Role | [Customer] | Ledgerlark | Hours a week |
| Sponsor, decides conflicts in 48 hours | | success director | 0.5 |
| Project lead | | onboarding lead | 6 |
| Accounts payable | | consultant | 8 |
| ERP administrator | | integration engineer | 5 |
| Identity and mail | | integration engineer | 1 |
| Works council or data protection, if any | | data-protection officer | as needed |
| Administrator after go-live, and deputy | | success manager | 4 |

# Milestones

| | Milestone | Planned | Proof that it is reached |
| M0 | Kick-off | week 1 | minutes, this page filled in |
| M1 | Connection stands | week 1 | master data visible, write test green |
| M2 | 200 invoices read | week 2 | list with error rate, looked at together |
| M3 | Routes adopted | week 3 | one page, signed by finance |
| M4 | 200 test postings without deviation | week 4 | comparison sheet |
| M5 | Parallel run ended | week 5 | list of open points shorter than ten |
| M6 | First live invoice | week 6 | its number: [ ] |
| M7 | End of intensive care | week 8 | handover to success manager |
| M8 | Value measured | month 6 | sheet signed by the controller |

# Decisions needed from you, with the latest date

1. Which company first? (Not the largest, not the strangest.) Week 1.
2. Approval limits. Week 2. Without them week 3 does not begin.
3. Tolerances. Week 3. We propose EUR 5 or 1 %.
4. Who informs suppliers, and how? Week 4.
5. What happens to the old scanner? Week 6.

# Risks we have seen elsewhere

| Risk | Early sign | What we do |
| Test client two years old | suppliers missing in week 2 | refresh before kick-off |
| Nobody may create the service account | silence in week 1 | sponsor calls |
| Approvers not told | "Is this phishing?" | announcement on the Thursday before, by your own boss |
| Old process kept "just in case" | two queues in week 8 | date of switch-off in this plan: [date] |
| Administrator leaves | holiday in week 5 | deputy from the first day |

# After go-live

Weeks 7 and 8: daily call of 15 minutes. Then monthly hour with your success manager. At six months, we measure: cost of an invoice, touchless rate, hours to approval, in the same way as before the start. The median of our customers stands at 71 % untouched then.
""",
)

MEMO = WordDocument(
    path="Email Templates/Internal memo for champions (template).docx",
    title="Memo",
    header="[Your company] - internal",
    footer="",
    font="Times New Roman",
    heading="000000",
    properties=Properties(
        title="Memo",
        created="2025-05-26",
        modified="2026-03-05",
        author="user",
    ),
    body="""
**To:** [Management board / investment committee]

**From:** [Head of accounting]

**Date:** [date]

**Subject:** Decision on the handling of supplier invoices

# Request

The board is asked to release EUR [47,900] for the first year and EUR [38,400] for each of the following two, for the introduction of Ledgerlark AP, and to appoint [name] as the person responsible.

# Background

In [year] we received [43,000] supplier invoices. [Four] people work on them. We paid [9] % late, lost discounts of EUR [62,000], and found [31] duplicates by chance. [Name] retires in [June]; the post is budgeted at EUR [58,000].

# Options considered

| | A: go on | B: refill the post | C: extend the ERP workflow | D: Ledgerlark |
| Cost, three years, EUR | [0] | [174,000] | [210,000] | [124,700] |
| Cost of an invoice | [10.40] | [10.40] | about [8] | [3.50] |
| Time until effect | - | 3 months | 12 months | 6 weeks |
| Risk | dependence on two people | same | consultants | change of habits |

Option C was examined with IT. It is possible, but it would tie up the ERP team until [autumn].

# Benefit, as the controller has recognised it

EUR [58,000] a year from [June] (post not refilled), EUR [40,000] from discounts (of 62,000 possible), EUR [6,000] from duplicates. Hours that become free elsewhere have *not* been counted. Payback: [11] months. The median of 118 companies that were measured is 9 months.

# Risks

1. **People do not use it.** Approvals are given from the mail, without login. Pilot with the ten slowest approvers.
2. **Data protection.** Data in [Frankfurt]; review by [CISO] on [date]; works council informed on [date].
3. **The vendor.** 640 customers; contract can be ended after [one year]; nightly export to our own server.
4. **IT has no time.** 6.5 days in pieces, confirmed by [name].

# What happens if we do nothing

[Name]'s knowledge leaves in June. From [date], suppliers in [country] send XML files, which we would have to print.

# Proposed decision

*The board agrees to option D, provided that the test with 200 of our own invoices on [date] reads at least 90 % of header fields correctly.*
""",
)

COMPARISON = WordDocument(
    path="Product/Ledgerlark compared - five alternatives (external).docx",
    title="How Ledgerlark compares",
    header="Ledgerlark - comparison of five alternatives, as of July 2026",
    footer="Based on public information and on reports by customers. Corrections welcome: we change within five days.",
    wide=True,
    properties=Properties(
        title="Ledgerlark compared with five alternatives",
        created="2026-07-01",
        modified="2026-07-20",
        subject="Competitor comparison, external",
        keywords="comparison, alternatives, Billmoor, Quillstone, Veltrapay, Orsavo, SumLedger",
    ),
    body="""
Every vendor's comparison ends with the vendor's own column being green. We have tried to write one that you can use even if you do not choose us. The last row is the most important.

| | Ledgerlark AP | Billmoor | Quillstone | Veltrapay | Orsavo | SumLedger |
| What it is | AP automation for 200 to 5,000 staff | bill pay for small firms | procurement suite | payment network | recognition by language model | OCR on your own server |
| Price | from EUR 1,600 a month, no users | EUR 390 a month, per user from the sixth | licence plus partner, about twice the licence | no licence, fee on card payments | by page | licence paid, upkeep |
| Start | 6 weeks median | ten minutes without ERP | about nine months | four weeks, supplier campaign | days | was years ago |
| Order matching | two-way and three-way, by line | none | yes | two-way | none | two-way |
| ERP connectors | 34, own | four | many, by partners | eight | three, plus files | one, built at the time |
| Approval from mail | yes | yes | no | yes | no | no |
| Reading | own models, no templates | basic | basic | by a keying centre abroad | very good on short, risky on long invoices | template per supplier |
| Trail for automatic decisions | yes, ten years | changes, 12 months | yes | partly | none | none |
| SOC 2 | Type II | Type I | Type II | Type II | not yet | not applicable |
| Paying suppliers | bank transfer, no fee | bank transfer | through partner | virtual card, fee to supplier, no SEPA batch | no | no |
| Support | a person, 22 min median | forum | partner | mail | mail, small team | until December 2027 |
| **Choose it if** | you have orders, several companies, an auditor | you are small and will stay so | the CPO wants one vendor from sourcing to payment | your suppliers like cards | you want to experiment | you close the department in 2027 |

# Questions that separate them quickly

1. Which of the thirty invoices we brought were read wrongly, and how would we have noticed?
2. What do our suppliers pay?
3. Who repairs the connector on the second working day?
4. What would an auditor see for an invoice that was posted automatically two years ago?
5. What is the price at double volume and with 200 approvers?

# Where others are better than we are

- **Billmoor** is cheaper and quicker to start below 500 invoices a month.
- **Quillstone** offers sourcing, contracts and supplier risk. We do not.
- **Veltrapay** earns money for you with rebates where suppliers accept cards, mainly in North America.
- **Orsavo** reads a single unusual page better than anyone.
- **SumLedger** runs without any connection to the outside. We do not offer that.

# Companies that changed

From Billmoor: Tidemark Cloud, in 19 days with 26 months of history. From Quillstone: Pollux Grid, live in 8 weeks. From SumLedger: Karsten Antriebe, payback in 10 months. From an own tool: Ostermann Markets, in 7 weeks.
""",
)

ANALYST_NOTE = WordDocument(
    path="Blog and Web/Analyst note - Ledgerlark in the mid-market (Nov 2024).docx",
    title="Ledgerlark: a specialist that has learnt to say no",
    header="Brightwater & Finch Research - vendor note - November 2024 - reprint licensed to Ledgerlark",
    footer="Reprint rights end on 30 November 2026",
    font="Georgia",
    heading="333333",
    properties=Properties(
        title="Vendor note: Ledgerlark",
        created="2024-11-12",
        modified="2024-11-25",
        author="Ledgerlark Marketing",
        subject="Analyst note, reprint",
        keywords="analyst, press, vendor note, market, mid-market",
    ),
    body="""
**In short.** Ledgerlark sells accounts-payable automation to mid-sized companies, mainly in Europe. It has 410 customers, grows at a healthy pace and avoids the two temptations of its market: becoming a suite, and becoming a bank. Buyers should look at it if matching and audit matter more than sourcing.

# What has changed in the last twelve months

The company has won its first large tenants in the public sector and in insurance, opened a region in Dublin beside Frankfurt, and finished the observation for a SOC 2 Type II report, which was due as this note went to press.^[Certified at the time of the briefing: ISO 27001 and SOC 2 Type I.] Introduction still takes about 10 weeks on average; management says that this is to be halved.
Reported availability is 99.9 %.

# Strengths

- **Matching.** Tolerances may be formulas. In our test with freight invoices, it was the only product of seven that recalculated surcharges.
- **Approvers.** Approval from mail without an account works better than elsewhere, and no price per user stands in the way.
- **Candour.** Customers whom we interviewed, without exception, said that they had been told what the product does not do.

# Cautions

- **Size.** With fewer than 300 staff, Ledgerlark has a limited presence outside of Europe. Buyers in North America should ask for local references.
- **No sourcing.** Companies that want one vendor from source to pay will have to integrate.
- **Price.** List prices are above those of small-business tools by a factor of four to eight. The difference is justified from about 1,000 invoices a month.

# Market

Five forces shape the mid-market: mandates for structured invoices, the end of on-premises recognition software, payment networks that give software away, procurement suites moving down, and newcomers that put a language model in front of everything. We expect the number of vendors to halve until 2028.^[Brightwater & Finch, Payables Outlook 2025, chapter 3.] Buyers should weigh audit trail and the ability to
explain automatic decisions higher than accuracy of recognition, which will soon be the same everywhere.

# Questions that we would ask

1. How will support keep its quality when the number of customers doubles?
2. Which share of introductions exceeds the plan, and why?
3. What happens to prices after the first term?

> A dull product in the best sense: it does on Tuesday what it did on Monday.
> -- Customer interview, manufacturing, 1,400 staff
""",
)

TEMPLATE_DOCUMENTS = (PROPOSAL, ONBOARDING_PLAN, MEMO, COMPARISON, ANALYST_NOTE)
