"""The battle cards that live in Word: traps for Billmoor, the Quillstone play, the end of SumLedger. Internal."""

from sample_corpus.builder.documents_package import WordDocument
from sample_corpus.builder.papers_properties import Properties

INTERNAL = "INTERNAL - never leaves Ledgerlark. Do not forward, do not attach, do not paste into chat with a prospect."

BILLMOOR = WordDocument(
    path="Battle Cards (INTERNAL)/Billmoor - landmines and traps.docx",
    title="Billmoor: landmines and traps",
    header=INTERNAL,
    footer="Owner: Jonah Pike - reviewed every quarter",
    properties=Properties(
        title="Billmoor - landmines and traps",
        created="2025-09-01",
        modified="2026-07-06",
        author="Jonah Pike",
        subject="Battle card, internal",
        keywords="Billmoor, competitor, landmine questions, price, internal",
    ),
    body="""
# Thirty-second version

They are EUR 390 a month and live in ten minutes. We are not going to win that sentence, so do not play it. Billmoor is a bill-pay tool for small businesses. The moment somebody says *purchase order*, *second company* or *auditor*, the ground is ours. Your job in the first call is to get one of these three words said **by them**.

!textbox If they have fewer than 500 invoices a month, one company and no purchase orders: tell them to buy Billmoor. Really. They come back at 1,800 invoices, and they remember who was honest. Tidemark Cloud did.

# What it is

| | Billmoor | Ledgerlark |
| Price | EUR 390 a month, then per user from the sixth user | from EUR 1,600, no users to count |
| Match | none | two-way and three-way |
| ERP connectors | four | 34 |
| Audit trail | list of changes, 12 months | every view and change, 7 to 10 years |
| Support | forum | a person, 22 minutes median |
| Sign-up | ten minutes | six weeks median |

# Landmines: questions to plant

Plant two, not nine. Ask, wait, write down. Never mention Billmoor while planting.

1. "How many people have to say yes to an invoice, the holiday deputies included?" (From the sixth user they pay per user. At 40 approvers the price is no longer 390. Let them work it out.)
2. "When goods come in short, who notices? Before or after you pay?" (No three-way match.)
3. "Which of your companies will not be in it?" (One ledger per account; a second company is a second contract.)
4. "What did your auditor ask for last year, and where would you look it up?"
5. "If a payment goes to a wrong account on a Friday afternoon, whom do you ring?" (A forum.)
6. "What do you think you will send next year in volume?" (Growth is the trap they set themselves.)

# Traps they lay for us

**"Ledgerlark needs a project."** It does. Six weeks median, fixed EUR 9,500. Say it before they do. Then: "The ten minutes are real as well. They are the ten minutes before you connect the ERP."

**"You pay for things you do not need."** Show Essentials. Do not show Enterprise in a Billmoor deal, it makes us look like what they say we are.

**"They lock you in for three years."** One-year term is on the price list. Export is free, at any time.

**The trial.** They give 30 days free. Do not answer with a free trial. Answer with: "Give us the thirty worst invoices of last month, and we will both read them."

# Rough sums for the whiteboard

| 1,800 invoices a month, 40 approvers | Billmoor | Professional |
| Licence a year | EUR 4,680 plus 35 users above five at EUR 22 a month, EUR 9,240 | EUR 38,400 |
| People who key, match and chase (EUR 52,000 a post) | 3.0 posts, EUR 156,000 | 1.0 post, EUR 52,000 |
| Duplicates not found (0.1 % at EUR 900) | EUR 19,400 | EUR 500 |
| **Sum** | **EUR 189,300** | **EUR 90,900** |

The user price is what prospects have told us in 2026, it is not public. Say "as we understand it". Two of Tidemark's staff moved from keying to analysis; quote *that*, not the table, if there is no time.

# Proof to send (external files only)

- Tidemark Cloud case study, grew out of Billmoor at 1,800 invoices a month, switched in 19 days, 26 months of history migrated
- Competitor comparison sheet (external version)
- Price list 2026

# When we lose

Of the 14 deals lost to Billmoor in the last year, 11 had fewer than 700 invoices. Those were not losses, they were bad qualification. The other three: the CFO had used Billmoor at a start-up and liked the app. Nobody had shown the approver's mail. Show the approver's mail.
""",
)

QUILLSTONE = WordDocument(
    path="Battle Cards (INTERNAL)/Quillstone displacement play.docx",
    title="Play: displacing Quillstone",
    header=INTERNAL,
    footer="Field play, version 5",
    font="Arial",
    properties=Properties(
        title="Quillstone displacement play",
        created="2025-03-24",
        modified="2026-05-28",
        author="Ines Marlow",
        subject="Battle card, internal, displacement",
        keywords="Quillstone, suite, CPO, displacement, failed project, internal",
    ),
    body="""
# When to run it

Not in every account that owns Quillstone. Run it when at least two of these signals are there:

- The project is older than nine months and AP is "in phase 3".
- The finance side says "procurement bought it".
- A job advertisement for a Quillstone consultant has been up for more than 60 days.
- The yearly release was postponed, or the upgrade budget was refused.
- A new CFO, less than six months in the job.

Do **not** run it if the CPO is the economic buyer and procurement loves the sourcing module. You will be eaten.

# The idea in one sentence

*Keep Quillstone for what it is good at and take payables off its list.* Nobody has to have been wrong. That is what makes it signable. We do not displace a suite, we remove its most urgent problem.

# Who has to save face

| Person | Fears | What we give them |
| CPO, sponsor of the suite | that the whole decision is reopened | a paper that says sourcing stays, orders exchanged nightly |
| CFO | second write-off in a row | fixed price, exit right at week 8, next-twelve-months chart |
| Programme director | their name on failure number two | a smaller plan, the same people from start to end |
| Systems integrator | losing day rates | nothing. Be polite, be written, never be alone in a room with them |

# Five steps

1. **Find the invoice count.** "How many invoices have gone through it so far?" Ask the AP manager, not the programme. Nought is the strongest number in our industry.
2. **Draw the two-lane picture.** Whiteboard: sourcing, contracts, orders in lane one (Quillstone); invoice, match, approval, payment in lane two (us). One arrow between.
3. **Take sunk cost off the table.** Chart of the *next* twelve months on three paths: finish, do nothing, us. At Pollux Grid: 740, 510, 96 thousand euro. What is spent is in none of the bars.
4. **Offer the exit.** One region, eight weeks, leave free of charge. Needs approval by the sales director. Ask early, it has been refused once.
5. **Put the programme director in touch with Pollux Grid.** Two men who have both sat in month 14. Do not join the call.

# What they will say about us

**"A point solution. You will have an integration problem."** One nightly exchange of orders, which is a standard connector. Their own AP module has to talk to the ERP as well, and at Pollux it was certified for a version from 2021.

**"One vendor, one throat to choke."** Ask how many throats there are today: licence, partner, hosting, the ERP team. Then be silent.

**"Ledgerlark is too small for you."** 640 customers, 41 million invoices a year, 5,000 staff at the largest. Send the support and service levels page. Offer the call with a customer who had a severity 1.

**"The next release brings mail approval."** It was announced for the last two yearly releases. Ask for the date and for the penalty. Do not claim it will not come, we do not know.

# Where they really win

- Global sourcing events, supplier risk, contract repository: they are better, we have nothing.
- A CPO who reports to the board and owns the whole budget.
- Companies that already run their approval matrix in it for travel and purchasing.

If two of the three are true, ask for the AP piece only as a bridge "until phase 3", twelve months' term. Bridges tend to stay.

# Figures you may use, and their source

| Figure | Source | Outside? |
| Nine months typical project | their own website, 2025 | yes |
| Partner fees twice the licence | Pollux board paper | only as "a customer told us" |
| 14 months, EUR 1.1 m, no invoice live | Pollux case study | yes |
| Win rate against them 41 %, when finance is sponsor 63 % | our CRM, 12 months | **no** |
""",
)

SUMLEDGER = WordDocument(
    path="Battle Cards (INTERNAL)/SumLedger end-of-support play.docx",
    title="SumLedger end-of-support play",
    header=INTERNAL,
    footer="Valid until December 2027, then we need a new idea",
    properties=Properties(
        title="Document1",
        created="2026-01-27",
        modified="2026-09-08",
        author="Tobias Renn",
        keywords="SumLedger, end of support, OCR, on-premises, migration, status quo",
    ),
    body="""
# The clock

SumLedger has announced the end of support for December 2027. Some 1,100 companies in our size still run it. Most will do nothing until autumn 2027, when every consultant will be sold out. We want them in 2026, and **the date alone does not move them**. "It still works" is the strongest product we compete with.

# Why they stay

It is paid for. That is nearly the whole answer. The rest:

1. The two keyers are nice, and nobody wants to have that talk.
2. Nobody knows the 9,000 templates any more.
3. IT does not want to touch the server, in either direction.
4. The CFO has never seen what it costs, since it costs nothing in the budget.

# Make the free thing visible

Walk through this with the AP lead, not the CFO. They know the answers and nobody has ever asked.

| Hidden cost | Question | Typical |
| Two part-time keyers | "Who types what the templates miss?" | EUR 48,000 a year |
| Template upkeep | "What happens when a supplier changes its layout?" | 14 hours a month |
| Server, licence of the old operating system | "Who may restart it?" | EUR 9,000 and one sleepless administrator |
| No remote approval | "What do you do with paper on Fridays, at home office?" | 3 to 5 days per invoice |
| E-invoices printed to be scanned | "Honestly: do you print XML?" | yes |

The last one gets a laugh and then a silence. Leave the silence alone.

# Talk track for "we already have something, and it works"

"I believe you. It has worked since 2009, which is more than most software can say. May I ask just one thing: if the server did not come up on Monday, how long would it take to be back? And who would do it?"

(Karsten Antriebe: two part-time keyers and a server that nobody dared to restart. They found invoices in it from a supplier that closed in 2014. Payback of 10 months. The keyers now run supplier onboarding. **Lead with the keyers**, the fear of having to fire somebody stops more deals than price.)

# The migration, so you do not have to bluff

- Templates: none are migrated. None are needed. Say it slowly.
- Archive: images and index are exported by their own tool (File, Export, "Full"). About 40,000 documents a night. We load them searchable.
- Parallel run: one week, one company.
- Server: keep it switched off for one quarter, then invite IT to the shredder. Bring cake. (Tobias did. There is a photo.)

# Timing argument

| Start | Live | Comment |
| Q4 2026 | Q1 2027 | all choice of dates, list-price setup credited at three years |
| Q2 2027 | Q3 2027 | still fine |
| Q4 2027 | Q1 2028 | unsupported at year-end closing, auditor will ask |

# Offer until 31 March 2027

Setup waived (not only credited) for three-year terms, if the SumLedger maintenance notice is sent to us as proof. Approved by the sales director. **Do not print this in any external file.**

# Competition in these deals

Orsavo shows up with "no set-up at all". Ask them to code ten multi-page invoices twice and compare. Veltrapay shows up as "free". Billmoor only below 1,000 invoices. See the other cards.
""",
)

BATTLE_CARD_DOCUMENTS = (BILLMOOR, QUILLSTONE, SUMLEDGER)
