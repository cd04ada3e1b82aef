"""The event deck about the cost of doing nothing, and the internal personas deck."""

from sample_corpus.builder.deck_model import (
    Cover,
    Deck,
    Graph,
    Grid,
    Panel,
    Panels,
    Points,
    Properties,
    Quote,
    Stats,
    Steps,
    at,
)

WHY_NOW = Deck(
    path="Blog and Web/Why AP automation now - finance events keynote.pptx",
    properties=Properties(
        title="The invoice nobody is looking at",
        author="Petra Holm",
        subject="Keynote for finance events, 20 minutes",
        keywords="status quo, cost of doing nothing, event, CFO, awareness",
        created=at("2025-07-07 09:30"),
        modified=at("2026-09-25 14:14"),
        revision=24,
    ),
    footer="The invoice nobody is looking at · Ledgerlark",
    slides=(
        Cover(
            title="The invoice nobody is looking at",
            subtitle="What doing nothing costs, and why it never appears in a budget",
            notes="Keynote. No product before minute 15. Start with the supplier’s phone call, pause, then the title.",
        ),
        Points(
            title="A quiet Tuesday in accounts payable",
            notes="Read the times aloud, slowly. People laugh at 10:15. Do not laugh along.",
            points=(
                "08:40 A supplier calls: third reminder. The invoice is in a plant manager’s car.",
                "10:15 Somebody finds the same invoice twice. Luckily. This time.",
                "11:30 Two per cent discount expired yesterday: EUR 1,840.",
                "14:00 A mail: “Our bank details have changed.” It looks genuine.",
                "16:45 The group asks for open liabilities. The answer is a spreadsheet, and a guess.",
            ),
            aside=("Nothing went wrong today.", "That is the problem: **nobody will remember it.**"),
        ),
        Stats(
            title="The cost of a process that works",
            notes="Sources: own measurement at 118 customers (2025), Brennan & Doyle, St. Aldric. All three approved for stage use.",
            stats=(
                ("EUR 11.80", "to handle one invoice by hand (median before automation, 118 companies)"),
                ("16 days", "to approve one, at a food manufacturer with four plants"),
                ("212", "duplicates paid in a year, at a well-run hospital group"),
            ),
            text=(
                "None of these companies was badly managed. None had these figures before somebody measured.",
                "Multiply the first one by your invoices. That is the budget line you do not have.",
            ),
        ),
        Graph(
            title="3,000 invoices a month: what a year of waiting costs",
            kind="bar",
            categories=(
                "Handling above EUR 2.90",
                "Missed discounts",
                "Duplicates not recovered",
                "Late fees and interest",
            ),
            series=(("EUR thousand a year", (320.0, 48.0, 19.0, 9.0)),),
            takeaways=(
                "About **EUR 33,000 for each month** in which nothing is decided.",
                "The largest part is time: not cash, but people you cannot use for anything else.",
                "Doing nothing is a project as well. It has a budget, it just has no sponsor.",
            ),
            notes="3,000 x 12 x 8.90 = 320,400. Sum 396 / 12 = 33. The discount and fee lines are examples, say so. If challenged: 'take a zero off the first bar and it is still a decision'.",
        ),
        Points(
            title="Why we keep waiting: five good reasons that are not true",
            notes="Pick two for a 20-minute slot. The ERP line works everywhere except at ERP vendors' events.",
            points=(
                "**“It works.”** So did the fax.",
                "**“After the ERP project.”** ERP projects end in the sense that seasons end.",
                "**“We are too small / too special.”** 93 faculties, 38 hotels, 212 stores, and a law firm: all special, all solved.",
                "**“Our people would lose their jobs.”** They are retiring faster than you can hire.",
                "**“We need to sort our data first.”** The invoices will show you which data matters.",
            ),
        ),
        Graph(
            title="What changed outside while we waited",
            kind="column",
            categories=("2019", "2021", "2023", "2025", "2027"),
            series=(("European countries with an e-invoice duty or date for it", (3.0, 5.0, 9.0, 14.0, 19.0)),),
            takeaways=(
                "Structured invoices become law. Paper processes will not just be slow, they will be illegal.",
                "Old OCR servers run out of support.",
                "Payment fraud has moved from cheques to changed bank details.",
            ),
            notes="Count is our own reading of announcements, Aug 2026. Dates move. Say ‘about’.",
        ),
        Panels(
            title="Three who stopped waiting",
            panels=(
                Panel(
                    "A city",
                    (
                        "City of Tamsberg, 5,000 staff",
                        "Paid in time: 71 % → 97 %",
                        "“The council asked one question: why not earlier?”",
                    ),
                ),
                Panel(
                    "A builder",
                    (
                        "Haldane Civil, 2,700 staff",
                        "GBP 1.9 m of overpaid retentions recovered",
                        "“The tool found in a week what we argued about for a year.”",
                    ),
                ),
                Panel(
                    "A charity",
                    (
                        "Open Harbour Relief, 620 staff",
                        "Audit preparation: 6 weeks → 8 days",
                        "“Every euro now tells where it came from.”",
                    ),
                ),
            ),
        ),
        Steps(
            title="What you can do on Monday, without buying anything",
            notes="This slide is why they remember us. No pitch here, not even a wink.",
            steps=(
                ("Count", "Take one week. How many invoices, through how many doors?"),
                ("Time", "Follow ten invoices with a stopwatch, from arrival to posting."),
                ("Search", "Sort last year’s payments by supplier and amount. Look at the pairs."),
                ("Ask", "Purchasing: which discounts did you negotiate? Ledger: which arrived?"),
                ("Decide", "Put the sum on one page. Now it has a sponsor: you."),
            ),
        ),
        Quote(
            title="“Why not earlier?”",
            words="The council asked one question: why not earlier?",
            who="City Treasurer, City of Tamsberg",
            beside=("Work sheet for the five Monday steps at our stand, or by mail.", "No form to fill in."),
            notes="Collect cards only from people who ask for the sheet. Last event: 41 sheets, 9 first calls.",
        ),
    ),
)

PERSONAS = Deck(
    path="Personas and Playbooks/Personas 2026 (who fears what).pptx",
    properties=Properties(
        title="Personas 2026",
        author="Petra Holm",
        subject="Who sits at the table and what they fear",
        keywords="persona; CFO; CISO; AP lead; procurement; IT; internal",
        created=at("2024-06-18 11:00"),
        modified=at("2026-02-05 17:40"),
        modified_by="user",
        revision=29,
    ),
    ribbon="INTERNAL – do not forward",
    footer="Personas 2026 · Ledgerlark sales and marketing",
    slides=(
        Cover(
            title="Who sits at the table, and what they fear",
            subtitle="Seven personas of a Ledgerlark deal · edition 2026, from 61 interviews",
        ),
        Graph(
            title="Who can stop a deal",
            kind="bar",
            categories=(
                "CFO / Finance Director",
                "IT or ERP owner",
                "CISO",
                "Procurement",
                "Head of AP",
                "Works council",
                "Business approvers",
            ),
            series=(("Lost deals in which this person said no, %", (31.0, 22.0, 14.0, 12.0, 11.0, 6.0, 4.0)),),
            takeaways=(
                "The Head of AP is our usual champion and **cannot decide alone**.",
                "In two of three lost deals we had never met the person who said no.",
            ),
        ),
        Panels(
            title="CFO: “show me where it appears in my P&L”",
            panels=(
                Panel(
                    "Wants",
                    (
                        "No surprises, cash, a quiet close",
                        "A sum that survives the board",
                        "One vendor less, not one more",
                    ),
                ),
                Panel(
                    "Fears", ("Savings that are only time", "A project with her name on it", "Price steps at renewal")
                ),
                Panel("Give", ("Business case, cash only", "Brennan & Doyle: EUR 412,000", "A call with another CFO")),
            ),
            foot="Stage: enters late, in decision. Reads page one and the appendix.",
            notes="Never say 'touchless' to a CFO. Say 'cost per invoice'.",
        ),
        Panels(
            title="Head of Accounts Payable: “I know all this. I can’t decide it”",
            notes="In 38 of 61 interviews the first search was done by this person, mostly after a bad month-end.",
            panels=(
                Panel(
                    "Wants",
                    ("An end to reminders and typing", "To be seen as more than a cost", "A tool her team likes"),
                ),
                Panel(
                    "Fears", ("Losing people, or her own role", "Standing alone before the board", "A bad month-end")
                ),
                Panel(
                    "Give",
                    (
                        "Two-page paper she can carry upstairs",
                        "A visit to Karsten’s team",
                        "Words for the steering committee",
                    ),
                ),
            ),
            foot="Stage: awareness to consideration. Our champion. Make her the hero, not us.",
        ),
        Panels(
            title="IT and ERP owner, and the CISO",
            notes="Invite both before the contract is drafted. Deals with IT in the second meeting close 19 days sooner.",
            panels=(
                Panel(
                    "ERP owner",
                    (
                        "Wants: no change in the posting path",
                        "Fears: being the help desk at night",
                        "Give: slide “three to six days, named”",
                    ),
                ),
                Panel(
                    "CISO",
                    (
                        "Wants: documents before questions",
                        "Fears: saying yes to the wrong one",
                        "Give: security pack on day one; Corvane: 214 questions, 12 days",
                    ),
                ),
                Panel(
                    "Both hate",
                    (
                        "“It’s only a small interface”",
                        "Being invited after the contract is drafted",
                        "Marketing words in security documents",
                    ),
                ),
            ),
        ),
        Panels(
            title="Procurement, works council, approvers",
            panels=(
                Panel(
                    "Procurement",
                    (
                        "Needs three offers and a saving",
                        "Measured on distance to the first price",
                        "Give: neutral criteria, something to trade",
                    ),
                ),
                Panel(
                    "Works council",
                    (
                        "Asks: is performance measured?",
                        "Wants to be told in week 1",
                        "Give: the page on what is logged",
                    ),
                ),
                Panel(
                    "Approvers",
                    ("Want not to notice", "Fear a log-in", "Give: one click in their own mail, in the demo"),
                ),
            ),
        ),
        Grid(
            title="What to send to whom, when",
            notes="Stages are the buyer's, not ours. A CFO may be in awareness while your forecast says negotiation.",
            rows=(
                ("", "Awareness", "Consideration", "Decision", "After"),
                ("CFO", "Event talk, cost of waiting", "Discount story", "Business case", "Review at month 3"),
                ("Head of AP", "Blog, Monday steps", "Karsten, Norrvik", "Two-page paper", "Kick-off, training"),
                ("ERP owner", "–", "ERP deck", "Days table, test plan", "Ticket figures"),
                ("CISO", "–", "Security pack", "Corvane, questionnaire", "Pen-test reports"),
                ("Procurement", "–", "Neutral criteria", "Price, terms", "Renewal paper"),
            ),
            widths=(2, 3, 3, 3, 3),
        ),
        Points(
            title="Three sentences from the interviews to remember",
            points=(
                "“I did not choose the best tool. I chose the one I could explain in four minutes.” (CFO, trade)",
                "“Your rival sent a brochure. You sent the answers to the questions I had not asked yet.” (CISO, insurance)",
                "“I forwarded your deck and it came back with eleven questions I could not answer.” (Head of AP, lost deal)",
            ),
            notes="The third one is a lost deal of ours. It is why the two-page paper exists.",
        ),
    ),
)

AWARENESS_DECKS = (WHY_NOW, PERSONAS)
