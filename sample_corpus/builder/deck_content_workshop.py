"""The objection workshop of 2026: training for the sales team, one doubt a slide."""

from sample_corpus.builder.deck_model import (
    Cover,
    Deck,
    Divider,
    Doubt,
    Graph,
    Grid,
    Points,
    Properties,
    Slide,
    Steps,
    at,
)

_OPENING: tuple[Slide, ...] = (
    Cover(
        title="Objection workshop 2026",
        subtitle="What buyers say, what they mean, what helps · Lisbon, 24 and 25 March 2026",
        notes="Timing: two half days. Slides are the scaffold; role play is the point. Bring the buzzer.",
    ),
    Graph(
        title="Why we are here: what killed deals in 2025",
        kind="bar",
        categories=(
            "No decision / status quo",
            "Price",
            "Timing: “next year”",
            "Competitor",
            "IT or security blocked",
            "Missing function",
            "Other",
        ),
        series=(("Lost deals, %", (34.0, 19.0, 15.0, 12.0, 11.0, 5.0, 4.0)),),
        takeaways=(
            "128 lost deals, reasons from the reps, re-read by marketing.",
            "Only **12 %** went to a competitor. Half went to nothing or to later.",
            "In 41 cases the proof existed on our drive and was never sent.",
        ),
        notes="The last point hurt. It is the reason why each slide names the proof asset.",
    ),
    Steps(
        title="The loop: four moves, always in this order",
        notes="Exercise: in pairs, only Hear and Dig for four minutes, answering is forbidden. It is harder than it sounds.",
        steps=(
            ("Hear", "Let them finish. Repeat it in their words, without your answer in it."),
            ("Dig", "One question. An objection is a headline; you want the article."),
            ("Answer", "Thirty seconds. One fact, one customer, no adjectives."),
            ("Prove", "Send one asset within the hour: the slide, not the folder."),
        ),
        foot="If you answer before you dig, you will answer the wrong thing, well.",
    ),
)

_MONEY: tuple[Slide, ...] = (
    Divider(title="1  Money", line="“Too expensive” has at least four meanings. Find out which."),
    Doubt(
        title="“It’s too expensive”",
        says=(
            "“That’s way over what we had in mind.”",
            "“3,200 a month for invoices?!”",
            "“Your competitor wants 390.”",
        ),
        behind="Either no budget was set, or they compare with the licence of something smaller, or they see no return. Rarely do they simply lack the money.",
        ask="“Expensive compared with what?” Then wait. Ten seconds feel long; they are not.",
        answer="Put cost per invoice on the table: EUR 11.80 before, EUR 2.90 after, median of 118 customers. At 2,500 invoices a month that is EUR 22,000 a month of work against EUR 3,200. Then ask for their figure.",
        show="CS St. Aldric, slide 6 (cash only, payback 8 months). For Billmoor: the battle card’s sum, filled in live.",
        notes="Never offer a discount in the same meeting as the objection. Discount before digging = you said they were right. Above 12 % you need the sales director anyway.",
    ),
    Doubt(
        title="“Where is the proof that it pays off?”",
        notes="Baseline export takes their admin two hours. If they refuse even that, there is no project. Log it as no pain.",
        says=("“Every vendor shows me a calculator.”", "“I’ve never seen one of these savings in my P&L.”"),
        behind="The CFO was burned: time savings that never became money. They are asking for a method, not for a number.",
        ask="“If we did this, in which account would you look after twelve months?”",
        answer="Offer a signed baseline from their own ledger before signature and a review at month 3, 6 and 12. Median payback is 9 months; theirs may be longer and we will say so.",
        show="Brennan & Doyle deck, slide 5 (method) and slide 4 (months). CFO business case template.",
    ),
    Doubt(
        title="“Give us 25 % and we have a deal”",
        says=("“Procurement needs to see a concession.”", "“Sharpen your pencil.”"),
        behind="Usually a ritual, sometimes a personal target: buyers are measured on the distance to the first offer.",
        ask="“What would have to be true on your side for a different price?” Term, volume, reference, start date.",
        answer="Trade, never give. Three-year term: setup fee of 9,500 is credited. Annual in advance instead of quarterly: 3 %. Reference story: talk to Petra. Up to 12 % is yours; above it, sales director; above 20 %, the CFO, and she says no.",
        show="Price list 2026; “Give and get” sheet in Pricing and ROI.",
        notes="Mateus tells the story of the hotel chain and the free setup that cost us the renewal argument two years later.",
    ),
)

_TIME: tuple[Slide, ...] = (
    Divider(title="2  Time and habit", line="Our largest competitor has no website: it is called “later”."),
    Doubt(
        title="“Not this year”",
        notes="Write the date of the budget round into the deal, with a task four weeks before. A 'not now' without a date is a no.",
        says=(
            "“Great stuff. Come back in January.”",
            "“We are in the middle of an ERP project.”",
            "“Budget is closed.”",
        ),
        behind="Three different things: no budget line, no people, or no pain. Only the first is about the calendar.",
        ask="“If it were free and took no one’s time, would you start on Monday?” A no means pain is missing.",
        answer="No pain: back to the cost of waiting. No people: six weeks median, 1.5 people. No budget: start in Q4, first payment in January; sign-off now keeps the slot. ERP project running: invoices first, so they arrive clean in the new ERP.",
        show="Implementation & change plan, slide 3. Cost-of-waiting slide in the awareness deck.",
    ),
    Doubt(
        title="“We already have SumLedger, and it works”",
        notes="Bring the printed end-of-support letter. Half of the customers have not opened theirs.",
        says=("“It’s written off.”", "“Never change a running system.”"),
        behind="Fear of the move, more than love for the tool. And the one who bought it is often in the room.",
        ask="“What is the plan for January 2028?” Support ends in December 2027.",
        answer="Nobody rebuilds templates: Karsten retired 9,000. Three weeks side by side, cut-over mid-month, four days of IT. Payback of ten months with the move included.",
        show="Karsten Antriebe deck, slide 3 (fears and what happened).",
    ),
    Doubt(
        title="“Our process is fine as it is”",
        says=("“We get all invoices paid in the end.”", "“Honestly, nobody complains.”"),
        behind="Nobody has measured it. People who suffer (suppliers, keyers, plant managers) do not sit in this meeting.",
        ask="“How would you notice a duplicate?” and “How many reminders came in last month?”",
        answer="Do not argue. Offer a free look at twelve months of payment data: duplicates, missed discounts, late fees. St. Aldric thought it was fine, until the auditors counted 212.",
        show="Awareness deck, slides 4 to 6. City of Tamsberg: 71 % paid in time was “fine”.",
        notes="Role play A: rep = Dafydd, CFO = Aude. Aude may say nothing but 'fine'.",
    ),
    Doubt(
        title="“Our people won’t go along”",
        says=("“Our doctors/partners/site managers will never use it.”", "“We tried a workflow tool once. Once.”"),
        behind="A previous roll-out failed and somebody paid for it.",
        ask="“What did the last tool ask them to do that they did not want to do?”",
        answer="They need not log in. At Ferrand Astley 94 % of approvals are given straight from the mail, by law partners. Maribelle’s hotel managers did not notice there was a roll-out.",
        show="Ferrand Astley and Maribelle stories; change plan, slide 6.",
    ),
)

_TECHNOLOGY: tuple[Slide, ...] = (
    Divider(title="3  IT, security, functions", line="These are exams. You pass them with documents, not with charm."),
    Doubt(
        title="“IT has no capacity”",
        says=("“Our SAP team is booked until autumn.”", "“Another interface? No way.”"),
        behind="IT was surprised by Finance before. They price in the worst project of their career.",
        ask="“How many days did your last interface take, and what went wrong?”",
        answer="Between three and six days of one ERP administrator, all in. 34 certified connectors. Nothing is installed in the ERP beyond a standard user and a transport. We write the test cases.",
        show="ERP integration deck, slide 7 (who does what, in days). Karsten: four days.",
        notes="Get an IT person to say a number of days aloud. Then show ours. The gap is the meeting.",
    ),
    Doubt(
        title="“Our CISO won’t sign off”",
        notes="Send the pack before they ask, together with the name of a person at our security desk. The first reply time is what they remember.",
        says=("“Cloud for invoices? Bank data? Not here.”", "“We have a questionnaire. It has 200 questions.”"),
        behind="A CISO who says no is safe. One who says yes needs something to hold up if it goes wrong.",
        ask="“Which finding stopped the last vendor?”",
        answer="Be faster than they expect. Corvane: 214 questions, 12 days, three vendors blocked before us. Data in Frankfurt, Dublin or Montreal; access logged; ISO 27001, SOC 2 Type II; two penetration tests a year.",
        show="Security pack (send on day one, unasked). Corvane Mutual story.",
    ),
    Doubt(
        title="“We’d build it ourselves”",
        notes="Never laugh about the prototype. Ask for a look at it: it tells you precisely what they care about.",
        says=("“Two of my developers could do that in a quarter.”", "“With today’s AI tools that is a weekend.”"),
        behind="Pride, free developer time, or bad experience with vendors. The first version is indeed easy.",
        ask="“Who maintains it in year four, when the VAT rules change?”",
        answer="Agree on version one. Then talk about years two to eight: Ostermann paid EUR 260,000 a year to stand still, both developers resigned, switched off after seven weeks. The API is open: build the part that is special.",
        show="Ostermann deck, slide 2 (five stages) and slide 4 (decision paper).",
    ),
    Doubt(
        title="“You don’t do …” (EDI, ZUGFeRD, Peppol, multi-currency)",
        says=("“We need EDI.”", "“ZUGFeRD 2.3 and XRechnung are law for us.”", "“No deal without intercompany.”"),
        behind="A checklist, often copied from the incumbent. One line on it truly matters; eleven do not.",
        ask="“How many invoices a month need this? Which supplier?”",
        answer="EDI: yes, EDIFACT INVOIC and others, via Capture. ZUGFeRD, XRechnung, Peppol: yes, read and archived. Multi-currency: yes. Intercompany netting: no, roadmap 2027, do not promise. Card payments: no. Purchasing catalogues: no, and we will not.",
        show="Feature list by ERP in Product; City of Tamsberg for structured e-invoices.",
        notes="If it is a no, say no within five seconds. Buyers forgive gaps, not fog. Then ask what they do today without it.",
    ),
    Doubt(
        title="“We need the system to be validated”",
        says=("“GxP. Every change documented.”", "“Our quality people will take a year.”"),
        behind="Life sciences, food, some public bodies. They had a vendor who learned validation at their expense.",
        ask="“Who signs the validation plan, and may I talk to them this week?”",
        answer="The pack exists: risk analysis, test scripts, traceability matrix, release notes for each version. Helvaris reused it: 31 days from kick-off to validated go-live.",
        show="Helvaris Labs story; validation pack index (under NDA).",
    ),
)

_PEOPLE: tuple[Slide, ...] = (
    Divider(title="4  Trust and the committee", line="On average seven people say yes before one signs."),
    Doubt(
        title="“You are too small to support 5,000 people”",
        notes="Tamsberg reference: treasurer takes two calls a quarter, book through Linnea. Do not claim 'we are a large company'. We are a careful one.",
        says=("“Who are you, anyway?”", "“Will you exist in five years?”", "“We usually buy from the big ones.”"),
        behind="Nobody gets fired for the big name. Your champion needs cover.",
        ask="“What would happen on your side if support did not answer for a day?”",
        answer="City of Tamsberg has 5,000 staff and runs on us. 640 customers in 19 countries, 41 million invoices a year, 97 % gross retention. First answer within 22 minutes, follow-the-sun for Enterprise. Escrow and exit clause are in the contract.",
        show="Company facts slide in the product overview; Tamsberg reference.",
    ),
    Doubt(
        title="“Procurement wants three offers”",
        notes="Rule: no answer to an RFP before a talk with the users. Exceptions by the sales director only.",
        says=("“It’s just our process.”", "“Please fill in this table by Friday.”"),
        behind="Either a formality with a favourite (are you it?), or a real race. Find out today.",
        ask="“If all three offers were equal in price, whom would the team want, and why?”",
        answer="Help them: a neutral criteria list and the total cost over three years. Public bodies: Vallclara signed under a framework agreement in five weeks, tender passed without objections. If you cannot meet the user side, decline politely.",
        show="Neutral tender criteria (Pricing and ROI); Universitat Vallclara.",
    ),
    Doubt(
        title="“I can’t decide this alone”",
        notes="Role play C2: champion has four minutes in the steering committee. Write her four sentences. Then cut one.",
        says=("“I love it, but my boss…”", "“It has to go to the steering committee.”", "“Legal needs to look at it.”"),
        behind="True in most cases. The danger is that your champion now sells for you, with your worst slides.",
        ask="“Who could say no, and what would they say?” Write the names down together.",
        answer="Do not hand over the 17-slide deck. Build a two-page paper with them: their numbers, their words, one risk and its answer. Offer to be available for the ten minutes in which it is discussed.",
        show="CFO business case template; “Forward to your CFO” mail in Email Templates; personas deck for who fears what.",
    ),
    Doubt(
        title="“We looked at Quillstone / Orsavo and liked it”",
        notes="Name no competitor first. If the buyer names one, ask what they liked, and write it down in their words.",
        says=("“One suite for everything.”", "“They read our invoice live, in seconds!”"),
        behind="They liked a feeling: safety (suite) or magic (model). Do not fight the feeling; add the next scene.",
        ask="“What would have to go well in the first ninety days?”",
        answer="Quillstone: nine months, partner at twice the licence; Pollux Grid went live with us in 8 weeks after 14 months without an invoice. Orsavo: ask for the history of one field of one invoice, and for the SOC 2 report.",
        show="Battle cards, yourself only. For the buyer: Pollux Grid story, Corvane story.",
    ),
)

_CLOSING: tuple[Slide, ...] = (
    Grid(
        title="One page for your wall",
        rows=(
            ("You hear", "You ask", "You send"),
            ("Too expensive", "Compared with what?", "St. Aldric, slide 6"),
            ("Show me proof", "In which account would you look?", "Brennan & Doyle, slide 5"),
            ("Not this year", "Free and no effort: Monday?", "Change plan, slide 3"),
            ("We have SumLedger", "January 2028?", "Karsten, slide 3"),
            ("IT has no time", "Days for your last interface?", "ERP deck, slide 7"),
            ("CISO says no", "Which finding stopped the last one?", "Security pack, Corvane"),
            ("We build it", "Who maintains year four?", "Ostermann, slides 2 and 4"),
            ("Too small", "What if support is silent for a day?", "Tamsberg"),
            ("Not my decision", "Who could say no?", "Two-page paper"),
        ),
        widths=(4, 5, 5),
    ),
    Points(
        title="Role plays, and homework until May",
        points=(
            "**A** “Fine as it is” with a CFO who says only that. Six minutes.",
            "**B** CISO and CFO in one call, contradicting each other. Ten minutes.",
            "**C** Procurement asks for 25 % in the corridor. Two minutes, standing.",
            "**Homework**: one recorded call each, in which you dig before you answer. Send the minute, not the hour.",
            "**Homework**: the objection you heard that is not in this deck. Petra collects and writes.",
        ),
        notes="Collected so far (updated May): 'our supplier portal already does it' (2x), 'works council' (3x), 'we are being acquired' (1x).",
    ),
)

WORKSHOP = Deck(
    path="Objection Handling/Objection Workshop 2026 - full deck INTERNAL.pptx",
    properties=Properties(
        title="Objection workshop 2026",
        author="Petra Holm",
        subject="Sales training",
        keywords="objections; training; internal; role play",
        comments="For Ledgerlark staff. Handout version will follow.",
        created=at("2026-02-16 09:14"),
        modified=at("2026-05-07 18:03"),
        modified_by="Dafydd Price",
        revision=46,
    ),
    ribbon="INTERNAL training",
    footer="Objection workshop 2026 · Ledgerlark sales",
    slides=(*_OPENING, *_MONEY, *_TIME, *_TECHNOLOGY, *_PEOPLE, *_CLOSING),
)
