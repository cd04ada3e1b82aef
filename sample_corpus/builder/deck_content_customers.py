"""Decks for customers after signature, and the internal one for renewal talks."""

from sample_corpus.builder.deck_model import (
    Cover,
    Deck,
    Doubt,
    Graph,
    Grid,
    Panel,
    Panels,
    Points,
    Properties,
    Stats,
    Steps,
    at,
)

REVIEW = Deck(
    path="Onboarding and Renewals/QBR template 2026.pptx",
    properties=Properties(
        title="Quarterly business review",
        author="Ledgerlark Marketing",
        subject="Template for success managers",
        keywords="QBR; review; success; adoption; template",
        created=at("2025-12-15 16:00"),
        modified=at("2026-04-22 08:45"),
        modified_by="Linnea Strand",
        revision=13,
    ),
    footer="Quarterly review · [Customer] · [Quarter]",
    slides=(
        Cover(
            title="Quarterly business review",
            subtitle="[Customer] · [Q2 2026] · what ran, what did not, what we do next",
            notes="45 minutes. If the sponsor does not come, move the meeting. A review without the sponsor is a status call.",
        ),
        Points(
            title="Agenda: three questions, 45 minutes",
            points=(
                "Did we get what we signed up for? (15 min, figures against the baseline)",
                "What annoyed you? (15 min, tickets and wishes, without excuses)",
                "What is the one thing for next quarter? (15 min, one owner, one date)",
            ),
            aside=(
                "Please bring",
                "the person who closes the month",
                "last quarter’s action list",
                "one thing you would not want to lose",
            ),
        ),
        Stats(
            title="The quarter in four figures",
            stats=(
                ("[71 %]", "posted without a touch (start: [31 %])"),
                ("[EUR 2.90]", "an invoice (baseline: [11.80])"),
                ("[9 h]", "mean time to approval"),
                ("[99.95 %]", "availability in your region"),
            ),
            text=(
                "Figures come from Insight and were agreed with your controller on [date]. The baseline is the one both sides signed before the start.",
            ),
            notes="Wrong figures kill the meeting. Send them to the controller three days earlier.",
        ),
        Graph(
            title="Touchless rate: you against similar customers",
            notes="Never show a comparison without the reason for the gap on the next slide. It feels like school otherwise.",
            kind="line",
            categories=("M1", "M2", "M3", "M4", "M5", "M6"),
            series=(
                ("[Customer], %", (28.0, 41.0, 49.0, 58.0, 60.0, 61.0)),
                ("Median of your industry, %", (31.0, 44.0, 55.0, 62.0, 67.0, 71.0)),
            ),
            takeaways=(
                "Flat since month 4. Look at the next slide before you explain.",
                "Customers who passed the plateau did two things: tolerances, and orders for services.",
            ),
            unit="0",
        ),
        Grid(
            title="Where invoices still stop",
            notes="Pick one row. Only one. Two improvements a quarter means none.",
            rows=(
                ("Reason", "Share of stops", "What helps", "Owner"),
                ("No purchase order", "[38 %]", "Order duty for services above EUR 500", "[Purchasing]"),
                ("Price differs by less than 2 %", "[24 %]", "Tolerance per supplier, ten minutes", "[AP lead]"),
                ("Cost centre closed", "[14 %]", "Default per approver", "[Controlling]"),
                ("Receipt posted late", "[13 %]", "Reminder to warehouse after 2 days", "[Logistics]"),
                ("Reading error", "[11 %]", "Send us samples", "[Ledgerlark]"),
            ),
            widths=(4, 2, 5, 2.5),
        ),
        Grid(
            title="Tickets: what went wrong, and what we did",
            notes="Show the worst ticket first. They remember it anyway.",
            rows=(
                ("Date", "What happened", "First answer", "Solved", "So that it does not return"),
                ("[14 May]", "[Bank file refused]", "[18 min]", "[3 h]", "[Format check before release]"),
                ("[2 June]", "[Deputy got no mail]", "[25 min]", "[next day]", "[Rule corrected, test added]"),
                ("[19 June]", "[Slow search]", "[11 min]", "[4 days]", "[Index for large archives]"),
            ),
            widths=(1.5, 3.5, 2, 2, 4),
            foot="Your median first answer: [17] minutes. All customers: 22.",
        ),
        Panels(
            title="Used, unused, not yet bought",
            panels=(
                Panel("In use", ("Capture, Approve, Match", "[112] approvers, [84 %] from mail or phone")),
                Panel(
                    "Paid for, not used",
                    ("Duplicate alerts are off in entity 3", "Second tenant for tests", "Insight export to your BI"),
                ),
                Panel(
                    "Would help, not bought",
                    (
                        "Pay: [EUR 96,000] of discounts missed last quarter",
                        "Only if the sponsor asks. It is a review, not a sale.",
                    ),
                ),
            ),
            notes="Delete the third box if the middle one is long. Nobody buys more of what they do not use.",
        ),
        Steps(
            title="Value since the start, and the way to year end",
            steps=(
                ("Signed", "[Jan] Baseline: EUR 11.80, 30,000 invoices a year"),
                ("Live", "[Mar] First live invoice after [6] weeks"),
                ("Half-way", "[Jul] 61 % touchless, [EUR 58,000] saved"),
                ("Next", "[Oct] Tolerances, service orders: target 70 %"),
                ("Year end", "[Dec] Review with the CFO; renewal date [15 Jan]"),
            ),
        ),
        Grid(
            title="What we agreed",
            notes="Read it aloud, ask each owner to say yes. Send the same evening.",
            rows=(
                ("Action", "Who", "Until", "How we know"),
                ("[Tolerances for top 20 suppliers]", "[AP lead]", "[15 Jul]", "[stops for price below 10 %]"),
                ("[Order duty for services]", "[Purchasing]", "[1 Sep]", "[policy published]"),
                ("[Sample of 50 misread invoices]", "[Ledgerlark]", "[1 Aug]", "[report]"),
            ),
            widths=(5, 2.5, 2, 4),
        ),
    ),
)

KICK_OFF = Deck(
    path="Onboarding and Renewals/Kick-off deck customer (EN) v7.pptx",
    properties=Properties(
        title="Welcome to Ledgerlark: kick-off",
        author="Linnea Strand",
        subject="Project start",
        keywords="kick-off; onboarding; go-live",
        created=at("2024-03-11 10:30"),
        modified=at("2026-03-30 12:00"),
        revision=70,
    ),
    footer="Kick-off · [Customer] and Ledgerlark",
    slides=(
        Cover(
            title="Welcome. Six weeks from today",
            subtitle="Kick-off [Customer] · who does what, by when, and how we notice early if it slips",
        ),
        Grid(
            title="The people",
            notes="If a name is missing on the customer's side after Friday, the success manager calls the sponsor. No mail.",
            rows=(
                ("Role", "[Customer]", "Ledgerlark", "Decides on"),
                ("Sponsor", "[CFO]", "[Director]", "scope, escalation"),
                ("Project lead", "[Head of AP]", "[Implementation lead]", "weekly plan"),
                ("ERP", "[Administrator]", "[Connector engineer]", "mapping, transports"),
                ("Security", "[CISO office]", "[Security desk]", "access, data region"),
                ("After go-live", "[Key user]", "[Success manager]", "changes"),
            ),
            widths=(2, 3, 3, 3),
            foot="Each role has a deputy by Friday. Projects slip on absences, not on technology.",
        ),
        Points(
            title="What success means here",
            lead="Taken from your business case. If it is no longer right, today is the day to say so.",
            points=(
                "[Cost per invoice from EUR 12.10 to below EUR 4 after twelve months]",
                "[No approval older than five days]",
                "[Duplicates: zero paid]",
                "First live invoice in the ERP on [date]",
            ),
            notes="Read the goals from the signed business case, not from the sales notes. Ask the sponsor which one they would be asked about by their board.",
        ),
        Steps(
            title="Six weeks, six gates",
            notes="Most projects that slip do so at gate 2. Push for the matrix before anything else.",
            steps=(
                ("1 Connect", "Technical user works, master data visible."),
                ("2 Matrix", "Approval matrix signed by the sponsor."),
                ("3 Read", "500 of your invoices read; misses explained."),
                ("4 Post", "100 test postings in QA without a manual fix."),
                ("5 Pilot", "One entity live, three good days in a row."),
                ("6 Live", "First live invoice; old door closed."),
            ),
            foot="A gate is passed or not. “Nearly” means not.",
        ),
        Panels(
            title="Your homework until Friday",
            notes="Draft mail for the sponsor is in Email Templates. Offer to send it from their mailbox together, now.",
            panels=(
                Panel(
                    "Finance",
                    (
                        "Last month’s invoices as PDF, including the ugly ones",
                        "The approval rules, even if only in someone’s head",
                        "Twelve months of payments for the baseline",
                    ),
                ),
                Panel("IT", ("Technical user in QA", "Test address for mail intake", "Contact for network questions")),
                Panel(
                    "Sponsor",
                    (
                        "One mail to all approvers. Draft is attached",
                        "Three dates in the diary",
                        "A decision on deputies",
                    ),
                ),
            ),
        ),
        Points(
            title="How we work together",
            points=(
                "Weekly call, 30 minutes, Tuesdays. Open points have a name and a date, or they are not points.",
                "Questions in between: shared channel; first answer within 22 minutes in business hours (median).",
                "Escalation: project leads, then sponsors, within one working day.",
                "Changes of scope are welcome after go-live. Before, they cost a week each.",
                "Test data is your real data: same protection, same region, deleted after the pilot if you wish.",
            ),
        ),
        Grid(
            title="Risks we know already",
            notes="Ask: which one did we forget? The answer is usually the true one.",
            rows=(
                ("Risk", "Seen at", "What we do"),
                ("Approval rules are disputed", "every second project", "Sponsor decides in week 2, at the latest"),
                (
                    "Invoices still go to the old address",
                    "all projects",
                    "Forwarding for 90 days, letter to suppliers in week 3",
                ),
                ("ERP person unavailable", "one in four", "Deputy, and two of our engineers know your setup"),
                ("Holidays", "July, August, December", "We plan around them now"),
            ),
            widths=(4, 3, 6),
        ),
        Points(
            title="After go-live",
            points=(
                "Week 7 and 8: daily look at stops, 15 minutes.",
                "Month 3: first review against the baseline.",
                "Month 6: expect about 71 % of invoices without a touch.",
                "Hand-over to your success contact on [date]; you keep the engineer’s number.",
            ),
            aside=("Most common surprise", "“It got quiet.”"),
        ),
    ),
)

RENEWAL = Deck(
    path="Onboarding and Renewals/Renewal + expansion conversations - INTERNAL.pptx",
    properties=Properties(
        title="Renewal and expansion conversations",
        author="Dafydd Price",
        subject="Internal guide",
        keywords="renewal; expansion; churn; internal; price increase",
        created=at("2026-03-02 17:05"),
        modified=at("2026-09-09 09:09"),
        revision=6,
    ),
    ribbon="INTERNAL – do not forward",
    footer="Renewals · internal",
    slides=(
        Cover(
            title="Renewals are decided in month four",
            subtitle="Guide to renewal and expansion conversations, for reps and success managers",
        ),
        Graph(
            title="Why customers left in 2025: the missing 3 %",
            notes="3 % is revenue, 18 is heads. Do not mix the two when asked. Never show outside.",
            kind="bar",
            categories=(
                "Bought by a company with a suite",
                "Sponsor left, nobody knew why we are here",
                "ERP change, started over",
                "Price",
                "Product",
            ),
            series=(("Customers lost", (7.0, 5.0, 3.0, 2.0, 1.0)),),
            takeaways=(
                "Gross retention **97 %**. 18 customers left.",
                "Five were avoidable: the sponsor had left and we met the successor at the renewal date.",
                "Only two left for the price.",
            ),
        ),
        Steps(
            title="The calendar of a renewal",
            steps=(
                ("Day 120", "Value paper: baseline against today, two pages, signed off by their controller."),
                ("Day 90", "Meeting with the sponsor. No price on the table yet."),
                ("Day 60", "Offer. Three-year term first, one-year term on request."),
                ("Day 45", "Notice date in most contracts. Know it."),
                ("Day 30", "Signature, or a plan with the director."),
            ),
            foot="Days before the end of the term. If day 90 is your first contact this year, call the director.",
        ),
        Doubt(
            title="“You raised the price by ten per cent!”",
            notes="1,450 to 1,600 is 10.3 %, 2,900 to 3,200 is 10.3 %, 5,400 to 6,100 is 13 %. Enterprise customers will do the sum, so do it first.",
            says=("“2,900 was the deal.”", "“We didn’t get ten per cent more.”"),
            behind="They signed on the 2024 list (1,450 / 2,900 / 5,400) and see 1,600 / 3,200 / 6,100 on the web.",
            ask="“Which figure did you report to your board as the benefit?”",
            answer="Since 2024: Dublin and Montreal, SOC 2 Type II, eight connectors more, support answer in 22 minutes. Three-year renewal: old price held for year one, half of the step in year two. No more without approval.",
            show="Their value paper. Never the general price list.",
        ),
        Doubt(
            title="“We got an offer from Orsavo for half”",
            says=("“AI does it now for cents.”", "“Why do we need you for reading?”"),
            behind="A new colleague saw a demo. The approval routes, the matching and the audit trail have become invisible because they work.",
            ask="“Which of your 112 approvers would have to learn something new?”",
            answer="Show what has run since the start without anybody noticing: approvals, stops, alerts. Then the cost of moving: baseline, connector, supplier letter, parallel run, audit.",
            show="Their own Insight report; battle card Orsavo for yourself.",
        ),
        Panels(
            title="When to talk about more",
            notes="Compensation counts expansion only if the health check has no red. Ask Dafydd before you argue.",
            panels=(
                Panel(
                    "Pay",
                    (
                        "Signal: missed discounts above EUR 30,000 a quarter",
                        "Signal: a bank-detail fraud attempt",
                        "Story: Brennan & Doyle",
                    ),
                ),
                Panel(
                    "Match + Insight",
                    (
                        "Signal: Essentials at 1,300 invoices a month",
                        "Signal: they bought something with orders",
                        "Story: Norrvik",
                    ),
                ),
                Panel(
                    "More entities",
                    (
                        "Signal: they acquired a company",
                        "Signal: group controller asks for a report",
                        "Story: Pollux, six entities in year two",
                    ),
                ),
                Panel(
                    "Do not",
                    (
                        "…when the touchless rate is below 50 %",
                        "…when a ticket is open for over a week",
                        "…in the review. Ever.",
                    ),
                ),
            ),
        ),
        Grid(
            title="Health check before you call",
            notes="Numbers come from Insight, sponsor status from you. Update it, please, before and not after the call.",
            rows=(
                ("Sign", "Green", "Amber", "Red"),
                ("Touchless rate", "above 65 %", "50 to 65 %", "below 50 %"),
                ("Approvals from mail or phone", "above 80 %", "60 to 80 %", "below 60 %"),
                ("Sponsor", "known, met this quarter", "known", "left, or unknown"),
                ("Tickets open over a week", "none", "one", "two or more"),
                ("Invoices a month against contract", "60 to 100 %", "above 100 %", "below 40 %"),
            ),
            widths=(4, 3, 3, 3),
            foot="Two reds: no expansion talk. First repair, then renew, then grow.",
        ),
        Points(
            title="Words that helped",
            points=(
                "“Before we talk about the next three years: what would you not want to lose?”",
                "“Your board was promised a payback of nine months. It took seven. Do they know?”",
                "“If your successor asked why Ledgerlark is here, what would be in the file?”",
                "“I would rather you use what you have than buy what you lack.”",
            ),
            notes="Third line made two sponsors write the file note on the spot. It is the best insurance against slide 2.",
        ),
    ),
)

CUSTOMER_DECKS = (REVIEW, KICK_OFF, RENEWAL)
