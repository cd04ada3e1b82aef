"""The five battle cards. Internal: how we win and lose against each competitor, and what to say."""

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

RIBBON = "INTERNAL – do not forward"
FOOTER = "Ledgerlark battle card · for Ledgerlark staff only"

BILLMOOR = Deck(
    path="Battle Cards (INTERNAL)/Battlecard Billmoor Q3.pptx",
    properties=Properties(
        title="Battle card Billmoor, Q3 2026",
        author="Petra Holm",
        subject="Competitor",
        keywords="internal; battle card; Billmoor; price",
        created=at("2025-02-03 09:00"),
        modified=at("2026-07-14 16:25"),
        revision=33,
    ),
    ribbon=RIBBON,
    footer=FOOTER,
    slides=(
        Cover(
            title="Billmoor",
            subtitle="“EUR 390 a month, why should we pay you 3,200?” · Battle card Q3 2026",
            notes="Do not forward, do not paste into mails. What a customer may see is in the Tidemark Cloud story.",
        ),
        Panels(
            title="Thirty seconds: who they are and where we meet them",
            panels=(
                Panel(
                    "Who",
                    (
                        "Small-business bill pay, EUR 390 a month.",
                        "Ten-minute sign-up with a credit card.",
                        "Four ERP connectors; support is a forum.",
                    ),
                ),
                Panel(
                    "Where we meet",
                    (
                        "200 to 500 staff, fast growth, NetSuite or Dynamics.",
                        "Somebody in finance tried it at home, on a Sunday.",
                        "They appear late, as the cheap number in the table.",
                    ),
                ),
                Panel(
                    "The one sentence",
                    (
                        "“Billmoor pays bills. You have purchase orders. Who checks the bill against the order, and what does that person cost?”",
                    ),
                ),
            ),
            foot="Win rate when purchase orders come up in the first call: 7 of 10. When they never come up: 3 of 10.",
            notes="Win rate counted over 23 closed deals, Jan 2025 to Jun 2026. Small sample, use it for courage, not for forecasting.",
        ),
        Grid(
            title="Why we win, why we lose",
            notes="When you qualify out, log it as 'too small' and not as 'lost on price'. Marketing counts these.",
            rows=(
                ("We win because", "We lose because"),
                (
                    "No three-way match there. From about 1,500 invoices a month people do it by hand.",
                    "Under 400 invoices a month they really are enough. Walk away politely, ask for a call in a year.",
                ),
                (
                    "Four ERP connectors against our 34. Anything but the big four means CSV upload.",
                    "The prospect has one of the four and no orders.",
                ),
                (
                    "Per-user fees from the sixth user: approvers get expensive, so they share log-ins. Auditors love that.",
                    "The buyer is the owner and looks only at the monthly figure.",
                ),
                (
                    "Nobody answers the phone. Median first answer with us: 22 minutes.",
                    "They started a free trial before we sent a date for the demo.",
                ),
            ),
            widths=(6, 6),
        ),
        Points(
            title="Landmine questions: ask them early, let Billmoor answer",
            notes="Second question is the cheapest win: finance always guesses 8 approvers, the true figure is 30 to 50.",
            points=(
                "“How many invoices have a purchase order, and who compares them?”",
                "“How many people approve at least one invoice a year?” (Then let them multiply.)",
                "“Which ERP version are you on, and is it one of the four on their page?”",
                "“When a payment is wrong on the 30th at five in the afternoon, whom do you call?”",
                "“Will you still be under 1,500 invoices a month in eighteen months?”",
                "“Your auditors: do they accept shared log-ins?”",
            ),
            aside=(
                "**How to ask**",
                "One or two, never all six. Write the answer down and bring it back in the proposal.",
                "If the answer to all is “no problem”, believe them. It is not our deal.",
            ),
        ),
        Grid(
            title="The price table, calculated to the end",
            rows=(
                ("A month, 2,500 invoices, 40 approvers", "Billmoor", "Ledgerlark Professional"),
                ("List price", "EUR 390", "EUR 3,200"),
                ("User fees", "35 users beyond the fifth: about EUR 1,000", "none, ever"),
                ("Matching orders and receipts by hand", "1.2 people, about EUR 4,900", "in the price"),
                ("ERP upload and corrections", "0.3 people, about EUR 1,200", "connector, in the price"),
                ("Setup", "none", "EUR 9,500 once, credited on three years"),
                ("**Sum a month**", "**about EUR 7,500**", "**EUR 3,200**"),
            ),
            widths=(5, 4, 4),
            foot="Never show this table with our people cost. Fill in theirs, live, in the business case sheet.",
            notes="User fee seen in three quotes in 2026: EUR 27 to 31 a user. People at EUR 49,000 a year, fully loaded. "
            "If they have fewer than 10 approvers and no orders the sum turns against us. See slide 3.",
        ),
        Grid(
            title="What Billmoor says about us, and what to answer",
            rows=(
                ("They say", "Answer"),
                (
                    "“Eight times the price.”",
                    "“Of the licence, yes. Shall we put the people next to it? Tidemark did, with 1,800 invoices a month.”",
                ),
                (
                    "“You need a project. With us you start today.”",
                    "“You can start today and be where you are today, in nicer colours. Live with orders matched takes six weeks.”",
                ),
                (
                    "“Enterprise software for enterprises.”",
                    "“Essentials is EUR 1,600 a month, no user fees. That is not the enterprise edition.”",
                ),
                (
                    "“Setup fee of 9,500, outrageous.”",
                    "“Fixed, so it cannot grow, and credited against a three-year term.”",
                ),
            ),
            widths=(4, 8),
            notes="Never say 'toy'. The person in the room chose it.",
        ),
        Quote(
            title="Proof: Tidemark Cloud left Billmoor in 19 days",
            words="Billmoor was cheap until we counted the people.",
            who="VP Finance, Tidemark Cloud (480 staff, Canada, NetSuite)",
            beside=(
                "1,800 invoices a month, no orders matched",
                "26 months of history migrated",
                "2 staff moved from keying to analysis",
                "Reference call via Jonah",
            ),
        ),
    ),
)

QUILLSTONE = Deck(
    path="Battle Cards (INTERNAL)/BC Quillstone - suite vs specialist.pptx",
    properties=Properties(
        title="Quillstone: suite against specialist",
        author="Aude Lambert",
        subject="Battle card",
        keywords="Quillstone, CPO, suite, procurement",
        created=at("2025-06-17 14:02"),
        modified=at("2026-03-09 10:41"),
        modified_by="Petra Holm",
        revision=12,
    ),
    ribbon=RIBBON,
    footer=FOOTER,
    slides=(
        Cover(title="Battle card: Quillstone", subtitle="When the CPO wants one vendor from sourcing to payment"),
        Points(
            title="The situation, as you will find it",
            points=(
                "The Chief Procurement Officer has a source-to-pay vision and an analyst chart. Finance was informed.",
                "Quillstone sends six people to the first meeting. One of them knows accounts payable; ask who.",
                "The AP module is “included”. Included means: in the licence. Not in the project, which a partner does.",
                "Typical course: nine months of project, partner fees of twice the licence, invoices in phase 3.",
                "The CFO hears about phase 3 in month seven.",
            ),
            aside=(
                "**Your door is Finance.**",
                "If you only talk to Procurement you are column fodder: the third offer in their table.",
                "Get a meeting with the CFO or Head of AP before the demo, or decline.",
            ),
            notes="Column fodder test: ask for 20 minutes with the person who closes the month. Refused twice = qualify out.",
        ),
        Graph(
            title="Weeks to the first live invoice",
            notes="39 weeks = nine months. If they say 'our Quillstone partner promises four months': ask whether invoices are in these four months, and get it in writing.",
            kind="bar",
            categories=(
                "Ledgerlark AP (median)",
                "Pollux Grid, second try with us",
                "Quillstone, typical project",
                "Pollux Grid, Quillstone (stopped, none live)",
            ),
            series=(("Weeks", (6.0, 8.0, 39.0, 61.0)),),
            takeaways=(
                "Nine months is what Quillstone partners put in their own plans.",
                "Pollux Grid: **14 months, EUR 1.1 m, no invoice live.** Then 8 weeks with us.",
                "Do not gloat. Their programme director took the decision for Quillstone as well.",
            ),
        ),
        Grid(
            title="Feature by feature, honestly",
            notes="The first two rows are given away on purpose. A table in which we win every row is read as advertising.",
            rows=(
                ("", "Quillstone", "Ledgerlark AP", "Say"),
                ("Sourcing, tenders, catalogues", "Strong", "We do not do it", "“Right. Keep them for it.”"),
                ("Contract management", "Strong", "Link only", "“We read the price from their contract.”"),
                (
                    "Three-way match",
                    "Yes, per header",
                    "Per line, with tolerance per supplier",
                    "“Bring your worst freight invoice.”",
                ),
                ("Approval from the mail", "No, log-in needed", "Yes", "“Who of your approvers logs in weekly?”"),
                ("Releases", "Once a year", "Every four weeks", "“When did the last tax change reach you?”"),
                ("Partner needed", "Always", "No", "“Whose rate card is in the offer?”"),
            ),
            widths=(3, 3, 3, 4),
            foot="We win AP and lose the suite. Propose coexistence: Quillstone up to the order, Ledgerlark from the invoice on.",
        ),
        Panels(
            title="Landmines to lay, traps to avoid",
            notes="Coexistence reference: Aude knows both customers with Quillstone order import. Not on paper, call only.",
            panels=(
                Panel(
                    "Ask",
                    (
                        "“Which phase are invoices in, and what happens to phase 1 savings until then?”",
                        "“May I see the partner’s statement of work?”",
                        "“How does a plant manager approve from the mail?”",
                        "“Who leaves when the project ends?”",
                    ),
                ),
                Panel(
                    "Avoid",
                    (
                        "Comparing modules. They have forty.",
                        "Attacking the CPO’s vision. Be a part of it.",
                        "A demo without the AP team in the room.",
                        "Promising catalogues. We have none.",
                    ),
                ),
                Panel(
                    "They say about us",
                    (
                        "“Point solution.” → One point, closed every month.",
                        "“Too small.” → 640 customers, 41 million invoices a year.",
                        "“You will integrate forever.” → 34 certified connectors; order import from Quillstone runs at two customers.",
                    ),
                ),
            ),
        ),
        Grid(
            title="Price: compare the whole first year",
            rows=(
                ("Year one, 3,800 staff, one ERP (Pollux numbers, rounded)", "Quillstone", "Ledgerlark Enterprise"),
                ("Licence", "EUR 180,000", "EUR 96,000"),
                ("Implementation partner", "EUR 360,000", "none"),
                ("Setup", "in partner fee", "EUR 9,500, credited on three years"),
                ("Own staff in the project", "4 people, 9 months", "1.5 people, 8 weeks"),
                ("First value", "month 10", "month 2"),
            ),
            widths=(5, 4, 4),
            notes="Licence figure from a quote a prospect showed us in January 2026. Never send it, never name where it is "
            "from. Rule of thumb: partner = 2 x licence.",
        ),
        Points(
            title="Proof points, and when we lost",
            points=(
                "**Pollux Grid** (energy, IFS): 68 % touchless after six months; ended the Quillstone contract early. The programme director talks to peers.",
                "**Universitat Vallclara**: tender with Quillstone as bidder, passed without objections.",
                "**Lost, Feb 2026**: chemicals group; we never met the CFO. Suite discount of 40 % in the last week.",
                "**Lost, Nov 2025**: bank; wanted one contract for audit reasons. Nothing to be done.",
            ),
            notes="More loss reasons: ask Aude, she keeps the list.",
        ),
    ),
)

VELTRAPAY = Deck(
    path="Battle Cards (INTERNAL)/veltrapay_battlecard_v4.pptx",
    properties=Properties(
        title="Veltrapay battle card v4",
        author="Jonah Pike",
        subject="",
        keywords="veltrapay virtual card free software",
        created=at("2024-10-22 18:15"),
        modified=at("2026-02-26 20:09"),
        revision=19,
    ),
    footer="Ledgerlark · Veltrapay · v4",
    slides=(
        Cover(
            title="Veltrapay: when “free” is the price to beat",
            subtitle="Version 4 · North America and UK see them most, Benelux since spring",
            notes="INTERNAL. Do not forward. Contains their deal terms.",
        ),
        Steps(
            title="How their model works (so that you can draw it on a whiteboard)",
            steps=(
                ("Free software", "No licence, no setup. The CFO smiles."),
                ("Virtual card", "Suppliers are paid by card number in a mail."),
                ("Card fee", "The supplier pays 1.8 to 2.9 % to receive its money."),
                ("Rebate", "Veltrapay shares a slice with the buyer."),
                ("Price list", "At the next negotiation the fee is in the supplier’s price."),
            ),
            foot="Free means: your suppliers pay, and then you do.",
            notes="Let the buyer draw step 5. If Procurement is in the room they get there first.",
        ),
        Grid(
            title="Why we win / why we lose",
            notes="Loss 1: nothing to do with product. Find out early how the CFO's bonus works; ask 'does a rebate count for you?'",
            rows=(
                ("", "Detail", "How often (19 deals)"),
                ("Win", "Suppliers refuse the card: enrolment stops at about a fifth, the rest is paid by hand", "6"),
                ("Win", "No SEPA batch. European entities keep their bank portal, so two processes", "4"),
                ("Win", "Capture is keyed in a centre abroad; the security officer asks where", "2"),
                ("Loss", "CFO bonus depends on software budget; a rebate is income", "4"),
                ("Loss", "US-only company, all suppliers take cards already", "3"),
            ),
            widths=(1.2, 8, 2.5),
        ),
        Points(
            title="Questions that do the work",
            notes="Third question only if Purchasing is there. To an American CFO start with number five.",
            points=(
                "“What share of your spend is with suppliers who accept cards today, without a phone call?”",
                "“Your ten largest suppliers: what would they say to a 2 % haircut on every invoice?”",
                "“Do you take early-payment discounts? A supplier who pays for the card does not give you two per cent.”",
                "“Who reads your invoices, and in which country do they sit?”",
                "“What happens with the free software if you stop using the card?”",
            ),
            aside=(
                "Brennan & Doyle: **EUR 412,000** of discounts in a year.",
                "No card rebate on the same spend comes near it.",
            ),
        ),
        Graph(
            title="EUR 20 m of spend: rebate against discount",
            kind="column",
            categories=("Card rebate (20 % enrolled)", "Discounts, 2 % terms on a quarter of spend"),
            series=(("EUR thousand a year", (32.0, 82.0)),),
            takeaways=(
                "Rebate: EUR 20 m × 20 % enrolled × 0.8 %.",
                "Discounts: EUR 5 m with terms × 2 % × 82 % captured.",
                "Professional costs EUR 38,400 a year, Pay is Enterprise. Net it out **with** the customer, do not hide it.",
            ),
            notes="0.8 % rebate is from their own flyer (June 2025), check before use.",
        ),
        Grid(
            title="They say → we say",
            notes="Tone matters: many suppliers do like early card payment. We are against hidden cost, not against cards. Internal, don't paste.",
            rows=(
                ("Veltrapay", "You"),
                ("“Why pay for AP software in 2026?”", "“You do pay. The invoice comes from your suppliers.”"),
                ("“We pay in 4 hours.”", "“So does a SEPA instant payment, and your supplier gets all of it.”"),
                (
                    "“Ledgerlark cannot pay by card.”",
                    "“Correct. If you want cards for some suppliers, keep your bank’s; we export the batch.”",
                ),
                (
                    "“Our capture is 99.5 % right.”",
                    "“Because people key it. Ask who, where, and under which data contract.”",
                ),
            ),
            widths=(5, 7),
        ),
        Stats(
            title="Proof to pull",
            stats=(
                ("82 %", "of offered discounts captured, Brennan & Doyle"),
                ("96 %", "of header fields need no touch, read by software"),
                ("EUR 0", "charged to suppliers, ever"),
            ),
            text=(
                "Security question in the room? **Corvane Mutual**: 214 questions, 12 days, data in Frankfurt.",
                "Open gap: we have no winning story yet from a customer who had Veltrapay live. If you close one, tell Petra on the same day.",
            ),
        ),
    ),
)

ORSAVO = Deck(
    path="Battle Cards (INTERNAL)/Battlecard_Orsavo_AI.pptx",
    properties=Properties(
        title="Battle card Orsavo",
        author="Linnea Strand",
        subject="Battle card, AI-native capture",
        keywords="Orsavo; language model; audit trail; SOC 2",
        created=at("2026-01-08 11:11"),
        modified=at("2026-09-03 08:30"),
        modified_by="Linnea Strand",
        revision=9,
    ),
    ribbon=RIBBON,
    footer=FOOTER,
    slides=(
        Cover(
            title="Orsavo",
            subtitle="The demo that always wins, and the questions that come after it",
            notes="New this quarter: slide 5, the long-invoice test.",
        ),
        Points(
            title="Respect the demo",
            notes="Watch their demo video before your call (link in the competitor channel). You must be able to describe it fairly.",
            lead="They upload an invoice nobody prepared, in front of everybody, and it reads it. It is a good moment. Ours needs a login.",
            points=(
                "Zero set-up, a language model reads every invoice. Founded 2023, 30 staff.",
                "Buyers are not stupid: they saw something true. Do not call it a toy or a hype.",
                "What they did not see: invoice number 40,000, the auditor, the month the model changed.",
                "Our job is to move the talk from **reading** to **answering for what was read**.",
            ),
        ),
        Panels(
            title="Where they win, where they break",
            notes="SOC 2: they told a prospect in August 'audit starts in Q1'. Check again before each use.",
            panels=(
                Panel(
                    "They win",
                    (
                        "First impression, speed of trial.",
                        "Strange layouts, handwritten notes.",
                        "Innovation teams with an own budget.",
                        "Prospects under 300 invoices a month.",
                    ),
                ),
                Panel(
                    "They break",
                    (
                        "No audit trail: why was this cost centre chosen? “The model decided.”",
                        "Invented line items on long invoices.",
                        "No SOC 2 report yet, “planned”.",
                        "Posting to the ERP is an export file.",
                    ),
                ),
                Panel(
                    "Who stops them",
                    (
                        "The CISO, for the missing report.",
                        "The auditor, for the missing trail.",
                        "The controller, at invoice line 31.",
                        "So invite all three to the second meeting.",
                    ),
                ),
            ),
        ),
        Points(
            title="Landmines",
            points=(
                "“Show me the history of one invoice: who or what decided each field, and can I see that in ten years?”",
                "“What changes for my posted invoices when you change the model?”",
                "“May my auditor see your SOC 2 Type II report? The date of it?”",
                "“Please read this one.” (Hand over a freight invoice with 40 lines.)",
                "“Thirty people. Who is on call on 31 December?”",
            ),
            notes="Do not ask the fourth one unless you tried the invoice with us before. Norrvik has released three anonymised ones for demos, ask Linnea.",
        ),
        Graph(
            title="The long-invoice test: 50 freight invoices, 40 lines each",
            kind="column",
            categories=("Lines right", "Lines missing", "Lines that do not exist"),
            series=(("Orsavo trial, June 2026", (93.1, 3.8, 3.1)), ("Ledgerlark Capture + Match", (97.4, 2.6, 0.0))),
            takeaways=(
                "Per cent of 2,000 lines, our own test with an Orsavo trial account.",
                "A missing line is noticed: the sum is wrong. An **invented** line with a changed price can add up.",
                "Do not send this chart. Offer to repeat the test with the prospect’s invoices.",
            ),
            unit="0.0",
            notes="Legal says: internal use only, one trial account, one day. They will have improved by now; rerun each quarter.",
        ),
        Grid(
            title="Pricing and the small print",
            notes="0.90 is what two prospects saw. One got 0.60 on 60,000 invoices a year. Break-even against Essentials is about 1,780 invoices a month, above our 1,500 cap anyway.",
            rows=(
                ("", "Orsavo", "Ledgerlark"),
                ("Model", "EUR 0.90 an invoice, all in", "Edition by volume; overage EUR 0.45"),
                ("1,500 invoices a month", "EUR 1,350", "EUR 1,600 (Essentials)"),
                ("5,000 invoices a month", "EUR 4,500", "EUR 3,200 (Professional)"),
                ("Approval routes", "One level", "By amount, cost centre, project"),
                ("Certificates", "ISO 27001 “in progress”", "ISO 27001, SOC 2 Type II, two penetration tests a year"),
                ("Liability for wrong fields", "excluded", "audit trail shows source of each field"),
            ),
            widths=(3, 4, 5),
            foot="Under 1,500 invoices a month they are cheaper. Say so; then ask about the auditor.",
        ),
        Points(
            title="“You are not AI enough” and other things they say about us",
            points=(
                "“**Templates from yesterday.**” We have none. Capture reads unseen layouts; 96 % of header fields need no touch. It also says where on the page each value stood.",
                "“**Slow roll-out.**” Six weeks, with approvals, matching and ERP posting. Their zero days is for reading.",
                "“**No innovation.**” Line coding suggestions with a reason shown for each: on the 2027 roadmap, do not promise dates.",
                "“**Expensive at the low end.**” True under 1,500 invoices.",
            ),
            aside=(
                "**Proof**",
                "Corvane Mutual: CISO had blocked three vendors; 214 questions in 12 days.",
                "Norrvik Freight: 83 % of freight invoices match untouched.",
                "Helvaris Labs: validated under GxP in 31 days.",
            ),
        ),
    ),
)

SUMLEDGER = Deck(
    path="Battle Cards (INTERNAL)/SumLedger displacement card (DACH+Nordics).pptx",
    properties=Properties(
        title="",
        author="Tobias Renn",
        subject="",
        keywords="",
        created=at("2025-12-01 07:45"),
        modified=at("2026-09-30 12:00"),
        revision=27,
    ),
    footer="SumLedger displacement · state September 2026",
    slides=(
        Cover(
            title="SumLedger is paid for. How to beat nothing-to-pay",
            subtitle="Displacement card for DACH and Nordics",
            notes="Internal, as everything in this folder. The competitor here is not a vendor, it is a habit.",
        ),
        Stats(
            title="Know the beast",
            stats=(
                ("2009", "year of the core, on-premises OCR"),
                ("1", "template for each supplier, made by hand"),
                ("2", "part-time keyers at a usual customer"),
                ("12/2027", "end of support, in writing"),
            ),
            text=(
                "They do not compete, they do not call, they do not discount. The customer simply does **nothing**, and nothing is free.",
                "So no feature war. Find out what nothing costs, and put a date on it.",
            ),
        ),
        Grid(
            title="The hidden bill: what “already paid” costs a year",
            notes="Fill it in with the head of accounting at the table. If she will not give the keyers' cost, use hours a week and let her do the multiplication.",
            rows=(
                ("Item", "Where to find it", "Typical, 2,000 staff"),
                ("Two part-time keyers", "HR, cost centre accounts payable", "EUR 58,000"),
                ("Server, backup, Windows licences", "IT budget, “other”", "EUR 14,000"),
                ("Maintenance contract until 12/2027", "Contract folder", "EUR 11,000"),
                ("Templates: 30 new ones a month, half an hour each", "Ask a keyer", "EUR 7,000"),
                ("Missed discounts and late fees", "General ledger", "EUR 20,000 to 400,000"),
                ("**Sum without the last line**", "", "**EUR 90,000**"),
            ),
            widths=(5, 4, 3),
            foot="Ledgerlark Professional: EUR 38,400 a year. “Free” is more than twice as expensive.",
        ),
        Panels(
            title="Three people, three fears",
            notes="Nordics: no works council question, but union reps ask the same. Linnea has wording.",
            panels=(
                Panel(
                    "Head of accounting",
                    (
                        "Fears: a bad month-end, with her name on it.",
                        "Give: three weeks of parallel running, cut-over mid-month.",
                        "Never say: “old”. She bought it.",
                    ),
                ),
                Panel(
                    "IT manager",
                    (
                        "Fears: another interface to nurse.",
                        "Give: certified connector, four days of his time, one server less.",
                        "Ask: “Who can restart it?”",
                    ),
                ),
                Panel(
                    "The keyers",
                    (
                        "Fear: their jobs.",
                        "Give: Karsten’s two keyers now run supplier onboarding.",
                        "They know every flaw. Ask for a tour.",
                    ),
                ),
            ),
        ),
        Points(
            title="Questions that make inertia visible",
            points=(
                "“When was the last restart, and who was nervous?”",
                "“What is your plan for January 2028?” (Then be quiet.)",
                "“How do you approve from home?”",
                "“How many of your templates belong to suppliers that no longer exist?”",
                "“If you had no system today, would you choose this one?”",
                "“Could both keyers go on holiday in the same week?”",
            ),
            notes="Second question is the strongest since the end-of-support letter of March 2026. Customers got it by post; many have not opened it. Bring a copy.",
        ),
        Grid(
            title="What you will hear, and what to say",
            rows=(
                ("“…”", "Answer"),
                ("“It works.”", "“It does. Until December 2027. I would like you to choose the date, not them.”"),
                ("“We wait for version 9.”", "“The letter of March says there is none. Here is the sentence.”"),
                (
                    "“Moving is more work than staying.”",
                    "“Karsten counted it all: move included, payback in 10 months. Four days of IT.”",
                ),
                (
                    "“Our templates are our treasure.”",
                    "“9,000 of them retired at Karsten, not one migrated. Try 20 of your invoices with us, untrained.”",
                ),
                (
                    "“We do it in 2027 then.”",
                    "“With every other SumLedger customer. Kick-off slots in Q3 2027 are nearly full in our plan.”",
                ),
            ),
            widths=(4, 8),
            notes="Last line: 14 of 22 Q3 2027 slots are planned for (30 Sep 2026). Check before you use it, must be true on the day.",
        ),
        Quote(
            title="Proof: Karsten Antriebe",
            words="We found invoices in it from a supplier that closed in 2014.",
            who="Head of Accounting, Karsten Antriebe · full deck in Case Studies",
            beside=(
                "When we lose: no budget owner for the server (IT) and the keyers (finance) together.",
                "So bring both to one table, with slide 3 filled in.",
                "Discount? Not needed. Three-year term with setup credit is the usual lever.",
            ),
        ),
    ),
)

BATTLE_CARDS = (BILLMOOR, QUILLSTONE, VELTRAPAY, ORSAVO, SUMLEDGER)
