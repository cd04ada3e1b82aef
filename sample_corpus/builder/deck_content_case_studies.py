"""The four case study decks: hospital (price), food (return), automotive (leaving SumLedger), retail (own tool)."""

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

HOSPITAL = Deck(
    path="Case Studies/CS_St-Aldric_Hospital_2026.pptx",
    properties=Properties(
        title="St. Aldric Hospital Group: 212 duplicate payments, then 3",
        author="Petra Holm",
        subject="Customer story, healthcare",
        keywords="case study; healthcare; duplicates; payback; SAP S/4HANA; Germany",
        created=at("2026-01-19 08:52"),
        modified=at("2026-04-02 15:11"),
        modified_by="Ines Marlow",
        revision=14,
    ),
    slides=(
        Cover(
            title="212 duplicate payments, then 3",
            subtitle="How St. Aldric Hospital Group paid for its invoice automation with money it was already losing",
            notes="Customer approved this story on 27 March 2026. Logo use: yes. Press quote: ask Petra first. "
            "Best opened with the audit finding, not with the product.",
        ),
        Points(
            title="Six hospitals, 14,000 paper invoices a month, one accounts payable team",
            lead="Every site had its own post room, its own stamp and its own idea of what “approved” means.",
            points=(
                "St. Aldric runs six hospitals in Germany with 4,100 staff. Finance is central, the invoices were not.",
                "Paper went by internal mail from ward to site office to head office: 11 working days on average.",
                "When a supplier got impatient it sent the invoice again. The second copy arrived at a different site.",
                "SAP S/4HANA checks for the same invoice number. Suppliers who add “-2” or “REMINDER” pass that check.",
            ),
            aside=(
                "**St. Aldric Hospital Group**",
                "Healthcare, Germany",
                "4,100 staff, six sites",
                "ERP: SAP S/4HANA",
                "168,000 invoices a year",
            ),
            notes="If the prospect is not a hospital: the pattern is decentralised receipt + central payment. Works for "
            "universities, retailers and municipalities as well.",
        ),
        Stats(
            title="What the auditors wrote down",
            stats=(
                ("212", "invoices paid twice in one financial year"),
                ("EUR 90k", "of these never came back from the supplier"),
                ("EUR 13.40", "full cost of handling one invoice"),
                ("11 days", "from post room to payment release"),
            ),
            text=(
                "The audit report made duplicate payments a **board topic**. Until then, a project to automate invoices "
                "had been turned down twice, each time with the same sentence: too expensive for something that works.",
                "It was working. It was also paying four suppliers a week a second time.",
            ),
            notes="EUR 90k = 209 avoided duplicates at a mean of EUR 431. Say “around ninety thousand”; the customer "
            "rounds as well.",
        ),
        Steps(
            title="One door for all invoices",
            notes="Walk through it with one invoice, not with four boxes. Ask: how many doors do invoices have in your house? Most people say two and find five while they are counting.",
            steps=(
                (
                    "Receive",
                    "One mail address and one scan centre instead of six post rooms. Paper is scanned on arrival day.",
                ),
                (
                    "Compare",
                    "Match looks at supplier, amount, date, order and wording. “4711-2 REMINDER” is recognised as 4711.",
                ),
                ("Approve", "Ward managers approve from the mail. No log-in, no user licence to argue about."),
                (
                    "Post",
                    "The certified connector writes into S/4HANA. A suspected duplicate stops here, not after payment.",
                ),
            ),
            foot="First site live in week 6, all six sites live in week 15.",
        ),
        Graph(
            title="Duplicates fell from 212 a year to 3",
            kind="column",
            categories=("Year before", "Year 1, H1", "Year 1, H2", "Year 2"),
            series=(("Duplicate payments", (212.0, 31.0, 9.0, 3.0)),),
            takeaways=(
                "**3** duplicates in the second year, all three caught within the month.",
                "Half of the alerts are **true** duplicates; the other half is released with one click.",
                "Two suppliers sent invoices twice on purpose. They are no longer suppliers.",
            ),
            notes="If asked about false alarms: about 40 alerts a month on 14,000 invoices, a clerk needs 20 minutes a "
            "week. Better to say it before the prospect does.",
        ),
        Grid(
            title="The sum the Head of Finance took to the board",
            rows=(
                ("Counted, first full year", "EUR", "Why the board accepted it"),
                (
                    "Duplicate payments that no longer happen",
                    "90,000",
                    "Taken from the audit report, not from the vendor",
                ),
                ("Scan contract and paper archive ended", "61,000", "Two contracts with a notice date"),
                ("Temporary staff for year-end no longer hired", "52,000", "Agency invoices of the last three years"),
                ("**Cash saved in a year**", "203,000", "Not one minute of “saved working time” in it"),
                ("Subscription and setup, year one", "128,300", "Fixed price; nobody pays per user"),
                ("**Payback**", "8 months", "Confirmed by group controlling after twelve months"),
            ),
            widths=(5, 2, 6),
            foot="Handling cost fell from EUR 13.40 to EUR 3.10 an invoice as well. The board got that as a bonus, not as the argument.",
            notes="This is THE slide for 'you are too expensive'. INTERNAL: St. Aldric pays EUR 9,900 a month "
            "(Enterprise, 14,000 invoices a month, 10 % off on a three-year term, so the 9,500 setup comes back as credit). Do not quote their "
            "price; say 'a five-figure setup and a five-figure quarter'. If the CFO asks how, offer the reference call.",
        ),
        Quote(
            title="“The auditors now ask us how we did it.”",
            words="The auditors now ask us how we did it.",
            who="Head of Finance, St. Aldric Hospital Group",
            beside=(
                "**What to take from it**",
                "Count only cash. It made the price a non-topic.",
                "Ask internal audit for last year’s duplicates before asking any vendor for a quote.",
                "Start with the site that complains most.",
            ),
            notes="Reference calls: at most one a month, via Ines. Head of Finance prefers hospital peers.",
        ),
    ),
    footer="Ledgerlark · Customer story · St. Aldric Hospital Group",
)

FOOD = Deck(
    path="Case Studies/Brennan & Doyle - discounts captured (CFO version).pptx",
    properties=Properties(
        title="Brennan & Doyle Foods: EUR 412,000 of discounts, and how it was proven",
        author="Saoirse Quinlan",
        subject="Case study, food manufacturing",
        keywords="ROI, early-payment discount, Infor M3, CFO",
        created=at("2025-11-03 10:05"),
        modified=at("2026-05-20 09:37"),
        revision=8,
    ),
    slides=(
        Cover(
            title="EUR 412,000, counted by the customer",
            subtitle="Brennan & Doyle Foods: a year of early-payment discounts, month by month, checked by internal audit",
        ),
        Quote(
            title="The end of the story first",
            words="It pays its own bill by March.",
            who="CFO, Brennan & Doyle Foods, Ireland",
            beside=(
                "EUR 38,000 of discounts in the year before",
                "**EUR 412,000** in the first year with Ledgerlark AP",
                "From the second year on, January to early March covers the whole year’s subscription",
            ),
            notes="CFOs like the end first. Pause after the quote, let them ask 'how do you know?'. Then slide 4.",
        ),
        Points(
            title="Two per cent for ten days, and nobody ever made the ten days",
            points=(
                "1,250 staff, four plants, Infor M3. Packaging, milk and energy suppliers offer 2 % for payment within ten days, some 3 % within seven.",
                "Invoices waited in plant offices. The production manager signs on Thursdays, if the line runs.",
                "Mean time to approval: **16 days**. The discount was gone before the invoice reached accounts payable.",
                "Nobody was measured on it: plants were measured on output, finance on closing the month.",
                "Terms negotiated by Purchasing were worth **EUR 505,000** a year. 7.5 % of that arrived.",
            ),
            notes="Question that works: 'Who in your company would be asked if you missed a discount?' Usually silence.",
        ),
        Graph(
            title="Discounts captured, month by month",
            notes="Cumulated by the end of June: 171. If the CFO asks about January: connectors for plants 3 and 4 came in February. Do not polish it; the weak first bar makes the other eleven credible.",
            kind="column",
            categories=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
            series=(("EUR thousand", (14.0, 22.0, 29.0, 34.0, 35.0, 37.0, 38.0, 39.0, 40.0, 41.0, 41.0, 42.0)),),
            takeaways=(
                "**EUR 412,000** in twelve months, 82 % of what suppliers offer.",
                "The first month was poor: two plants were live. We show it because it is true.",
                "No supplier terms were changed. The discounts had always been there.",
            ),
        ),
        Panels(
            title="How it was proven, so that nobody has to believe a vendor",
            panels=(
                Panel(
                    "1. Baseline before signature",
                    (
                        "Twelve months of M3 payment history, exported by the customer.",
                        "Every invoice with discount terms: offered, due date, taken or missed.",
                        "Frozen and signed by both sides.",
                    ),
                ),
                Panel(
                    "2. Count in the ERP, not in our tool",
                    (
                        "The figure comes from the discount account in the general ledger.",
                        "Ledgerlark Insight shows the same number; if it does not, the ledger wins.",
                    ),
                ),
                Panel(
                    "3. Somebody else checks",
                    (
                        "Internal audit drew 60 invoices at month 3 and at month 12.",
                        "One disagreement: EUR 212, an invoice with two terms. It was taken out.",
                    ),
                ),
            ),
            foot="Same method offered to every customer: a signed baseline, and a review at month 3, 6 and 12.",
            notes="Answers: 'all vendor ROI is made up', 'show me proof', 'your calculator is marketing'. Offer the "
            "baseline export for free before signature; it takes their ERP admin two hours. It also qualifies the deal.",
        ),
        Grid(
            title="What changed in the plants",
            rows=(
                ("", "Before", "After twelve months"),
                ("Mean time to approval", "16 days", "3.5 days"),
                ("Where the plant manager approves", "Paper folder in the office", "Phone, mostly on the shop floor"),
                ("Invoices with discount terms paid in time", "1 in 13", "4 in 5"),
                ("Escalation when nobody answers", "Accounts payable phones", "Deputy after 24 h, automatic"),
                ("Payment run", "Thursday, everything due", "Daily, ranked by discount still open"),
            ),
            widths=(4, 4, 4),
            notes="Daily ranked run is Pay, so Enterprise. On Professional the approval time still falls, but the run stays in the ERP.",
        ),
        Points(
            title="Would the same sum work for you?",
            lead="Three numbers from your own ledger are enough for a first answer.",
            points=(
                "Spend with suppliers that offer a discount. Brennan & Doyle: EUR 24 m.",
                "Share of those invoices approved inside the discount window. Brennan & Doyle: 7.5 % by value.",
                "Your interest on cash. If money costs you more than 30 % a year, do not pay early. (It does not.)",
                "If discounts are rare in your industry, the sum is smaller and your case must rest on something else. We will say so.",
            ),
            notes="The honest last line earns trust. For services companies without discounts go to the hospital deck (duplicates) or Haldane Civil (retentions).",
        ),
    ),
    footer="Ledgerlark · Brennan & Doyle Foods · figures from the customer’s general ledger",
)

AUTOMOTIVE = Deck(
    path="Case Studies/Karsten Antriebe_leaving SumLedger_EN.pptx",
    properties=Properties(
        title="Karsten Antriebe leaves SumLedger",
        author="Tobias Renn",
        subject="",
        keywords="SumLedger, migration, proALPHA, automotive, switching",
        created=at("2025-09-08 13:20"),
        modified=at("2026-08-27 17:02"),
        modified_by="Petra Holm",
        revision=21,
    ),
    slides=(
        Cover(
            title="The server nobody dared to restart",
            subtitle="Karsten Antriebe, automotive supplier: from SumLedger to Ledgerlark AP without losing a day of posting",
            notes="Use when the incumbent is SumLedger or any on-premises OCR. The fear is not the price, it is the move. "
            "So this deck is mostly about the move.",
        ),
        Points(
            title="It was paid for, so it stayed",
            notes="Let the prospect tell their own server story first. There is always one. Then this slide is an answer to it and not a claim.",
            points=(
                "SumLedger since 2010, on a server in the basement of plant 2. Last restart: 2021, by accident.",
                "9,000 supplier templates. Each new invoice layout meant a new template, half an hour of work.",
                "Two part-time keyers corrected what the templates got wrong, and could not be on holiday together.",
                "No approval outside the building: during lockdown somebody drove invoices to managers’ homes.",
                "Each budget round the same verdict: “It runs. Changing it costs more than keeping it.”",
            ),
            aside=(
                "**Karsten Antriebe**",
                "Automotive supplier, Germany",
                "2,200 staff",
                "ERP: proALPHA",
                "Before: SumLedger, on-premises",
            ),
        ),
        Grid(
            title="What everybody was afraid of, and what happened",
            rows=(
                ("The fear", "What happened"),
                (
                    "“All those templates have to be rebuilt.”",
                    "None was. Capture reads layouts it has never seen; 9,000 templates were retired, not migrated.",
                ),
                (
                    "“We lose fifteen years of archive.”",
                    "1.4 million documents exported with index data to the proALPHA archive before the server went off. Auditors sampled 50, found 50.",
                ),
                (
                    "“Month-end will be chaos.”",
                    "Cut-over on the 9th of the month. Both systems ran side by side for three weeks; the month closed one day early.",
                ),
                (
                    "“The works council will say no.”",
                    "Told in week 1: nobody loses a job. Both keyers now run supplier onboarding, on a higher pay grade.",
                ),
                (
                    "“IT has no people for this.”",
                    "Four days of one proALPHA administrator, in total. The connector was certified already.",
                ),
            ),
            widths=(4, 8),
            notes="Five different ways of saying 'switching is too painful'. Ask which of the five is theirs, and answer "
            "only that one. German version: Tobias.",
        ),
        Plan(
            title="The move, week by week",
            notes="Ask for the date of their next quarter-end before you show this. IT will look for the parallel run: yes, three weeks, and yes, somebody compares each day (one clerk, 30 minutes).",
            periods=("1", "2", "3", "4", "5", "6", "7", "8", "9"),
            bars=(
                Bar("Connector to proALPHA", 0, 2, "installed, tested"),
                Bar("Approval matrix", 1, 3, "one workshop, two rounds"),
                Bar("Archive export", 0, 6, "1.4 m documents in the background"),
                Bar("Parallel run", 3, 6, "both systems, daily comparison", warm=True),
                Bar("Live with Ledgerlark", 6, 9, "all suppliers"),
                Bar("SumLedger read only, then off", 6, 9, "server scrapped in week 9"),
            ),
            foot="Six weeks to the first live invoice in the ERP; the old server was switched off three weeks later.",
        ),
        Stats(
            title="After one year",
            notes="INTERNAL: payback without the move would have been 7 months; the customer insisted on counting everything. Tobias has the sheet.",
            stats=(
                ("9,000", "supplier templates retired"),
                ("0", "part-time keyers correcting OCR; both run supplier onboarding"),
                ("10 months", "payback, including the cost of the move"),
                ("3 weeks", "of parallel running, then never again"),
            ),
            text=(
                "The payback **includes** everything the move cost: setup fee, four days of IT, three weeks of double work, archive export.",
                "What is not included: the relief that SumLedger support ends in December 2027 and it is now somebody else’s problem.",
            ),
        ),
        Quote(
            title="A find on the old server",
            words="We found invoices in it from a supplier that closed in 2014.",
            who="Head of Accounting, Karsten Antriebe",
            beside=(
                "**For companies on SumLedger today**",
                "Support ends December 2027.",
                "A calm move takes one quarter. A move in autumn 2027 takes what is left of the queue.",
            ),
        ),
        Points(
            title="If you move: the checklist Karsten would hand you",
            points=(
                "Export the archive first. It takes longest and needs nobody.",
                "Do not clean up supplier master data before the move. The first month of alerts shows you what matters.",
                "Run both systems in parallel for at most three weeks. Longer, and people trust neither.",
                "Choose a cut-over date between the 8th and the 12th of a month, never a quarter-end.",
                "Tell the keyers before you tell the steering committee.",
                "Restart the old server once, with everybody watching. It cures nostalgia.",
            ),
            notes="Leave this slide behind as a one-pager. It travels inside the company better than anything with our logo on.",
        ),
    ),
    footer="Ledgerlark · Karsten Antriebe",
)

RETAIL = Deck(
    path="Case Studies/Ostermann Markets build-vs-buy story.pptx",
    properties=Properties(
        title="PowerPoint Presentation",
        author="user",
        subject="",
        keywords="",
        created=at("2026-02-11 11:30"),
        modified=at("2026-06-15 14:48"),
        revision=5,
    ),
    slides=(
        Cover(
            title="“We are grocers, not a software house”",
            subtitle="Why Ostermann Markets switched off the invoice tool it had built itself, and what it learned about owning software",
        ),
        Steps(
            title="The life of an in-house tool, in five stages",
            steps=(
                (
                    "2017 Pride",
                    "Two developers, eight months, a tool that fits 212 stores exactly. Everybody is happy.",
                ),
                ("2019 Wishes", "Credit notes, deposits on bottles, a second country. 60 tickets a year, all urgent."),
                ("2021 Tax", "A change of VAT rates takes the two developers out of everything else for a quarter."),
                ("2023 Silence", "No new features. Half the budget goes into keeping SAP ECC and the tool talking."),
                ("2025 Notice", "First one developer resigns, then the other. Nobody else has read the code."),
            ),
            foot="Nothing went wrong. This is simply what happens to a tool that is nobody’s main business.",
            notes="Ask an IT lead which stage they are in. They always know. Never mock: the CIO of Ostermann built the "
            "first version herself and says so in the reference call.",
        ),
        Graph(
            title="What the tool cost in its last year: EUR 260,000 to stand still",
            kind="bar",
            categories=(
                "Two developers",
                "Servers and licences",
                "SAP interface upkeep",
                "External tax-change work",
                "Support for stores",
            ),
            series=(("EUR thousand, 2025", (158.0, 31.0, 28.0, 24.0, 19.0)),),
            takeaways=(
                "**EUR 260,000** of upkeep, without one new feature.",
                "The build cost of 2017 (EUR 340,000) was never the problem. The eight years after it were.",
                "Nobody had seen the sum: it was spread over four cost centres.",
            ),
            notes="For 'we could build this with a few prompts nowadays': the first version is cheaper than ever, agreed. "
            "The bars on this slide are all from the years after it.",
        ),
        Grid(
            title="The decision paper: build again, or buy?",
            notes="Table is from the real board paper, wording slightly softened. Ostermann pays Professional plus volume, do not state the sum; 'less than a third' is agreed with them.",
            rows=(
                ("Question of the board", "Build version 2", "Ledgerlark AP"),
                ("When does the first store use it?", "14 months, estimate", "6 weeks, contract"),
                ("Who reads new tax rules?", "Somebody we must hire", "The vendor, for 640 customers at once"),
                ("What if two people leave?", "We are here again", "Support answers in 22 minutes (median)"),
                ("E-invoice formats, bank-detail checks, audit trail", "Projects 2, 3 and 4", "In the product"),
                ("What do we do better ourselves?", "Bottle deposits", "Bottle deposits, through the REST API"),
                ("Cost over five years", "EUR 1.5 m", "Less than a third of it"),
            ),
            widths=(4, 4, 4),
            foot="One thing stayed in-house: 400 lines of code for bottle deposits, on top of the API.",
        ),
        Points(
            title="Seven weeks from kick-off to “off”",
            notes="If they say stores are different from plants: agree, and ask which of their sites would be the pilot. Naming a pilot is half a yes.",
            points=(
                "**Week 1–2** Connector to SAP ECC; store hierarchy imported from the old tool.",
                "**Week 3** Twelve pilot stores. Bottle deposits connected through the API by Ostermann’s own IT.",
                "**Week 4–5** A hundred stores a week. Training for store managers: a two-minute video, watched by a third.",
                "**Week 6** Head office and logistics. First full payment run proposal.",
                "**Week 7** Old tool switched off on a Tuesday, 10:15. One call at the help desk, about a printer.",
            ),
            aside=(
                "**212 stores, Austria**",
                "SAP ECC",
                "Own tool from 2017",
                "**EUR 260,000** a year of upkeep saved",
                "Both vacant developer posts moved to the web shop",
            ),
        ),
        Panels(
            title="When building yourself is still right",
            panels=(
                Panel(
                    "Build",
                    (
                        "It sets you apart from competitors.",
                        "No product covers it.",
                        "You have a team of at least four that stays.",
                    ),
                ),
                Panel(
                    "Buy",
                    (
                        "It follows rules that others write: tax, banks, ERPs.",
                        "Everybody in your industry needs it.",
                        "You would not hire for it.",
                    ),
                ),
                Panel(
                    "Buy, then build on it",
                    (
                        "The core is common, the edge is yours.",
                        "There is an open API for the edge.",
                        "Ostermann: deposits. You: ?",
                    ),
                ),
            ),
            foot="Leave the right-hand box empty for the prospect to fill in.",
            notes="Sorry, 'leave the box empty' was meant as a speaker note, PH please fix. (T.R.)",
        ),
    ),
    footer="Ledgerlark · Ostermann Markets, retail, Austria",
)

CASE_STUDIES = (HOSPITAL, FOOD, AUTOMOTIVE, RETAIL)
