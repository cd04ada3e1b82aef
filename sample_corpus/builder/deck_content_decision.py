"""Decks for the decision: CFO business case, implementation and change plan, and one real proposal."""

from sample_corpus.builder.deck_model import (
    Bar,
    Cover,
    Deck,
    Graph,
    Grid,
    Panel,
    Panels,
    Plan,
    Points,
    Properties,
    Quote,
    Stats,
    Steps,
    at,
)

BUSINESS_CASE = Deck(
    path="Pricing and ROI/CFO Business Case TEMPLATE (fill in yellow fields).pptx",
    properties=Properties(
        title="Business case for accounts-payable automation",
        author="Ledgerlark Marketing",
        subject="Template to be filled in with the customer",
        keywords="business case; ROI; payback; CFO; board paper; template",
        created=at("2025-03-04 15:00"),
        modified=at("2026-07-01 10:20"),
        modified_by="Petra Holm",
        revision=40,
    ),
    footer="Business case · [Customer] · draft for discussion",
    slides=(
        Cover(
            title="Should we automate accounts payable now?",
            subtitle="Business case for the board of [Customer] · prepared by [Champion] with Ledgerlark",
            notes="The deck must look like the customer’s. Replace our colours with theirs if the champion asks. Example figures: 2,500 invoices a month.",
        ),
        Points(
            title="The decision on one page",
            lead="We ask the board to approve EUR 47,900 for year one and EUR 38,400 a year after it, less the setup credit.",
            points=(
                "**Why:** an invoice costs us EUR [11.80] to handle; we process [30,000] a year.",
                "**What:** Ledgerlark AP Professional: Capture, Approve, Match, Insight; connector to [ERP].",
                "**Return:** EUR [134,000] a year at full effect, of which EUR [61,000] is cash and not time.",
                "**Payback:** [9] months counted with everything, [20] months counted with cash only.",
                "**Risk:** low. Fixed setup, six weeks to the first live invoice, exit after any contract year.",
            ),
            notes="Lead with the decision. Boards read page one and the appendix. 9 months matches our median; recompute with their figures, never leave ours.",
        ),
        Graph(
            title="What an invoice costs us today",
            notes="If they have no time sheet: let them do it with ten invoices next week. Their number beats ours, even when it is lower.",
            kind="stacked",
            categories=("Today", "After 12 months"),
            series=(
                ("Receive and type", (3.4, 0.4)),
                ("Match and query", (3.1, 0.9)),
                ("Approve and remind", (2.6, 0.7)),
                ("Post, pay, file", (2.7, 0.9)),
            ),
            takeaways=(
                "EUR **11.80** today, EUR **2.90** after twelve months: the median of 118 customers measured in 2025.",
                "[Replace with your own time sheet of one week. Ten invoices, a stopwatch, done.]",
            ),
            unit="0.00",
        ),
        Grid(
            title="Benefits, sorted by how sure we are",
            rows=(
                ("Benefit", "EUR a year", "Sure?", "Who confirms it"),
                ("Duplicates avoided", "[14,000]", "cash, very", "Internal audit, last year’s findings"),
                ("Early-payment discounts captured", "[32,000]", "cash, likely", "Purchasing: terms; ledger: history"),
                ("Late-payment interest and fees", "[6,000]", "cash, very", "General ledger account"),
                ("Scan service and archive ended", "[9,000]", "cash, very", "Contracts"),
                ("Working time freed in finance", "[73,000]", "time", "Head of Accounting: what will it be used for?"),
                ("**Sum**", "**[134,000]**", "", "cash part: EUR [61,000]"),
            ),
            widths=(5, 2, 2, 5),
            foot="A benefit without a name in the last column does not count.",
            notes="14+32+6+9 = 61 cash; +73 = 134. Only about a fifth of freed time is assumed as money (30,000 invoices x EUR 8.90 would be 267,000; cut it yourself before the CFO does).",
        ),
        Grid(
            title="Costs, all of them",
            notes="'All of them' is a promise: internal days are in. CFOs look for them first.",
            rows=(
                ("Cost", "Year 1", "Year 2", "Year 3"),
                ("Subscription Professional, EUR 3,200 a month", "38,400", "38,400", "38,400"),
                ("Setup, fixed (credited on a three-year term)", "9,500", "–9,500", "–"),
                ("Own people in the project, 14 days", "[7,000]", "–", "–"),
                ("ERP administrator, 4 days", "[2,400]", "–", "–"),
                ("Overage, if above 60,000 invoices a year", "0", "0", "0"),
                ("User licences", "none", "none", "none"),
                ("**Sum**", "**57,300**", "**28,900**", "**38,400**"),
            ),
            widths=(6, 2, 2, 2),
            foot="Payment annual in advance; quarterly at +3 %. Prices: list 2026.",
        ),
        Graph(
            title="Cumulative effect over three years",
            kind="line",
            categories=("Start", "Q2", "Q4", "Y2 Q2", "Y2 Q4", "Y3 Q2", "Y3 Q4"),
            series=(
                ("All benefits, EUR thousand", (-57.0, -24.0, 43.0, 81.0, 148.0, 177.0, 244.0)),
                ("Cash only, EUR thousand", (-57.0, -42.0, -12.0, -10.0, 21.0, 13.0, 43.0)),
            ),
            takeaways=(
                "Counted with all benefits: positive **in month 9**.",
                "Counted in cash alone: positive **in month 20**, and it stays so.",
                "Half effect is assumed for the first two quarters.",
            ),
            unit="0",
        ),
        Graph(
            title="What if we are wrong? Payback if one assumption fails",
            notes="Strongest slide for careful CFOs. Recalculate in the sheet (tab Sensitivity), do not leave our months standing.",
            kind="bar",
            categories=(
                "As planned",
                "No discounts at all",
                "Half of the time freed",
                "Go-live three months late",
                "All three together",
            ),
            series=(("Payback, months", (9.0, 10.0, 11.0, 12.0, 22.0)),),
            takeaways=(
                "Even with **all three** failing the case pays back inside the contract.",
                "The largest lever is not the price: it is the date of the go-live.",
            ),
            unit="0",
        ),
        Grid(
            title="The alternatives we looked at",
            notes="Ask the champion which alternative the board likes in secret, and put it first.",
            rows=(
                ("Option", "For", "Against", "Three-year cost"),
                ("Do nothing", "No project", "Cost per invoice stays; one more hire in 2027", "EUR [402,000] forgone"),
                ("Hire one clerk", "Quick", "Duplicates and discounts unchanged", "EUR [150,000]"),
                ("Extend the ERP’s own workflow", "One vendor", "No capture; licences per approver", "EUR [180,000]"),
                ("Build it ourselves", "Fits exactly", "Upkeep, two key people", "EUR [300,000] and more"),
                ("Ledgerlark AP Professional", "Six weeks, no user fees", "Another vendor to manage", "EUR 124,600"),
            ),
            widths=(3.5, 3, 4.5, 3),
        ),
        Panels(
            title="Risks, and who carries them",
            panels=(
                Panel(
                    "Savings do not come",
                    ("Baseline signed before start", "Reviews at month 3, 6, 12", "Exit after any contract year"),
                ),
                Panel("Project drags on", ("Fixed setup fee: delay costs the vendor", "Start with one entity")),
                Panel("Vendor fails", ("640 customers, 97 % gross retention", "Escrow, data export any day")),
                Panel("People avoid it", ("Approval from the mail", "No training needed for approvers")),
            ),
            notes="‘Exit after any contract year’ applies to one-year terms. With three years: no. Check what was offered!",
        ),
        Points(
            title="What we ask for, and what happens next",
            points=(
                "Approval of the sum on page 2.",
                "A sponsor in Finance and a named ERP administrator.",
                "Kick-off on [date]; first live invoice on [date + 6 weeks].",
                "Report to the board at month 3, with the baseline beside it.",
            ),
        ),
        Grid(
            title="Backup: how each figure was calculated",
            hidden=True,
            rows=(
                ("Figure", "Formula", "Source"),
                ("Duplicates", "invoices a year × 0.1 % × mean value × 1/3 not recovered", "audit report"),
                ("Discounts", "spend with terms × rate × (82 % – captured today)", "ledger"),
                ("Time", "invoices × minutes saved × hourly rate × 27 %", "time sheet of a week"),
                ("Late fees", "sum of account, last 12 months × 80 %", "ledger"),
            ),
            widths=(2, 6, 3),
            notes="Hidden slide. Unhide for controllers.",
        ),
    ),
)

CHANGE_PLAN = Deck(
    path="Product/Implementation_and_change_plan_6weeks.pptx",
    properties=Properties(
        title="Implementation and change plan: six weeks",
        author="Aude Lambert",
        subject="For customers before signature",
        keywords="implementation, timing, change, go-live, six weeks",
        created=at("2025-08-25 09:00"),
        modified=at("2026-05-11 13:13"),
        revision=15,
    ),
    footer="Ledgerlark AP · Implementation and change plan",
    slides=(
        Cover(
            title="Six weeks, and nobody has to be a hero",
            subtitle="How a roll-out goes, what it asks of your people, and why “not now” is seldom quicker",
        ),
        Plan(
            title="The plan",
            notes="Ask for the holiday calendar now. Names into the bars while you talk, then it is their plan.",
            periods=("Week 1", "Week 2", "Week 3", "Week 4", "Week 5", "Week 6"),
            bars=(
                Bar("Kick-off, roles, baseline", 0, 1, "half a day"),
                Bar("Connector and master data", 0, 2, "your ERP person: 1.5 days"),
                Bar("Approval matrix", 1, 2.5, "one workshop"),
                Bar("Test with your invoices", 2, 4, "500 invoices of last month"),
                Bar("Informing suppliers", 2.5, 5, "one letter, we write it", warm=True),
                Bar("Pilot entity live", 4, 5, "side by side"),
                Bar("First live posting, hand-over", 5, 6, "go-live"),
            ),
            foot="Median of all go-lives since 2025: 6 weeks. A quarter needed eight or more: several ERPs, or August.",
        ),
        Panels(
            title="“Not this year”: four reasons, looked at soberly",
            panels=(
                Panel(
                    "“ERP project running”",
                    (
                        "Then invoices are the one process you can take off the new ERP’s list.",
                        "The connector is re-pointed over a weekend.",
                    ),
                ),
                Panel(
                    "“Year-end closing”",
                    (
                        "From mid-November we start nothing.",
                        "Workshop in November, test in January, live in February works.",
                    ),
                ),
                Panel(
                    "“No people”",
                    (
                        "18 person-days in total, spread over six weeks.",
                        "Nobody full-time; the busiest person gives six days.",
                    ),
                ),
                Panel(
                    "“No budget left”",
                    (
                        "Sign in Q4, kick-off in Q4, first payment in January.",
                        "Setup is credited on a three-year term.",
                    ),
                ),
            ),
            foot="Each month of waiting costs the difference between EUR 11.80 and EUR 2.90, times your invoices.",
            notes="If they say 'next fiscal year' ask for the date of the budget round and write the CFO paper for it. A no with a date is a plan.",
        ),
        Grid(
            title="Who does how much",
            notes="18 days is the honest figure for one entity and one ERP. Each further entity: about three more.",
            rows=(
                ("Role", "Days", "For what"),
                ("Project lead in Finance", "6", "decisions, matrix, testing"),
                ("Two accounts payable clerks", "4", "test with real invoices; they find what matters"),
                ("ERP administrator", "4", "user, mapping, test postings"),
                ("Purchasing", "1", "tolerances, supplier letter"),
                ("IT security", "1", "questionnaire; our pack answers most of it"),
                ("Sponsor", "2", "three meetings and one clear mail to everybody"),
                ("**Sum**", "**18**", "in six weeks"),
            ),
            widths=(4, 1.5, 6),
        ),
        Points(
            title="Moving from an old system without a bad month-end",
            notes="For SumLedger people show this instead of features. 'Way back' is the sentence the head of accounting waits for.",
            points=(
                "**Choose the day.** Cut-over between the 8th and the 12th. Never a quarter-end.",
                "**Run side by side.** At most three weeks, with a daily list of differences. Karsten Antriebe had 41 on day one, none on day nine.",
                "**Leave the templates.** Nothing is migrated that the new system does not need.",
                "**Take the archive along.** Export runs in the background from week 1.",
                "**Keep a way back.** Until the end of week 6 the old system can take over again within an hour. Nobody has used it yet.",
            ),
            aside=(
                "**26 months** of history came along at Tidemark Cloud, in 19 days.",
                "Ostermann Markets: own tool off after **7 weeks**, 212 stores.",
            ),
        ),
        Steps(
            title="The human side: five groups, five messages",
            notes="Works council paper exists in German and Dutch (Aude). Send it before they ask.",
            steps=(
                ("Approvers", "“You get a mail. You click. That is all.” No training, no log-in."),
                ("Clerks", "“You check what is unusual; typing ends.” Told first, in person, by their head."),
                (
                    "Works council",
                    "Described in week 1: what is logged, who sees it, that no performance report exists.",
                ),
                ("Suppliers", "“Please send invoices to this address.” One letter, two reminders."),
                ("Management", "One figure a week: share of invoices through the new door."),
            ),
        ),
        Quote(
            title="What it feels like",
            words="Nobody had to be trained, which is the only roll-out partners accept.",
            who="Chief Operating Officer, Ferrand Astley LLP",
            beside=("740 staff, Elite 3E", "94 % of approvals from the mail", "Disbursements billed 16 days sooner"),
        ),
        Graph(
            title="What to expect after the start: the share that runs by itself",
            kind="line",
            categories=("Week 6", "Month 2", "Month 3", "Month 4", "Month 5", "Month 6"),
            series=(("Posted without a human touch, %", (31.0, 44.0, 55.0, 62.0, 67.0, 71.0)),),
            takeaways=(
                "**31 %** in the first week, **71 %** after six months, at the median.",
                "The curve is made by your people: each correction is learned.",
                "Regulated? Helvaris Labs: 31 days to a validated go-live.",
            ),
            unit="0",
        ),
        Points(
            title="What can go wrong, from those where it did",
            points=(
                "The approval matrix reopened a question of power. Two weeks lost. Ask the sponsor to decide it before week 2.",
                "Nobody told the post room. Ask who opens letters.",
                "The ERP administrator was on parental leave. Name a deputy on day one.",
                "An entity had its own tax engine. Tell us in the first call; it is solvable, but not in six weeks.",
            ),
            notes="It feels odd to show failures before signature. Close rate of deals in which this slide was shown is not lower. It makes 'six weeks' believable.",
        ),
    ),
)

PROPOSAL = Deck(
    path="New folder (2)/Presentation1 final FINAL v3.pptx",
    properties=Properties(
        title="",
        author="user",
        subject="",
        keywords="",
        created=at("2026-08-19 22:47"),
        modified=at("2026-08-24 07:31"),
        revision=3,
    ),
    footer="Confidential · for Weidinger Handel",
    slides=(
        Cover(
            title="Proposal for Weidinger Handel",
            subtitle="Invoice automation for 86 stores and the Linz head office · 24 August 2026 · Ines Marlow",
        ),
        Points(
            title="What we understood",
            points=(
                "86 stores in Austria and Bavaria, 1,400 staff, Dynamics 365 Business Central.",
                "4,300 invoices a month; a third are store invoices that travel to Linz in envelopes.",
                "Store managers write the cost centre on a sticky note. Nine days until an invoice is in the system.",
                "Two people leave accounts payable at the end of March. You would prefer not to replace both.",
                "You have looked at your own solution in Power Platform and stopped after the prototype.",
                "Also in the race: two other offers. Decision on 30 September.",
            ),
            notes="Ask Frau Weidinger again who presents it to the advisory board. Prototype: IT lead still believes in it, bring Ostermann.",
        ),
        Steps(
            title="What we propose",
            steps=(
                ("Stores", "Invoice photographed or sent to the store’s own mail address. Envelope traffic ends."),
                ("Reading", "Capture reads header and lines; the store is known from the address."),
                ("Matching", "Deliveries against orders from Business Central; rent and energy against contracts."),
                ("Approval", "Store manager by phone up to EUR 500, area manager above it."),
                ("Posting", "Connector to Business Central, document linked."),
            ),
            foot="Not in the proposal: payments. You wish to keep the bank portal; Pay can be added later.",
        ),
        Grid(
            title="Price",
            rows=(
                ("Position", "List", "For Weidinger"),
                ("Ledgerlark AP Professional, up to 5,000 invoices a month", "EUR 3,200 a month", "EUR 2,880 a month"),
                ("Term three years, paid annually in advance", "–", "10 % discount included above"),
                ("Setup, fixed", "EUR 9,500", "EUR 9,500, credited in year two"),
                ("Users, approvers", "none", "none"),
                ("Overage above 60,000 invoices a year", "EUR 0.45", "EUR 0.45"),
                ("**Year one / year two / year three**", "", "**EUR 44,060 / 25,060 / 34,560**"),
            ),
            widths=(6, 3, 4),
            foot="Valid until 30 September 2026.",
            notes="2,880 x 12 = 34,560. +9,500 / -9,500. We may go to 12 % without asking; do not, before they ask. If they push: reference story against the last 2 %.",
        ),
        Graph(
            title="Your own sum",
            notes="EUR 10 is their own estimate, mail of 6 August. Do not replace it with 11.80, even if it looks better.",
            kind="column",
            categories=("Handling today", "Handling with Ledgerlark", "Subscription"),
            series=(("EUR thousand a year", (516.0, 155.0, 35.0)),),
            takeaways=(
                "Today: 51,600 invoices × **EUR 10.00**, your estimate of 6 August.",
                "After a year: EUR 3.00 assumed, slightly above our median of 2.90.",
                "If only one of the two posts stays vacant, the subscription is paid.",
            ),
            unit="0",
        ),
        Plan(
            title="Live before Christmas trade, or after it",
            notes="If kick-off slips beyond 12 October the pilot moves to January. Tell them openly.",
            periods=("Oct W1–2", "Oct W3–4", "Nov W1–2", "Nov W3–4", "Dec", "Jan"),
            bars=(
                Bar("Connector, matrix", 0, 1.5, "Linz"),
                Bar("Test, 6 pilot stores", 1, 3, "Linz, Wels, Passau"),
                Bar("Quiet period", 3, 5, "no changes in stores", warm=True),
                Bar("80 further stores", 5, 6, "20 a week"),
            ),
            foot="Pilot live in mid-November; all stores by end of January, two months before the posts become vacant.",
        ),
        Stats(
            title="A retailer with the same question",
            stats=(
                ("212", "stores, Ostermann Markets, Austria"),
                ("7 weeks", "until its own tool was switched off"),
                ("EUR 260k", "of upkeep saved a year"),
            ),
            text=(
                "“We are grocers, not a software house.” CIO, Ostermann Markets",
                "A call between your IT lead and theirs is agreed for the week of 7 September.",
            ),
        ),
        Points(
            title="Next steps",
            notes="Competitors in the race: Billmoor (price) and their Dynamics partner with a workflow add-on. Decision: Frau Weidinger and advisory board.",
            points=(
                "1 September: your 50 invoices, read. We bring the misses as well.",
                "7 to 11 September: call with Ostermann Markets.",
                "15 September: security questionnaire, filled in.",
                "30 September: your decision. 5 October: kick-off.",
            ),
        ),
    ),
)

DECISION_DECKS = (BUSINESS_CASE, CHANGE_PLAN, PROPOSAL)
