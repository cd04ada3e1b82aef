"""Markdown notes the sales team keeps for itself: quick battle cards, objection cheat sheets, playbook pages."""

QUICK_CARD_ORSAVO = """---
title: Quick battle card – Orsavo
audience: internal
kind: battle card
owner: ines.marlow@ledgerlark.example
reviewed: 2026-09-22
---

# Orsavo: read this while the phone is ringing

> INTERNAL. Never forward, never paste into a mail. Say it, don't send it.

**Who they are.** 30 people, founded 2023. A language model reads each invoice; no set-up. They win the first demo
nearly every time, and they deserve to: it looks like magic for eight minutes.

## Say this in thirty seconds

"You have seen it read an invoice it had never seen. Good. Ask for three more things: an invoice of twelve pages, the
log of yesterday's decisions, and the SOC 2 report. If you get all three, you should buy it."

## Where it breaks

| What they show | What happens in week six |
|---|---|
| Zero set-up | No place to set a tolerance, so every deviation is a conversation |
| Reads everything | Invents line items on long invoices; customers count 1 in 70 above five pages |
| "The AI codes it" | No audit trail for why. Auditors ask in March |
| Fast growth | One support engineer for the whole of DACH |

## Landmines (ask, then be quiet)

1. "What does it do when it isn't sure?"
2. "May I see which model version booked this invoice in April?"
3. "Which third party processes the picture?" Their model host is in the US; it is in the DPA, appendix 3.
4. "Who covers for your engineer in August?"

## What they say about us, and the answer

- **"Ledgerlark is old-school OCR with rules."** We use models to read, and rules to decide. Blog post: *What a language
  model may not decide*. That one you may send.
- **"Six weeks? We take six minutes."** To the first picture read, yes. To the first posting in SAP that an auditor
  accepts, ask for a date in the contract.

## When we lose

Start-ups below 200 staff, no purchase orders, a CFO who saw the demo this morning and signs this afternoon. Let them go
kindly; two of the five we lost in 2025 rang back.

## Proof

Corvane Mutual (214 security questions), Helvaris Labs (validated, evidence for every decision).
"""

QUICK_CARD_VELTRAPAY = """---
title: Quick battle card – Veltrapay
audience: internal
kind: battle card
competitor: Veltrapay
owner: saoirse.quinlan@ledgerlark.example
---

# Veltrapay: "but theirs is free"

Nothing is free. Somebody in the room pays, and it is whoever is not in the room: the supplier.

## How the money flows

Supplier is owed 10,000. Veltrapay pays by virtual card. The card costs the supplier about 2.4 %. Veltrapay keeps its
share, the customer gets a "rebate", and the software costs nothing. Then the supplier does one of three things: refuses
the card, adds 2.4 % to the next quote, or gives better terms to somebody else.

**Ask the buyer for their top twenty suppliers. Then ask how many took cards last year.** It is usually two.

## Why they win

- The CFO hears "free" in a year without a budget. *(Budget gone is a timing objection, not a price objection. Use the
  spring start: sign now, invoice in the new fiscal year.)*
- US companies with many small suppliers: cards are normal there. Jonah, qualify hard.

## Why we win

- **No SEPA batch.** For a European treasurer the talk ends here. Let them find it: "How does the pain.001 reach your
  bank?"
- **Keying centre abroad.** "Capture" is 400 people in another time zone. Ask about turnaround on the last of the month,
  and who signed the data-processing agreement.
- **Approval** exists as a single level with a limit.

## Price, when they ask for a line-by-line

| A year, 24,000 invoices, EUR 30 m spend | Veltrapay | We (Professional) |
|---|---|---|
| Licence | 0 | 38,400 |
| Supplier fee coming back in prices (a quarter of 2.4 % on a third of the spend) | 60,000 | 0 |
| Clerks for card exceptions (0.6 FTE) | 31,000 | 0 |
| **Sum** | **91,000** | **38,400** |

Show the sum with *their* spend. Never with ours.

## Lost-deal note, May 2026

We lost Pellworth Catering to them since we argued fraud features while the owner wanted no new invoice on his desk.
Listen to the debrief in *Call Transcripts*.
"""

CHEAT_PROCUREMENT = """# Procurement and legal: what they say, what to do

*Objection cheat sheet, internal. Keep it on the second screen.*

## "We need three comparable offers."

They do; it is policy, not doubt. Don't fight the process, furnish it. Send the feature comparison for buyers and the
RFP checklist so that all three offers are measured on the same lines, ours included. Ask: *"Which line will decide?"*

## "Your paper or ours?"

Ours for the DPA (pre-signed, saves three weeks). Theirs for the frame contract if annual value is above EUR 60,000.
Between: ours, with their purchasing terms as an annex that ranks second.

## "Legal has 31 comments on liability."

Thirty are the same comment. Fallbacks you may offer without asking: cap at 12 months' fees, double cap for data
protection, no cap for intent and gross negligence. Anything above: Dafydd's template mail to counsel, same day.

## "We can only buy under the framework agreement."

Universitat Vallclara signed under one in **five weeks** and the tender passed without objections. Send the case study
to the *procurement* person, not the finance person. Public buyers in Denmark and Spain: check the framework list first.

## "We'll put it out to tender in spring."

Offer to write nothing (we must not), but give the checklist. Specifications that ask for "templates per supplier" come
from SumLedger's drawer. Ask politely why a template is needed when the result is what counts.

## "Your price has to come down 20 % or I can't sign."

Never give without getting. Trade list: three-year term (setup credited), annual in advance, reference call, start this
quarter. Above 12 % ask the sales director; above 20 % the CFO. See the approval matrix.

## "The supplier code of conduct must be signed."

Yes. Sign it. It takes four minutes, and we have lost six weeks over it once.
"""

CHEAT_IT_CAPACITY = """---
title: IT has no capacity
kind: objection sheet
audience: internal
objections: [integration, timing]
---

# "IT is booked solid until autumn"

Other words for the same thing: *our developers are on the S/4 migration · no project slots · we've a change freeze · the
ERP partner quotes 60 days · "not another interface"*.

## What is behind it

IT has been burned. Someone in the business signed something and IT learned of it from a calendar invitation. The sentence
is about respect first and hours second.

## First question

> "If it were five days of your time in total and you could choose which five, what would still be in the way?"

Then write down what they say. Half the time it is not capacity: it is the service user, the firewall, or a
consultant who owns the ERP's customising.

## Answer, in their numbers

| Task | Who | Days |
|---|---|---|
| Service user, roles | ERP admin | 0.5 |
| Agent or API access, network | IT operations | 1 |
| Field mapping (a table, no code) | ERP admin + ours | 1.5 |
| Single sign-on | IT security | 0.5 |
| Test in the test company | Finance, not IT | 1 |

**3 to 5 days, over six weeks.** Norrvik Freight's IT wrote down 4.25.

## If they say "we're in the middle of the ERP migration"

Best moment, not the worst. The connector can sit on old and new at once, entity by entity. Fewer open invoices to
migrate, clean supplier master. Don't promise less work; promise that it isn't *their* work.

## If the ERP partner quotes 60 days

Ask for the list. It is for building an interface. We bring the interface. Get the partner, the customer and our
integration engineer on one call of 40 minutes; Linnea has the agenda.

## Never say

"It's plug and play." They stop believing the rest.
"""

CHEAT_CHEAPER = """# A competitor is cheaper. Now what?

First find out *which* sentence you heard. They need different answers.

1. **"X is half your price"**: a comparison. → show what the half leaves out.
2. **"We haven't got that kind of money"**: a budget. → timing, quarterly payment, Essentials as a first step.
3. **"I don't see what I'd get for it"**: value. → ROI study, 500-invoice test.
4. **"My boss will ask why not the cheap one"**: authority. → arm the champion, don't argue with the boss.

## The numbers you may say out loud

| Offer | List price | What a buyer with 2,400 invoices a month pays in the end, a year |
|---|---|---|
| Billmoor | EUR 390 a month + users | 4,680 + 24 users x 336 + 1.3 clerks = about 77,000 |
| Veltrapay | "free" | fee comes back through suppliers: 40,000 to 90,000 |
| SumLedger | paid for | server, two part-time keyers, templates: about 68,000 |
| Orsavo | EUR 1,150 a month | 13,800 + correction work; no figures we could defend, so say none |
| Quillstone | EUR 9,000 a month | plus partner fees, about twice the licence |
| **Ledgerlark Professional** | **EUR 3,200 a month** | **38,400 + 9,500 once** |

Cost per invoice fell from EUR 11.80 to 2.90 (median of 118 customers, measured 2025). Payback: 9 months median.

## Lines that worked

- "You are comparing a price with a price. May I show you a cost with a cost?" *(Tobias, Karsten Antriebe)*
- "If the cheap one does all you need, buy it, and I'll ring in a year." *(Jonah; Tidemark rang after nine months.)*
- "What would it have to do for the difference to be small?" *(Aude)*

## Lines that didn't

- "You get what you pay for."
- Any discount in the same mail as the answer.

## Send

Tidemark Cloud (left Billmoor), the ROI study, the competitor comparison for buyers. Do **not** send this sheet.
"""

PLAYBOOK_PROCUREMENT_LATE = """# Play: procurement joins in week nine

You have a champion, a demo everyone liked, a price the CFO nodded at. Then a stranger writes: "I have taken over the
commercial side of this process."

## What has really happened

Nothing bad. Somebody asked for a purchase requisition. From here three clocks run: legal, security, commercial. They
used to run one after another. Your work is to run them side by side.

## The first call (20 minutes)

1. Congratulate, don't defend. "Good, then it's getting serious."
2. Ask for the calendar: board dates, signature limits, holiday of counsel.
3. Ask what *they* are measured on. Savings against first offer? Supplier count? Risk? Each wants a different gift.
4. Offer the closing plan: a page with dates, both sides' names, and what happens if a date slips.

## Gifts, by what they are measured on

| Measured on | Give | Not |
|---|---|---|
| Savings | setup credit for three years, early signature | licence discount first |
| Risk | DPA pre-signed, security spreadsheet, SLA | "all our customers accept it" |
| Speed | our redlines on their paper in 48 hours | a call to discuss the call |
| Supplier count | nothing. Bring the CFO back in | a bundle |

## Walk-away

Below the floor in the approval matrix, or a most-favoured-customer clause. Say so calmly, with your director on copy.

## Seen in the wild

Corvane Mutual: 214 security questions in 12 days, in parallel with legal. It closed a quarter early because Aude had
started the questionnaire before anyone asked for it.
"""

PLAYBOOK_CHAMPION = """---
title: "Play: arm the champion who cannot decide alone"
owner: Dafydd Price
audience: internal
tags: authority, champion, decision
---

# "I love it, but it isn't my decision"

Take the sentence literally. She is telling you the sale will be made in a room you are not in, by her, in four minutes,
between a leasing contract and the Christmas party.

## Make those four minutes

- **One page, her logo.** Problem in *her* numbers, cost of another year, what it takes from IT, what happens if it
  fails. Use the memo template; delete our adjectives.
- **The three questions the boss will ask.** Rehearse them: *Why now? Why them? What if we do nothing?*
- **A person like the boss.** CFO to CFO. The CFO of Brennan & Doyle takes two calls a quarter; book through Saoirse.

## Signs that your champion isn't one

She never brought you anyone. She forwards but does not comment. She says "we" about the vendor and "they" about her own
company. Then you have a coach; go find the champion.

## Getting to the boss without going round her

> "Would it help if our finance director wrote to yours, two lines, no pitch?"

Never ring behind her back. One rep did, in March; the deal and the contact are gone.

## Timeline that works

| Day | |
|---|---|
| 0 | "I'd have to convince X" is said. Ask what convinced X the last time |
| 2 | Draft memo to her, incomplete on purpose. She fills the gaps; now it's hers |
| 6 | Rehearsal, 25 minutes. You play the boss, badly tempered |
| 10 | The room. You are reachable and silent |
| 11 | Ring *her* first, whatever the outcome |
"""

DISCOVERY_QUESTIONS = """# Discovery questions that earned their place

Collected from 60 recorded calls in 2025 and 2026. Struck out: all that can be looked up.

## Start

- What made you take this call *this* week?
- Walk me through the last invoice that went wrong.
- Who finds out first when a supplier isn't paid?

## Size of the pain

- How many invoices a month, and how many have an order?
- On which working day do you close? What are you waiting for on the day before?
- How many reminders did you get last month? *(If nobody knows: that's the answer.)*
- What did you do the last time an invoice was paid twice?
- Of the discounts you were offered last year, which share did you take?

## The people

- Which approver would be the hardest to win? May we take that one for the pilot?
- Who keyed invoices before the person who keys them now?
- If this works, what will your two best people do instead?

## Status quo, gently

- What happens if you leave everything as it is until 2028?
- SumLedger users: who restarts the server?
- You have looked at this before. What stopped it?

## Way to a decision

- Who has signed something like this before, and what annoyed them about it?
- Whose budget would it come from? Whose would it *save*?
- What must IT, security and the works council have seen before they relax?
- If the answer is yes, by which date must the first invoice be live for it to count this year?

## Last question of every call

What should I have asked?
"""

INTERNAL_NOTES = (
    ("Battle Cards (INTERNAL)/quick card Orsavo.md", QUICK_CARD_ORSAVO),
    ("Battle Cards (INTERNAL)/quick-card-veltrapay.md", QUICK_CARD_VELTRAPAY),
    ("Objection Handling/procurement + legal cheat sheet.md", CHEAT_PROCUREMENT),
    ("Objection Handling/IT has no capacity.md", CHEAT_IT_CAPACITY),
    ("Objection Handling/competitor is cheaper.md", CHEAT_CHEAPER),
    ("Personas and Playbooks/play - procurement joins late.md", PLAYBOOK_PROCUREMENT_LATE),
    ("Personas and Playbooks/play - arm the champion.md", PLAYBOOK_CHAMPION),
    ("Personas and Playbooks/discovery questions.md", DISCOVERY_QUESTIONS),
)
