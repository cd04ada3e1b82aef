"""The objection sheets in Word: price, timing, security, build, procurement, and the kit for a champion without power."""

from sample_corpus.builder.company import BRAND
from sample_corpus.builder.documents_package import WordDocument
from sample_corpus.builder.papers_properties import Properties

INTERNAL = "Internal - for the sales team"

PRICE = WordDocument(
    path="Objection Handling/They say we are too expensive.docx",
    title="They say we are too expensive",
    header=INTERNAL,
    footer="Objection sheet 1 of 6",
    properties=Properties(
        title="Objection sheet: price",
        created="2025-10-13",
        modified="2026-08-17",
        author="Petra Holm",
        subject="Objection handling, price and budget",
        keywords="price, too expensive, budget, discount, cheaper competitor, ROI",
    ),
    body="""
*"Too expensive" is five different sentences. If you answer the wrong one you look as if you had not listened. Ask first: "Compared with what?" Then shut up for as long as it takes.*

# 1 "It costs too much" (compared with what they feel it is worth)

They do not doubt the number, they doubt the benefit. A discount makes it worse: now it is a cheap thing they do not need.

**Ask:** "What does an invoice cost you now, roughly, from the envelope to the ledger?" Nobody knows. Good. "Shall we measure a hundred?"

**Say:** "At 118 customers whom we measured in 2025, it was EUR 11.80. Now it is EUR 2.90, with our fee inside. Your number may be different. Let's find it before we talk about mine."

**Send:** ROI study 2025; calculator; *Ledgerlark for CFOs*.

# 2 "There is no money" (budget is gone)

The person believes you. Finance is closed until the next cycle. Money is a question of the calendar and not of value.

**Ask:** "If it paid for itself within this budget year, whose budget would it have to come from, and whose would it come back to?"

**Say:** "Payback is 9 months in the median. Payment by quarter costs 3 %. Setup can be credited over three years, so that the first-year cash is the fee alone. Some customers signed in November with a start of payment in January."

**Do not** offer a free quarter. It needs the CFO, and it teaches them to wait.

**Send:** commercial proposal template with option "start of fee at go-live"; CFO business case deck.

# 3 "Others are half the price"

A cheaper rival is on the table. Find out which, and do not run it down.

| They name | What to compare |
| Billmoor, EUR 390 | users from the sixth on, no order matching, posts that stay |
| Veltrapay, "free" | who pays the card fee, how many suppliers accept it, where invoices are keyed |
| Orsavo | price of checking what the model invented; SOC 2 report |
| Own ERP workflow | fair rival. See the study, chapter 6: payback of 13 months. Sometimes we should walk away. |

**Say:** "Let us put both offers in one table, with the people beside the licences. If they still win, I will tell you so myself." And do.

# 4 "Your price list is a starting point, surely?" (the buyer's sport)

Professional procurement. They need a result that they can show, not a lower price as such.

**Give in this order:** three-year fix; setup credited; second connector; quarterly payment without the 3 %; then per cent. Above 12 % the sales director must agree, above 20 % the CFO. Never give per cent without getting something: term, reference, date of signature.

**Say:** "I can move on terms today. On price I can move if you can move on the term."

# 5 "It's a lot of money for us" (fear of having to explain)

Small voice, honest. It is not about price, it is about being blamed. See also the sheet on authority.

**Ask:** "If your boss reads this number without you in the room, what will he ask?"

**Give:** one page with the sum, the payback, two customers of their size and what happens if it fails (exit, data, notice).

# Words that cost us deals

- "Investment" (they hear: expensive)
- "Only" before any number above 1,000
- "List price" (they hear: not the price)
- "I'd have to ask my manager" in the first minute

# Numbers to have in your head

!figures EUR 1,600 | Essentials || EUR 3,200 | Professional || from EUR 6,100 | Enterprise || EUR 0.45 | overage, never switched off

Beware of old files: the archive has a price list with 1,450 / 2,900 / 5,400 and a setup fee of 8,000. These have not been valid since the end of 2024.
""",
)

TIMING = WordDocument(
    path="Objection Handling/Not now - timing and status quo.docx",
    title='"Not this year" and "it works as it is"',
    header=INTERNAL,
    footer="Objection sheet 2 of 6",
    heading=BRAND["ink"],
    properties=Properties(
        title="Objection sheet: timing and status quo",
        created="2025-10-20",
        modified="2026-06-01",
        author="Linnea Strand",
        subject="Objection handling",
        keywords="timing, not now, next year, status quo, do nothing, ERP migration, priorities",
    ),
    body="""
Two objections that sound alike. *Not now* means: yes, but. *It works* means: why? The first needs a date, the second needs a reason. Mix them up and you will send an implementation plan to someone who sees no problem.

# Which one is it?

| They say | It is probably |
| "Come back in Q1." | timing, if they name a reason; otherwise a polite no |
| "We have the S/4 migration first." | timing, real |
| "Nobody complains." | status quo |
| "We've always done it like this, and the auditors are happy." | status quo |
| "We have just had a reorganisation." | timing, tired people |
| "The year-end close comes first." | timing, often an excuse; close is in January, it is April |
| "If it ain't broke..." | status quo |

# Not now

## After the ERP project

The most frequent. Two truths: people are really busy, and the ERP project will be late. **Say:** "Several customers did it the other way round. They went live on the old ERP in six weeks, and at migration only the connector changed. That costs nothing. They had one process less to migrate." **Ask:** "Which processes do you migrate by hand if AP is still on paper at cut-over?"

## After the summer / the year-end / the reorganisation

Six weeks fit between any two of them. Show the calendar. Name *their* hours: 6.5 days of IT, in pieces. If it still does not fit, agree on a date in writing, with the first step: "200 invoices on 3 September". No step, no date.

## After the inspection or the audit

Helvaris Labs had exactly this: a GxP inspection in autumn. They were validated in 31 days and went into the inspection with the better process. **Send:** Helvaris case study.

# It works as it is

Do not attack it. They built it. Admire it, then count.

1. "How many invoices are in the house but not in the ledger today?"
2. "When did you last pay something twice? How did you find out?"
3. "What would a colleague who starts on Monday find hardest?"
4. "How many reminders came in last month?" (They know. There is a folder.)

**Story for this:** Ferrand Astley. 88 partners who said that it works well enough. The COO counted for six weeks: GBP 2.3 m of disbursements unbilled. Nobody had lied. Nobody had looked.

**Story for public bodies:** Tamsberg. 71 % paid in time was "usual". Then a roofer with eleven employees went to the newspaper.

# Cost of delay, in their numbers

Invoices a month, times EUR 8.90, is the full difference of a month. Take a third of it if the controller is in the room; this is what controllers recognised in the study. At 3,600 invoices: EUR 32,000 full, EUR 11,500 recognised. **Write the smaller one down.** They will correct it upwards.

# Real deadlines you may use

- E-invoices: receipt is mandatory in Germany and Belgium already; France from September 2026. (White paper on mandates.)
- SumLedger: support ends in December 2027.
- Price list: three-year terms signed before 31 December keep the 2026 price.

Never invent one. They remember.

# When to let go

Two dates missed without a reason: move to nurture, send the newsletter, call at the next change of CFO. It is no defeat. 22 % of last year's wins had been closed as "not now" once.
""",
)

SECURITY_TALK = WordDocument(
    path="Objection Handling/CISO talk track - security concerns.docx",
    title="Talking to the CISO",
    header="Internal - talk track. External papers are listed at the end.",
    footer="Objection sheet 3 of 6",
    font="Arial",
    properties=Properties(
        title="CISO talk track",
        created="2025-11-10",
        modified="2026-04-27",
        author="Aude Lambert",
        subject="Security objections",
        keywords="CISO, security, data residency, access log, SOC 2, penetration test, data protection",
    ),
    body="""
# Rule zero

The CISO is not an obstacle on the way to the buyer. The CISO *is* a buyer, and the only one who will be asked about us in three years. Bring an engineer. Leave the slides at home. If you do not know, say "I do not know, you have it by Thursday", and then have it by Wednesday.

# Send before you are asked

On the day on which you hear the word "security", open the evidence room: SOC 2 Type II, ISO 27001 with statement of applicability, two penetration test summaries, list of sub-processors, data-flow drawing, completed questionnaire. At Corvane Mutual 163 of 214 questions were gone before the first call.

# What they say, what is behind it, what to answer

| They say | Behind it | Answer |
| "Where does our data physically sit?" | regulator, or a bad experience | Frankfurt, Dublin or Montreal. Backups, index and logs too. In the contract with Enterprise. |
| "Who of your people can read our invoices?" | insider risk | Nobody, until you open a window. Four hours at most. Every view in your log. |
| "Invoices are not critical. Why do we need a review?" | CISO is overloaded | Agree on a light one, but have it written. Bank data and fraud are the risk, not secrecy. |
| "We do not do cloud." | policy of 2014 | Ask for the date of the policy and for the exceptions. There are always exceptions. We have no on-premises version, do not hint at one. |
| "You use AI. Does it train on our data?" | newspapers | No. Models run in our regions; no public model; nothing is used for others. Each suggestion can be traced. |
| "SOC 2 Type I or II?" | test question | Type II, twelve months. (Old files say Type I. Do not send them.) |
| "Can we run our own pen test?" | serious person | Yes. Sandbox, five working days' notice. |
| "What about approval by mail? That's phishing-prone." | serious person | Token: once, one invoice, one person, 14 days, void when the invoice changes. Above a limit: sign-on. |
| "What happens if you go bankrupt?" | vendor risk | Nightly export to your SFTP, open format; escrow with Enterprise. 97 % of revenue renewed in 2025. |

# Three questions to ask them

1. "Which vendors did you stop last year, and at which question?" You learn the real list.
2. "Who gets the log, and in which format do you want it?" Now you are building.
3. "When does your next audit start?" The date by which they want to be finished.

# Things never to say

- "We have never been hacked." (Say: no confirmed disclosure of customer data. And tell them about the two incidents of availability before they find them.)
- "Military-grade encryption."
- "Our hosting provider takes care of that."
- "The other customers did not ask."

# If the works council is at the table (DACH)

Different subject, different file: *Einwandbehandlung Datenschutz und Betriebsrat.docx*. In short: views can be recorded and still be locked against evaluation per employee.

# Papers you may send

- Ledgerlark Security White Paper 2026 (**not** the one from 2024)
- DPA and sub-processors, plain language summary
- Security questionnaire answers
- Corvane Mutual case study
- Pen test summary, only with a signed NDA, password by telephone
""",
)

BUILD = WordDocument(
    path="Objection Handling/We could build this ourselves.docx",
    title='"We could build this ourselves"',
    header=INTERNAL,
    footer="Objection sheet 4 of 6",
    properties=Properties(
        title="",
        created="2026-03-31",
        modified="2026-04-08",
        author="Saoirse Quinlan",
        keywords="build, in-house, developers, low-code, language model",
    ),
    body="""
# They are right, at first

Every good engineering team can make a prototype in a sprint, more so since reading a PDF has become one call to a model. If you say that they cannot, you have insulted the only people in the room who understood the demo. Say: "Of course you could. May I ask about year four?"

# Who says it, and why

**The developer** says it because it is interesting. Ask what he would stop doing instead.

**The CIO** says it because of control, or because two developers have free time until summer. Ask who is the product owner after summer.

**The CFO** says it since internal days look free. Show the table with day rates. In *Buy or build* it is 1.18 million against 274 thousand over five years; at half the effort still more than double.

**Procurement** says it as a threat. Then it is a price objection with a moustache. Go to sheet 1.

# Six questions

1. Who owns it in year four? By name?
2. How do you prove, in seven years, who approved what under which limit?
3. The French format, the Polish platform, the German one: who watches them?
4. What is the plan for credit notes on partial deliveries with a prepayment? (Wait for the sigh.)
5. When the model provider changes the model, how do you notice that quality fell?
6. What will your customers not get while you do this?

Two are enough. Number one is the best.

# The story

Ostermann Markets, 212 stores, own tool since 2017. Good tool. Two developers, both resigned in the same spring. EUR 260,000 a year of upkeep. Off after seven weeks. "We are grocers, not a software house."

Tell it with respect for the two developers. There may be one in the room.

# The bridge for people who love building

API for everything, web hooks, sandbox key without talking to sales. A third of our Enterprise customers build on top. "Build what makes you different, buy what must merely be right." Give the developer the sandbox key *in the meeting*.

# When to lose gracefully

One document type, one ERP, under 300 invoices a month, no auditor. Let them. Ask for coffee in 18 months.
""",
)

PROCUREMENT = WordDocument(
    path="Objection Handling/Procurement and legal hurdles.docx",
    title="Procurement and legal: getting through without losing a quarter",
    header=INTERNAL,
    footer="Objection sheet 5 of 6",
    properties=Properties(
        title="Procurement and legal hurdles",
        created="2025-12-08",
        modified="2026-03-19",
        author="Dafydd Price",
        subject="Objection handling, procurement, legal, tender",
        keywords="procurement, legal, redlines, DPA, three quotes, tender, vendor onboarding, liability",
    ),
    body="""
# The map

A signed business case is the middle of the deal. On average, 34 days lie between the verbal yes and the signature. In the quickest quarter of our deals it is 13. The difference is not luck; it is that someone asked the questions below *before* the verbal yes.

1. "After you say yes, who else must say yes, and in which order?"
2. "Whose paper do we use, yours or ours?"
3. "Is there a threshold in euro at which the procedure changes?" (A one-year term may lie below it.)
4. "When does legal go on holiday?"
5. "May we send the legal parcel now, so that it does not wait in the queue later?"

# What they say

## "We need three offers."

Fine. Help. Give the buyer's guide with the 46 questions, so that offers two and three can be compared. A comparison that we did not write but whose questions are ours is worth more than a discount. Do **not** offer to bring a friendly competitor; that is illegal in some places and foolish in all.

## "Your liability cap is too low."

Twelve months' fees; three times that for data protection. May be raised in Enterprise up to EUR 2 m by our counsel, takes four days. Unlimited: never. Say at once what is impossible, they respect it.

## "We only sign our own DPA."

We sign it if it covers the same points. Comments in five working days. Send the plain-language summary with the table clause by clause; their lawyer will tick it off in an hour.

## "You aren't in our supplier system."

Ask for the form on the first day. It wants tax certificates, insurance (EUR 10 m), bank letter, code of conduct, ESG self-assessment. The parcel has all of it, apart from a certified ESG report, which we do not have. Do not promise one.

## "Public tender, so we cannot talk to you."

Before publication they can. Market sounding is legal and documented. Give them Tamsberg's and Vallclara's requirement lists. After publication: written questions only, like everybody.

## "Auto-renewal is not acceptable."

Strike it. We do. A reminder by the success manager 120 days before works better anyhow.

## "Payment in 90 days."

Annual in advance is the list. Quarterly at +3 %. Ninety days needs finance; an AP automation vendor that is paid after 90 days is, admittedly, a good joke.

# Redlines we see every week

| Clause | They want | We give | Who decides |
| Liability | unlimited | cap up to EUR 2 m (Enterprise) | counsel |
| Sub-processors | prior consent to each | objection and exit; consent for public bodies | counsel |
| Audit | without notice | 30 days; without after a breach | rep, standard |
| Price rise | none for five years | fixed for the term, then CPI | rep, standard |
| Termination | any time | after 12 months with 90 days, against 5 % on the price | sales director |
| Source code | escrow | yes with Enterprise | rep, standard |
| Governing law | theirs | EU member states, England | rep, standard |

# Never

Sign a side letter. Promise a feature in a contract. Let them "start already" before the DPA is signed.
""",
)

CHAMPION_KIT = WordDocument(
    path="Objection Handling/I need to convince my boss - champion kit.docx",
    title="You are convinced. Now your boss.",
    header="Ledgerlark - for people who want to get something done",
    footer="Ledgerlark champion kit, 2026. You may change, copy and send everything in it as your own.",
    properties=Properties(
        title="Champion kit: how to convince your boss",
        created="2026-02-02",
        modified="2026-05-11",
        author="Ledgerlark Marketing",
        subject="Authority, internal selling, external kit",
        keywords="champion, approval, boss, convince, decision maker, letter, internal memo",
    ),
    body="""
You have seen what is possible, and you cannot decide it alone. This kit is for you. It is not written in the language of a vendor, so that you need not translate it.

# 1 First find out how your company says yes

Answer these for yourself. If you cannot answer one, this is the first thing to find out, and more useful than another demonstration.

- [ ] Who signs at this amount? (One year of Professional is EUR 38,400, plus a setup of EUR 9,500 which is credited over three years.)
- [ ] Who can stop it without being asked? Often: IT, security, works council, procurement.
- [ ] What did that person last approve, and what convinced them?
- [ ] When is the next meeting at which money is decided?
- [ ] Who loses something if it happens? What could they win?

# 2 The letter

Copy, replace what is in brackets, cut it to your own voice. It has fewer than 200 words for a reason.

**To:** [boss]. **Subject:** 15 minutes on what an invoice costs us

*We handle about [3,600] supplier invoices a month. I asked [name] in accounts to write down the minutes for one hundred of them. The result was EUR [10.40] an invoice, most of it waiting and asking.*

*At 118 companies that measured it, the cost fell from EUR 11.80 to EUR 2.90, with a payback of nine months in the median. For us I reckon carefully with [12].*

*It needs EUR [47,900] in the first year, about seven days of IT in pieces, and six weeks. It would not replace [ERP]. If it fails, we can leave after one year with all our data.*

*I am not asking for a decision. I am asking for 15 minutes, and for permission to have [200] of our own invoices read as a test, at no cost. [Controller] has seen my figures.*

# 3 Five questions that will come

**"Why now?"** Because [reminders rose to 60 a month / the keyer retires in June / suppliers are beginning to send XML]. Use one reason, your own.

**"Is it not simply too dear?"** Compare with the [1.5] posts that we would otherwise have to fill. The fee does not depend on the number of users.

**"And if they disappear?"** 640 customers; data exported every night in an open format to our own server, if we want.

**"What does IT say?"** Ask IT before. Say: "I have asked [name], it is 6.5 days, and she agrees to [May]."

**"Who else does this?"** One company of our size and one from our industry. Ask Ledgerlark for a telephone number instead of a PDF.

# 4 The one slide

| Today | In a year |
| [3,600] invoices a month by hand | about 70 % posted without touch |
| EUR [10.40] an invoice | EUR 3 to 4, fee included |
| [19] days to approval | 1 to 2 days |
| [60] reminders a month | fewer than 10 |
| risk: [name] knows how it works | it is written in rules |

# 5 If the answer is no

Ask: "What would have to be true for it to be a yes?" Write the answer down, send it as a mail, thank them. A no with a condition is a plan. And tell us; we will not call your boss behind your back. Ever.

# 6 If the answer is "find out more"

Take the smallest step that gives a fact: two hundred of your own invoices, two days, no contract except a one-page non-disclosure agreement.
""",
)

OBJECTION_DOCUMENTS = (PRICE, TIMING, SECURITY_TALK, BUILD, PROCUREMENT, CHAMPION_KIT)
