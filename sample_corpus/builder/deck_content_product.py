"""Product decks: the overview of today and of 2024 (which share slides), ERP integration, roadmap 2027."""

from sample_corpus.builder.deck_model import (
    Bar,
    Cover,
    Deck,
    Flow,
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

_PROBLEM = Points(
    title="An invoice has a harder life than it needs",
    points=(
        "It arrives by mail, on paper, through a portal, or twice.",
        "Somebody types it. Somebody else looks for the order. A third person looks for the approver.",
        "The approver is travelling, the reminder comes first, the discount is gone.",
        "At month-end everybody asks what is still open, and nobody knows.",
    ),
    aside=(
        "**For whom we build**",
        "Companies with 200 to 5,000 staff",
        "who buy against orders, in more than one place,",
        "and close the month with a team you can count on your fingers.",
    ),
    notes="Ask which of the four lines hurts. Then skip to that module; this deck is not meant to be read aloud.",
)
_JOURNEY = Steps(
    title="The journey of an invoice with Ledgerlark AP",
    notes="If you have only one slide, take this one. Put the prospect's nastiest invoice on the table and let it travel through the five arrows.",
    steps=(
        ("Capture", "Mail, scan, EDI, supplier portal: one door. Header and lines are read, unseen layouts too."),
        (
            "Match",
            "Order and goods receipt are found and compared, two-way or three-way, with tolerances per supplier.",
        ),
        ("Approve", "Routes by amount, cost centre and project. A click in the mail or on the phone is enough."),
        ("Pay", "Payment runs ranked by open discount; the supplier’s bank details are checked before money moves."),
        ("Insight", "What is open, what was paid twice, what the discount was worth."),
    ),
    foot="And beneath all five: Connect, certified connectors for the ERP you have.",
)
_CAPTURE = Panels(
    title="Capture: reads what your suppliers really send",
    panels=(
        Panel(
            "In",
            (
                "Mail attachments and mail bodies",
                "Scans, also crooked ones",
                "EDI messages and structured e-invoices",
                "Supplier portals",
            ),
        ),
        Panel(
            "Reading",
            (
                "No template per supplier",
                "96 % of header fields need no touch",
                "Each value shows its place on the page",
                "Corrections are learned for the next invoice",
            ),
        ),
        Panel(
            "Out",
            (
                "A clean record with the original beside it",
                "Missing data goes back to the supplier, not to you",
                "Archive in the format your auditors ask for",
            ),
        ),
    ),
)
_MATCH = Points(
    title="Match: the order, the receipt and the invoice agree, or you hear about it",
    notes="No orders in their house? Say so and move on to Approve; Match without orders is a promise you cannot keep. Essentials may be enough.",
    points=(
        "Two-way match for services, three-way match for goods; line by line, not only totals.",
        "Tolerances per supplier: 2 % on steel, nothing on rent.",
        "Freight, fuel surcharges, deposits: rules you can read in plain words.",
        "A mismatch goes to the buyer who can solve it, with both documents beside each other.",
    ),
    aside=(
        "**83 %** of freight invoices match untouched at Norrvik Freight",
        "up to 40 lines each",
        "month closed in 4 days instead of 11",
    ),
)
_APPROVE = Points(
    title="Approve: from where people already are",
    points=(
        "Routes by amount, cost centre and project; deputies and escalation built in.",
        "Approve from mail or phone. No log-in to remember, no app to install.",
        "Everybody may approve: there are no per-user fees.",
        "Every decision is recorded: who, when, on which version of the invoice.",
    ),
    aside=("“My managers did not notice there was a roll-out.”", "Finance Director, Maribelle Hotels"),
    notes="Live demo: send an approval to the prospect’s own mail address. They click on their phone. That is the demo.",
)
_PAY = Points(
    title="Pay: on the day that suits your cash plan",
    notes="Enterprise only. In DACH half of prospects keep their bank tool: fine, we export the batch.",
    points=(
        "Payment proposals ranked by open discount and due date.",
        "SEPA, SWIFT and local formats through your own bank. No card fee for your suppliers.",
        "New or changed bank details are checked against earlier invoices and an account-owner register.",
        "Four eyes on every release, also in holidays.",
    ),
    aside=(
        "**Fraud pattern no. 1**",
        "A mail with “our bank details have changed”.",
        "Pay stops the first payment to a new account until a second person has called the supplier.",
    ),
)

OVERVIEW = Deck(
    path="Product/Ledgerlark AP - Product Overview 2026.pptx",
    properties=Properties(
        title="Ledgerlark AP product overview",
        author="Ledgerlark Marketing",
        subject="Product presentation",
        keywords="overview; modules; editions; security; ERP",
        created=at("2026-01-12 10:00"),
        modified=at("2026-09-18 11:25"),
        modified_by="Petra Holm",
        revision=58,
    ),
    footer="Ledgerlark AP · Product overview 2026",
    slides=(
        Cover(
            title="Ledgerlark AP",
            subtitle="Invoices in, approvals out, nothing retyped. · Product overview 2026",
            notes="Pick 6 to 8 of the 17 slides. Nobody has ever bought after seeing all of them.",
        ),
        _PROBLEM,
        _JOURNEY,
        _CAPTURE,
        _MATCH,
        _APPROVE,
        _PAY,
        Panels(
            title="Insight: what is open, what slipped through, what you earned",
            panels=(
                Panel(
                    "Open",
                    (
                        "Liabilities not yet posted, by entity and due date",
                        "Approvals that wait, and for whom",
                        "Days payable outstanding, by supplier",
                    ),
                ),
                Panel(
                    "Slipped through",
                    ("Suspected duplicates, with the reason", "Bank details that changed", "Prices above the contract"),
                ),
                Panel(
                    "Earned",
                    (
                        "Discounts offered, taken, missed",
                        "Cost per invoice, month by month",
                        "Share posted without a human touch",
                    ),
                ),
            ),
            foot="Every figure opens the invoices behind it. Export to Excel or by API.",
        ),
        Flow(
            title="Connect: between your suppliers and your ERP",
            notes="IT in the room? Switch to the ERP integration deck here.",
            columns=(
                Panel("Suppliers", ("Mail", "Paper", "EDI, e-invoice", "Portal")),
                Panel("Ledgerlark AP", ("Capture", "Match", "Approve", "Pay and Insight")),
                Panel("Your systems", ("ERP: one of 34", "Bank", "Archive", "Identity (SSO)")),
            ),
            bands=("Audit trail for each field and each click", "REST API and SFTP for everything that is yours alone"),
            foot="Certified connectors for 34 ERP systems, among them SAP S/4HANA and ECC, Dynamics 365, NetSuite, Infor M3, IFS, proALPHA.",
        ),
        Graph(
            title="What changes: cost per invoice",
            notes="The spread: best quarter below EUR 2.10, worst quarter above EUR 4.30. Say it if asked, the median is honest.",
            kind="column",
            categories=("Before", "With Ledgerlark AP"),
            series=(("EUR per invoice, median of 118 customers, 2025", (11.8, 2.9)),),
            takeaways=(
                "Measured at **118 customers** in 2025, before and twelve months after.",
                "**71 %** of invoices are posted without a human touch after six months.",
                "Median payback: **9 months**.",
            ),
            unit="0.00",
        ),
        Steps(
            title="Live in six weeks",
            steps=(
                ("Week 1", "Connector and master data. Your ERP administrator gives us a day and a half."),
                ("Week 2", "Approval matrix: one workshop, your real organisation chart."),
                ("Week 3–4", "Test with 500 of your own invoices from last month."),
                ("Week 5", "First site or entity, with us beside your team."),
                ("Week 6", "First live invoice posted. The next sites follow in your rhythm."),
            ),
            foot="6 weeks is the median from signature to first live invoice. Quickest in 2026: 19 days.",
            notes="19 days was Tidemark (NetSuite, one entity). For multi-site SAP say eight weeks and be early.",
        ),
        Grid(
            title="Three editions, no per-user fees",
            rows=(
                ("", "Essentials", "Professional", "Enterprise"),
                ("A month", "EUR 1,600", "EUR 3,200", "from EUR 6,100"),
                ("Invoices a month", "up to 1,500", "up to 5,000", "as agreed, unlimited entities"),
                ("Modules", "Capture, Approve", "adds Match, Insight", "adds Pay"),
                ("Also", "Connector to one ERP", "Connector to one ERP", "SSO, data residency, named success manager"),
                ("Setup, once", "EUR 9,500", "EUR 9,500", "EUR 9,500"),
            ),
            widths=(2.2, 3, 3, 4),
            foot="Setup is credited against a three-year term. Overage EUR 0.45 an invoice, settled once a year, never switched off.",
            notes="If price is shown before value, you did it in the wrong order. Discounts are not on the slide for a reason.",
        ),
        Panels(
            title="Security that has been asked before",
            notes="For a CISO this slide is too thin on purpose. Hand over the security pack instead.",
            panels=(
                Panel(
                    "Certificates", ("ISO 27001", "SOC 2 Type II", "Penetration test twice a year, report on request")
                ),
                Panel(
                    "Data",
                    (
                        "Frankfurt, Dublin or Montreal, your choice",
                        "Encrypted at rest and in transit",
                        "Deleted 30 days after the end of contract, with a certificate",
                    ),
                ),
                Panel(
                    "Access",
                    (
                        "Single sign-on, roles, four eyes",
                        "Each access is logged; logs are yours",
                        "Support sees your data only when you open the door",
                    ),
                ),
                Panel(
                    "Availability",
                    (
                        "99.95 % over the last 24 months",
                        "Status page with history, no log-in needed",
                        "Recovery tested each quarter",
                    ),
                ),
            ),
        ),
        Stats(
            title="Who stands behind it",
            stats=(
                ("640", "customers in 19 countries"),
                ("41 m", "invoices a year"),
                ("97 %", "gross revenue retention in 2025"),
                ("22 min", "to the first answer from support (median, business hours)"),
            ),
            text=(
                "Our largest customer group is the one you are in: **200 to 5,000 staff**, one finance team, many places where things are bought.",
                "The City of Tamsberg (5,000 staff), St. Aldric Hospital Group (4,100) and Pollux Grid (3,800) run on the same product as a software firm with 480 people. Enterprise adds follow-the-sun support.",
            ),
            notes="For 'you are too small for us': name Tamsberg first. Offer the treasurer as reference.",
        ),
        Grid(
            title="Customer stories, sorted by the question you have",
            rows=(
                ("Your question", "Ask", "What happened"),
                (
                    "Is it worth the price?",
                    "St. Aldric Hospital Group",
                    "212 duplicates down to 3, payback in 8 months",
                ),
                ("Will discounts really come?", "Brennan & Doyle Foods", "EUR 412,000 in the first year"),
                ("Is our data safe?", "Corvane Mutual", "214 questions answered in 12 days"),
                (
                    "We have a tool already",
                    "Karsten Antriebe, Ostermann Markets",
                    "Old systems off, payback in 10 months; off after 7 weeks",
                ),
                (
                    "We must follow public law",
                    "City of Tamsberg, Vallclara",
                    "97 % paid in time; tender without objections",
                ),
                (
                    "Nobody will use it",
                    "Ferrand Astley, Maribelle Hotels",
                    "94 % approved from the mail; 9 hours on average",
                ),
            ),
            widths=(3.5, 4, 5),
        ),
        Quote(
            title="What a programme director said about it",
            words="The second try was the quiet one.",
            who="Programme Director, Pollux Grid, after a 14-month project with another vendor",
            beside=("Live in 8 weeks", "68 % touchless after six months", "IFS, 3,800 staff"),
        ),
        Points(
            title="A sensible next step",
            notes="Offer one of three, not all. Head of AP: 50 invoices. CFO: payment export. IT: the 30 minutes.",
            points=(
                "Send us 50 invoices from last month, the ugly ones. You get them back read, with a list of what we could not read.",
                "Or: an export of twelve months of payments. You get duplicates, missed discounts and late fees, in a week, for nothing.",
                "Or: 30 minutes between your ERP administrator and ours.",
            ),
            aside=(
                "Each of the three is free and leads to a page of facts you can keep, whichever vendor you choose.",
            ),
        ),
    ),
)

OVERVIEW_2024 = Deck(
    path="Archive/2024/Product overview 2024.pptx",
    properties=Properties(
        title="Ledgerlark AP product overview",
        author="Ledgerlark Marketing",
        subject="Product presentation",
        keywords="overview; modules; editions",
        created=at("2023-11-21 09:10"),
        modified=at("2024-09-05 16:44"),
        modified_by="Petra Holm",
        revision=31,
    ),
    footer="Ledgerlark AP · Product overview 2024",
    slides=(
        Cover(title="Ledgerlark AP", subtitle="Invoices in, approvals out, nothing retyped. · Product overview 2024"),
        _PROBLEM,
        _JOURNEY,
        _CAPTURE,
        _MATCH,
        _APPROVE,
        _PAY,
        Flow(
            title="Connect: between your suppliers and your ERP",
            columns=(
                Panel("Suppliers", ("Mail", "Paper", "EDI", "Portal")),
                Panel("Ledgerlark AP", ("Capture", "Match", "Approve", "Pay and Insight")),
                Panel("Your systems", ("ERP: one of 26", "Bank", "Archive")),
            ),
            bands=("REST API and SFTP for everything that is yours alone",),
            foot="Certified connectors for 26 ERP systems.",
        ),
        Steps(
            title="Live in ten weeks",
            steps=(
                ("Week 1–2", "Connector and master data."),
                ("Week 3–4", "Approval matrix in two workshops."),
                ("Week 5–7", "Test with 500 of your own invoices."),
                ("Week 8–9", "First site or entity."),
                ("Week 10", "First live invoice posted."),
            ),
            foot="10 weeks is what you should plan from signature to first live invoice.",
        ),
        Grid(
            title="Three editions, no per-user fees",
            rows=(
                ("", "Essentials", "Professional", "Enterprise"),
                ("A month", "EUR 1,450", "EUR 2,900", "from EUR 5,400"),
                ("Invoices a month", "up to 1,500", "up to 5,000", "as agreed, unlimited entities"),
                ("Modules", "Capture, Approve", "adds Match, Insight", "adds Pay"),
                ("Also", "Connector to one ERP", "Connector to one ERP", "SSO, data residency"),
                ("Setup, once", "EUR 9,500", "EUR 9,500", "EUR 9,500"),
            ),
            widths=(2.2, 3, 3, 4),
            foot="Price list 2024. Setup is credited against a three-year term.",
        ),
        Panels(
            title="Security that has been asked before",
            panels=(
                Panel("Certificates", ("ISO 27001", "SOC 2 Type I", "Penetration test once a year")),
                Panel("Data", ("Frankfurt", "Encrypted at rest and in transit")),
                Panel("Availability", ("99.9 %", "Status page with history")),
            ),
        ),
        Stats(
            title="Who stands behind it",
            stats=(
                ("410", "customers"),
                ("24 m", "invoices a year"),
                ("99.9 %", "availability"),
                ("10 weeks", "to the first live invoice"),
            ),
            text=(
                "Our largest customer group is the one you are in: **200 to 5,000 staff**, one finance team, many places where things are bought.",
            ),
        ),
        Points(
            title="A sensible next step",
            points=(
                "Send us 50 invoices from last month, the ugly ones. You get them back read.",
                "Or: 30 minutes between your ERP administrator and ours.",
            ),
        ),
    ),
)

ERP = Deck(
    path="Product/ERP integration - how Ledgerlark talks to your ERP.pptx",
    properties=Properties(
        title="ERP integration: how Ledgerlark AP talks to your ERP",
        author="Ledgerlark Marketing",
        subject="Technical presentation for ERP owners and enterprise architects",
        keywords="integration; connector; SAP; Dynamics 365; NetSuite; API; architecture",
        created=at("2025-10-14 13:30"),
        modified=at("2026-06-03 09:55"),
        modified_by="Mateus Corvo",
        revision=17,
    ),
    footer="Ledgerlark AP · ERP integration",
    slides=(
        Cover(
            title="How Ledgerlark AP talks to your ERP",
            subtitle="For the people who own the ERP and will be called when an interface breaks",
        ),
        Points(
            title="What you may be afraid of",
            lead="We have connected 34 kinds of ERP. These are the four fears we hear in the first meeting.",
            points=(
                "“You change something in our system.” We do not: no modification, no custom tables in the posting path.",
                "“It breaks with our next release.” Connectors are certified and re-tested against each ERP release before you get it.",
                "“Finance promised it needs nobody from us.” It needs you: three to six days. Slide 7 says which.",
                "“If it fails at night, we are the help desk.” Failed postings wait in our queue, with the ERP’s own message, and call us.",
            ),
            notes="Open like this with IT. If you start with benefits for Finance you have lost the room.",
        ),
        Flow(
            title="Architecture at a glance",
            columns=(
                Panel("Sources", ("Mail box", "Scan folder", "EDI, Peppol, ZUGFeRD", "Supplier portal")),
                Panel("Ledgerlark AP", ("Capture", "Match", "Approve", "Posting queue")),
                Panel(
                    "Connector",
                    ("Certified for your ERP", "Mapping and checks", "Retry, once only", "Outbound connection"),
                ),
                Panel("Your ERP", ("Master data", "Orders and receipts", "Ledger", "Payment status")),
            ),
            bands=(
                "Single sign-on · roles · four eyes",
                "Every message logged with payload and answer, searchable for 400 days",
            ),
            foot="All connections start from your side or go through a gateway you own. No inbound port in your network.",
            notes="Draw it again on the whiteboard with THEIR names in the boxes; that is when they start to own it.",
        ),
        Grid(
            title="What flows, which way, how often",
            rows=(
                ("Object", "Direction", "How often", "Volume, typical"),
                (
                    "Suppliers, cost centres, tax codes",
                    "ERP → Ledgerlark",
                    "every 15 minutes, changes only",
                    "200 a day",
                ),
                ("Purchase orders, goods receipts", "ERP → Ledgerlark", "every 5 minutes", "1,500 a day"),
                (
                    "Invoice posting with document link",
                    "Ledgerlark → ERP",
                    "at once, in sequence per supplier",
                    "250 a day",
                ),
                ("Payment status, clearing", "ERP → Ledgerlark", "hourly", "250 a day"),
                ("New suppliers, bank changes", "none", "stay in your ERP process", "–"),
            ),
            widths=(4, 3, 4, 2.5),
            foot="The ERP remains the only owner of master data. We read it, we never correct it behind your back.",
        ),
        Grid(
            title="34 certified connectors: the ones we are asked for most",
            notes="'Certified' means certified by the ERP vendor where a programme exists, otherwise tested by us against each release. Be exact if an architect asks.",
            rows=(
                ("ERP", "Way in", "Live with", "Note"),
                (
                    "SAP S/4HANA",
                    "OData and BAPI, SAP certified",
                    "St. Aldric, Helvaris Labs",
                    "public and private cloud",
                ),
                ("SAP ECC", "BAPI, IDoc", "Ostermann Markets", "until your own move to S/4"),
                ("Dynamics 365", "OData, business events", "Norrvik Freight", "Finance and Business Central"),
                ("Oracle NetSuite", "SuiteTalk REST", "Maribelle Hotels, Tidemark Cloud", "multi-subsidiary"),
                ("Infor M3", "ION, M3 API", "Brennan & Doyle Foods", "multi-plant"),
                ("IFS, proALPHA, UNIT4, Workday", "vendor API", "Pollux Grid, Karsten, Vallclara, Corvane", ""),
                (
                    "Yours is not here?",
                    "REST API, SFTP with a file layout",
                    "COINS, KMD Opus, Elite 3E, Xledger",
                    "28 days on average",
                ),
            ),
            widths=(3, 3.5, 4.5, 3),
        ),
        Panels(
            title="When something goes wrong",
            panels=(
                Panel(
                    "Period closed",
                    (
                        "Posting is refused by the ERP.",
                        "Invoice waits; Finance sees the ERP’s message and chooses a date.",
                        "Nobody in IT is called.",
                    ),
                ),
                Panel(
                    "ERP is down",
                    (
                        "Queue holds, in order, up to 14 days.",
                        "After restart: 1,000 postings in about 12 minutes.",
                        "Each is posted once: the key is checked first.",
                    ),
                ),
                Panel(
                    "Master data missing",
                    (
                        "Unknown cost centre: back to the approver.",
                        "Unknown supplier: to purchasing, with the invoice.",
                        "Never a “dummy” supplier.",
                    ),
                ),
                Panel(
                    "Our side is down",
                    (
                        "99.95 % over the last 24 months.",
                        "Mail keeps arriving and is read later.",
                        "Payments stay in your bank’s hands.",
                    ),
                ),
            ),
            notes="Most convincing slide for architects. Let them invent a fifth case and answer it honestly.",
        ),
        Grid(
            title="What we need from your team: three to six days, named",
            notes="Let them correct the numbers upward. If they end at eight days, put eight into the plan and be done in five.",
            rows=(
                ("Task", "Who", "Days", "When"),
                ("Technical user, roles, network route", "ERP basis", "0.5", "week 1"),
                ("Review of mapping: tax codes, document types", "ERP finance consultant", "1", "week 1–2"),
                ("Approval of test cases (we write them)", "ERP owner", "0.5", "week 2"),
                ("Test postings in the QA system", "ERP finance consultant", "1 to 2", "week 3–4"),
                ("Transport to production, watch first day", "ERP basis", "0.5", "week 5"),
                ("Reserve for your own surprises", "whoever is surprised", "0 to 1.5", "any"),
            ),
            widths=(5, 3.5, 1.5, 2),
            foot="Karsten Antriebe (proALPHA) needed four days. The longest so far was eleven, for an ECC system with three tax engines.",
        ),
        Graph(
            title="Does it stay quiet? Interface tickets per customer",
            notes="Source: our ticket system 2025, customers live more than a year. Data on request for serious prospects.",
            kind="line",
            categories=("Month 1", "Month 2", "Month 3", "Month 6", "Month 12"),
            series=(("Tickets to customer IT, median", (5.0, 2.0, 1.0, 0.4, 0.3)),),
            takeaways=(
                "After the first quarter: **one ticket every three months**, at the median.",
                "Most frequent cause: a closed period. Second: an expired certificate, now announced 30 days ahead.",
                "Updates need nothing from you: the connector is run by us.",
            ),
            unit="0.0",
        ),
        Points(
            title="Questions your architects will ask, answered in one line each",
            points=(
                "**Real time or batch?** Both; postings at once, master data as changes.",
                "**Can we test upgrades?** Yes, a second tenant bound to your QA system is in Professional and Enterprise.",
                "**Where does it run?** Frankfurt, Dublin or Montreal.",
                "**We move from ECC to S/4 next year.** Point the connector to the new system over a weekend; history stays. Ask Helvaris.",
                "**Do you support our middleware?** If it speaks REST, SFTP or IDoc, yes.",
                "**Can we get our data out?** Everything, as files with an index, any day, without asking us.",
            ),
        ),
    ),
)

ROADMAP = Deck(
    path="Product/Roadmap 2027 INTERNAL (NDA only).pptx",
    properties=Properties(
        title="Roadmap 2027",
        author="Ledgerlark Marketing",
        subject="Internal; customers only under NDA and without slides 4 and 7",
        keywords="roadmap; internal; NDA; 2027",
        created=at("2026-08-10 08:00"),
        modified=at("2026-10-06 19:12"),
        modified_by="Petra Holm",
        revision=11,
    ),
    ribbon="INTERNAL – NDA only",
    footer="Roadmap 2027 · plans, not promises · may change without notice",
    slides=(
        Cover(
            title="Roadmap 2027",
            subtitle="What we plan, what we do not, and what you may say about it",
            notes="Rule: talk, do not send. Under NDA you may show slides 2, 3, 5 and 6 on screen.",
        ),
        Panels(
            title="Three themes",
            panels=(
                Panel(
                    "Fewer touches",
                    (
                        "Line coding suggested with a reason",
                        "From 71 % to 80 % touchless after six months",
                        "Credit notes matched like invoices",
                    ),
                ),
                Panel(
                    "Group finance",
                    (
                        "Intercompany invoices: both sides in one step",
                        "Group-wide duplicate check",
                        "Cash plan by entity",
                    ),
                ),
                Panel(
                    "Law",
                    (
                        "E-invoice duties: Poland, France, Spain, Belgium",
                        "Peppol network changes",
                        "Ten-year proof of every automatic decision",
                    ),
                ),
            ),
        ),
        Plan(
            title="By quarter",
            notes="Intercompany has slipped once already (was Q2). Amber for a reason.",
            periods=("Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027"),
            bars=(
                Bar("Coding suggestions", 0, 2, "beta with 12 customers, then all editions with Match"),
                Bar("E-invoice France", 0, 2.6, "legal date is fixed, so is ours"),
                Bar("Credit notes", 1, 2, "Match"),
                Bar("Intercompany", 1, 4, "design partner programme, general release Q4", warm=True),
                Bar("Cash plan by entity", 2, 4, "Pay, Enterprise", warm=True),
                Bar("Connectors 35 to 38", 0, 4, "one a quarter, chosen by pipeline"),
            ),
            foot="Green: committed internally. Amber: likely, may slip. Never turn amber into a contract clause.",
        ),
        Grid(
            title="Deals that wait for a feature (do not show)",
            notes="State 1 October. If you have a tenth intercompany deal tell product; from twelve on it gets a second team.",
            rows=(
                ("Feature", "Open deals", "Value a year", "Honest answer today"),
                ("Intercompany", "9", "EUR 610,000", "Manual booking rule; works up to about 100 a month"),
                ("Purchasing catalogue", "6", "EUR 240,000", "No, and not planned. Coexist with a suite"),
                ("Virtual cards", "4", "EUR 150,000", "No. Export to the bank’s card"),
                ("Hosting in the UK", "5", "EUR 330,000", "Dublin. Decision in Q2 2027"),
                ("On-premises", "3", "EUR 190,000", "No. Never"),
            ),
            widths=(3, 2, 2.5, 6),
        ),
        Points(
            title="What we will not build",
            points=(
                "Purchasing catalogues and tenders: suites do that; we connect to them.",
                "An own payment card: we do not live from our customers’ suppliers.",
                "A version for under 300 invoices a month.",
                "A chatbot on top of the ledger. Answers with figures belong in Insight, with the invoices behind them.",
            ),
            notes="Saying no makes the rest believable. Use it against Quillstone (breadth) and Orsavo (magic).",
        ),
        Points(
            title="How to answer “is it on the roadmap?”",
            notes="Practise the plain 'no' aloud. It takes one second and saves three months.",
            points=(
                "First ask what they do today without it, and how often.",
                "If available: show it. If green: “planned for the first half of 2027, I cannot put it in the contract.”",
                "If amber: “we work with customers on it; would you be a design partner?”",
                "If not planned: “no.” Then the workaround, in one sentence.",
            ),
            aside=(
                "**Revenue recognition**",
                "A feature promised in a contract delays the booking of the whole contract. Finance reads your side letters.",
            ),
        ),
        Graph(
            title="Where development time goes",
            kind="doughnut",
            categories=("Fewer touches", "Group finance", "Law", "Connectors", "Security and upkeep"),
            series=(("Share of time 2027", (0.28, 0.24, 0.18, 0.12, 0.18)),),
            takeaways=(
                "A fifth goes into things nobody sees: that is where 99.95 % comes from.",
                "Law is not optional and not a differentiator. Say “included”.",
            ),
            unit="0%",
        ),
    ),
)

PRODUCT_DECKS = (OVERVIEW, ERP, ROADMAP, OVERVIEW_2024)
