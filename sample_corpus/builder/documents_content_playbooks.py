"""The playbooks and the persona in Word: how Ledgerlark sells, renews, and whom it sells to. Internal."""

from sample_corpus.builder.company import BRAND
from sample_corpus.builder.documents_package import WordDocument
from sample_corpus.builder.papers_properties import Properties

SALES_PLAYBOOK = WordDocument(
    path="Personas and Playbooks/Sales Playbook 2026 (INTERNAL).docx",
    title="Sales playbook 2026",
    header="INTERNAL - Ledgerlark sales - edition 2026.2",
    footer="Questions and corrections: Petra Holm",
    properties=Properties(
        title="Sales Playbook 2026",
        created="2026-01-08",
        modified="2026-07-13",
        author="Petra Holm",
        subject="Sales playbook",
        keywords="playbook, discovery, demo, qualification, negotiation, pricing, closing, handover",
    ),
    body="""
Thirteen chapters, one idea: **find the cost nobody budgets, show it on their own invoices, and make the decision small.** Read chapters 3, 5 and 9 before your first call. The rest you will want in the order in which things go wrong.

# 1 Whom we sell to

Companies of 200 to 5,000 staff, with 1,000 to 100,000 supplier invoices a month, more than one company in the books, and an ERP that will stay for at least two years.

| Fits | Does not fit |
| purchase orders for at least a third of invoices | shop with 300 invoices and an outside bookkeeper |
| approvers spread over places | one owner who signs everything |
| an auditor, public money or a regulator | "we want to pay suppliers by card" |
| old OCR, a failed suite, an own tool | needs sourcing, contracts, supplier risk |

Walk away early. The 14 smallest deals of last year took 22 % of the hours and brought 3 % of revenue.

# 2 The buying group

There are seven people on average, of whom you meet three. The other four have never heard your voice and decide half of it.

- **Head of accounting:** feels the pain, fears for the team. Usually our champion.
- **CFO:** signs. Wants a number that the controller believes. (See the persona.)
- **Controller:** believes nothing, rightly. Give the sheet, not the slide.
- **IT:** has no time. Give the days, by role.
- **CISO or data protection:** can stop it. Give papers before questions.
- **Procurement:** needs a result. Keep something back.
- **Approvers:** will hate any login. Show the mail.

# 3 Discovery

Forty-five minutes, ten questions at most, no slides. You are looking for three things: a number, a reason for now, and a name.

## The questions that work

1. "What happens to an invoice from the moment it comes in? Take one from last week."
2. "Where does it lie longest?"
3. "How many people touch it? And who has to be asked?"
4. "How do you find one that a supplier says you have not paid?"
5. "When did you last pay something twice?"
6. "How many days does the close wait for invoices?"
7. "What have you tried already?" (Failed projects, own tools. Gold.)
8. "Why are we talking now and not last year?"
9. "What happens if you change nothing?"
10. "Who else would have an opinion about it, even if nobody asks them?"

## What to write down

Volume, companies, ERP and version, share with order, cost per invoice as *they* guess it, days to approval, reason for now, next date at which money is decided, names and fears of the group. In the CRM on the same day. A deal without a reason for now does not leave discovery.

# 4 Qualification

Five lights. Three greens to write a proposal, four to ask for a discount.

| Light | Green if |
| Pain with a number | they said a figure themselves |
| Reason for now | an event with a date |
| Power | we have spoken with somebody who can spend the sum |
| Way | we know each step to the signature and its owner |
| Rival | we know against whom, "nothing" included |

"Nothing" wins most often: 46 % of our lost deals ended without any purchase.

# 5 The demonstration

**Thirty of their invoices, or no demonstration.** It is the only rule without exceptions. Ask for five bad ones among them.

1. *Minute 0 to 5.* Repeat their three sentences from discovery. Ask what has changed.
2. *Minute 5 to 15.* Their invoices, live. Show an error as well, and how it is noticed.
3. *Minute 15 to 25.* The approver's mail on **their** phone. Let the CFO press the button.
4. *Minute 25 to 35.* The one difficult thing: surcharge, retention, grant, credit note. Prepared, with an engineer.
5. *Minute 35 to 45.* Silence, questions, next step with a date.

Do not show: administration, dashboards, roadmap. If they ask for the dashboard, show one figure in it.

# 6 Proof of concept

Ten working days, 500 closed invoices, success criteria in writing *before*. Never longer than ten days; length does not help anybody. The result goes to the controller first. If it fails, say so before they do.

# 7 The business case

We do not write it. The controller does, with our calculator. Our job is to bring the sheet, the study, and a customer who fell short. Strike out soft hours yourself, before they ask. **A careful payback of 12 months that is believed beats 6 months that is smiled at.** Median of all customers: 9.

# 8 Objections

There are six sheets in the folder Objection Handling. The order in which objections come is nearly always: time, IT, security, price, procurement. If price comes first, you have talked too early. If it does not come, you are not talking with the person who pays.

# 9 Competitors

| You hear | Think of | First sentence |
| "ten minutes", "390" | Billmoor | "How many people have to say yes to an invoice?" |
| "one vendor", "suite" | Quillstone | "How many invoices have gone through it so far?" |
| "free" | Veltrapay | "What do your suppliers pay?" |
| "AI reads everything" | Orsavo | "Could we code the same ten invoices twice?" |
| "we have something" | SumLedger or own tool | "If it did not come up on Monday, who would repair it?" |

Never name a rival first. Never send an internal card. The external comparison says where others are better; use it, since it is disarming.

# 10 Proposal

Three sentences in their words on top, or it does not go out. One plan, one price, at most one option. Present it aloud; a proposal sent by mail without a call has a 17 % win rate, one presented has 44 %.

# 11 Negotiation

## Before

Know what you want in exchange: term, date of signature, reference, case study, a second company. Know their date. Know who is bluffing; usually both.

## What we can give, in this order

1. Price fixed for three years
2. Setup credited
3. Second connector, sandbox
4. Quarterly payment without the 3 %
5. Per cent: you up to 12 %, the sales director up to 20 %, the CFO beyond

Always one thing against another. A gift makes people suspicious of the price.

## Things that are not for sale

Unlimited liability. Features in contracts. A free quarter. Exclusivity. Hosting elsewhere.

## The last call

"If I can get this through, will you sign by Friday?" only when both halves are true.

# 12 Closing and handover

Signature is the customer's first day and not our last. Within 24 hours: mail to onboarding with goals, promises, names, fears. **Write down every promise, especially the small ones.** Success reads this file in front of the customer.

# 13 Rhythm and hygiene

- Monday: three deals that will not close; say so.
- Every send logged with the file and the person, because marketing learns from it which papers are read.
- Use the current version. Files in *Archive* are there for lawyers, not for buyers.
- Lost deals get a call after 30 days, by somebody else. We learn more from these than from the won ones.

# Appendix: numbers to know by heart

!figures 640 | customers, 19 countries || 41 m | invoices a year || 71 % | touchless after six months || 9 months | payback

| Claim | Current | Do not use any more |
| Uptime, 24 months | 99.95 % | 99.9 % |
| Go-live | 6 weeks median | 10 weeks |
| SOC 2 | Type II | Type I |
| Plans | 1,600 / 3,200 / from 6,100 | 1,450 / 2,900 / 5,400 |
""",
)

RENEWAL_PLAYBOOK = WordDocument(
    path="Onboarding and Renewals/Renewal playbook INTERNAL.docx",
    title="Renewal playbook",
    header="INTERNAL - customer success and sales",
    footer="Owner: Tobias Renn",
    font="Arial",
    properties=Properties(
        title="Renewal playbook",
        created="2025-06-02",
        modified="2026-02-18",
        author="Tobias Renn",
        subject="Renewal, expansion, churn",
        keywords="renewal, churn, price increase, expansion, health score, post-sale",
    ),
    body="""
97 % of revenue renewed in 2025. The missing 3 % came from nineteen customers, and in sixteen of them we could have known nine months before. This playbook is about these nine months.

# Calendar

| Days before end of term | What | Who |
| 270 | Health check, six questions below | success manager |
| 180 | Value report, controller in the room | success manager |
| 150 | Renewal proposal drafted, internal look at price | rep |
| 120 | Reminder to the customer (also where auto-renewal was struck out) | success manager |
| 90 | Proposal presented aloud | rep and success manager |
| 60 | Legal and procurement, if any | rep |
| 30 | Signature, or escalation to the sales director | rep |

# Six questions of the health check

1. Has the sponsor changed? (The strongest sign of all. A new CFO did not choose us.)
2. Is the touchless rate falling for two quarters?
3. Is anybody keying invoices beside the system?
4. Were there two severity-1 or -2 tickets in a quarter?
5. Has nobody from finance come to the last two monthly hours?
6. Is an ERP project, a merger or a "vendor consolidation" going on?

Two times yes: amber. Three: red, and the rep is told on the same day.

# Talks

## "We want a discount to stay."

Find out whether there is an offer. If not: "What would you like to pay less *for*?" Often, they use half of the volume; then move them down a plan on your own initiative. It costs us 1,600 a month and keeps a customer for years.

## "Procurement says prices must not rise."

The rise is limited to the consumer price index. A three-year term fixes it. Never start with waiving it; start with the value report.

## "The new ERP has AP included."

See chapter 6 of the ROI study: payback of 13 months against a good ERP workflow. Sometimes they are right. Offer a bridge through the migration, since connectors can be switched at no cost, and then compare after go-live. Of eleven bridges, eight stayed.

## "Quillstone is now the group's standard."

Call Ines. Do not answer by mail.

# Expansion

Only after value has been recognised. In this order, by acceptance: further companies (58 %), Pay (31 %), follow-the-sun support (22 %), region (9 %). A pitch before the value report halves acceptance.

# When they leave

Export on the first day of asking, not on the last. A farewell call by someone who was not involved. Four of the nineteen came back within 18 months, three of them quoting the export.

# Price corridor (do not forward)

| Situation | Corridor |
| Healthy, one-year term | CPI |
| Healthy, three-year term | 0 |
| Amber | 0 to -5 % against three years |
| Red | sales director |
| Competitor offer in writing | up to -12 % by the rep, then as in the discount rules |
""",
)

CFO_PERSONA = WordDocument(
    path="Personas and Playbooks/Persona - CFO of a mid-sized company.docx",
    title="Persona: the CFO",
    header="Ledgerlark personas - internal",
    footer="From 31 interviews, 2025",
    heading=BRAND["warm"],
    properties=Properties(
        title="Persona CFO",
        created="2025-09-22",
        modified="2025-12-03",
        author="Petra Holm",
        subject="Persona",
        keywords="persona, CFO, finance director, motivations, objections, language",
    ),
    body="""
> I don't need another tool. I need the close to be over by the fourth.
> -- Interview 17, wholesale, 900 staff

# Who it is

Fifty or so, came from auditing or controlling, in office for four years. Reports to an owner or a board that asks about cash. Has been promised "efficiency" by eleven vendors this year. Reads on the phone, in the evening, from bottom to top: first the sum, then the assumptions, then who wrote it.

# What the day is made of

- Cash, banks, covenants
- A close that is late because of things which are not in the ledger
- An auditor who found something small, and will therefore look for something large
- An ERP project that somebody else calls a success
- People: two of them will retire, and nobody applies

# What they want from us (in their words)

| They say | They mean |
| "What does it cost, all in?" | Do not surprise me in March. |
| "What if it doesn't work?" | Show me the way out before the way in. |
| "Who else in our industry?" | I want to ring somebody. |
| "My controller will look at that." | I will trust the controller more than you. |
| "Send me something." | One page. Not the deck. |

# What they fear

1. A second write-off. A failed project is remembered longer than a saved million.
2. Fraud on their watch. One payment to a wrong account is the end of a career.
3. Having to let people go because of a business case.
4. Being sold to.

# What convinces

Numbers from their own ledger. Then a peer. Then the study. In this order. **Never** start with the study.

# Messages

- *Cost:* from EUR 11.80 to EUR 2.90 an invoice, measured, fee included.
- *Time:* 9 months of payback counting only what controllers recognised.
- *Risk:* fixed setup, fixed price for three years, exit with all data.
- *Close:* 11 days to 4 at Norrvik Freight.
- *Control:* every view and each change in the trail; bank details that change stop the run.

# What to send, and when

| Moment | Send |
| Before the first call | Ledgerlark for CFOs (one page) |
| After discovery | ROI study; case study of the same industry |
| Before the committee | CFO business case deck, calculator with their figures |
| After signing | value report template, so that they know what we shall be measured by |

# Words

Use: close, cash, recognised, controller, evidence, exit. Avoid: journey, empower, digital transformation, best-in-class, investment.

# Variants

**Owner-run company:** the owner asks about loyalty to suppliers and staff. Bring Karsten Antriebe: the keyers stayed.

**Private equity:** wants it in 100 days and in every portfolio company. Bring the six-week plan and the price for many entities.

**Public treasurer:** the goal is law and reputation. Bring Tamsberg.
""",
)

PLAYBOOK_DOCUMENTS = (SALES_PLAYBOOK, RENEWAL_PLAYBOOK, CFO_PERSONA)
