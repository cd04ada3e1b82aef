"""Markdown notes that may be sent: a case study, release notes, a newsletter, a glossary, how the pricing works."""

OPEN_HARBOUR = """---
title: Open Harbour Relief – every euro tells where it came from
kind: case study
industry: non-profit
audience: external
owner: Linnea Strand
---

# One in ten

An auditor who works for donors does not ask whether your books are right. He draws a number, opens the folder and asks:
*this invoice, EUR 312 for water tanks, which grant paid for it, and who said so?* He does that with one invoice in ten.

Open Harbour Relief in Bergen has 620 staff, operations in nine countries and 41 grants open at any time, each with its
own eligible costs, its own end date, its own idea of what a receipt is. For six weeks every spring, the finance office
did nothing but find paper.

## "Surely every tool needs an accountant for this"

The Grants Manager had heard four vendors. All could read invoices. None had a place for a grant. "They offered me a
free text field and were proud of it," she says. Her list of doubts had three lines:

1. A charity pays for software from unrestricted money, the scarcest there is. It has to pay back *within* the year.
2. Coding to a grant is judgement. Wrong is worse than empty.
3. Field offices have a phone and two bars of reception.

## What was done

Grants, budget lines and end dates were loaded from Xledger as a dimension of their own. For each invoice Ledgerlark AP
suggests a grant from supplier, place, text and what is left on the line, and says why: *"Same supplier and place as 14
earlier invoices on grant 2207; EUR 18,400 left; ends 30 June."* On **88 % of invoices** there is a suggestion. On the
rest the field stays empty and asks. A suggestion after the end date of a grant is never made.

Field coordinators approve from the mail. The picture is small enough for two bars.

## After the first spring

| | Before | After |
|---|---|---|
| Audit preparation | 6 weeks | 8 days |
| Invoices with a grant suggested | 0 | 88 % |
| Costs refused by a donor | 2 % of claims | none so far |

> "Every euro now tells where it came from." — Grants Manager

The plan in use is Essentials, with the grant dimension as a set-up item. The fee was recovered by the unrestricted hours
alone: five and a half weeks of four people.
"""

RELEASE_NOTES = """# Release notes 2026.3 (September 2026)

Rolled out 14 to 18 September, region by region. Nothing for you to install. Items marked ⚙ are off until an admin
switches them on.

## New

- **KSeF FA(3) and Factur-X 1.07** are read natively, with a readable picture for the approver.
- ⚙ **Payee confirmation** before the payment run (Pay): the bank is asked whether name and account belong together.
- **"Try this rule"** in Approve: any approval rule can be run against the last twelve months before it goes live.
- **Grant dimension** with end dates, for charities and universities.
- Connector no. 34: **Elite 3E**, now certified after two years of use at law firms.

## Better

- Three-way matching waits for late goods receipts (up to ten days, per plant) before it asks anybody.
- Line items over page breaks: errors down by a third on invoices above five pages.
- Approval mails are readable in dark mode. We apologise to everyone who approved a black rectangle.
- Exports of the access log in OCSF for your SIEM.

## Fixed

- A credit note with a positive sign and the word "Storno" was matched as an invoice. No wrong payment resulted; the
  eleven affected customers were told in July.
- Tolerances in percent ignored price units other than 1.
- Deputies kept their deputy's deputy.

## Going away

- TLS 1.2 for the agent on 31 March 2027. The admin page lists agents that still use it.
- The old report "Invoices by clerk". Works councils never liked it, and neither did we.

## Coming in 2026.4

Retention and stage payments for Dynamics 365; approval in Portuguese (Brazil).

Questions: your success manager, or support. Median first answer 22 minutes in business hours.
"""

NEWSLETTER = """# The Lark's Letter · Autumn 2026

*For customers. Four times a year, never longer than a coffee.*

Dear finance people,

**Year-end is eleven weeks away.** Three things you can do this week that take an hour and save a day in January:

1. *Insight → Accruals → Open receipts.* Invoices that will come, for goods you already have. Export, book, done.
2. Put deputies in for Christmas now. In 2025, 38 % of all late December approvals hung on one person's ski holiday.
3. Run the duplicates check over the whole year, not the month. St. Aldric does this each quarter and found three.
   (They used to find 212. They send the screenshot to everyone.)

**How do you compare?** Among all customers the median is 71 % of invoices posted untouched after six months. If you are
below 60 %, it is almost always one of: orders without receipts, a tolerance of zero, or one department. Your success
manager has the list for your company and will look through it with you in 45 minutes. No charge, no sales talk.

**What others do.** Karsten Antriebe's former keyers now look after new suppliers: one form, bank details verified, first
invoice right. Time per new supplier fell from four days to one. They are willing to show how on 12 November, 15:00, as
a video call for customers only.

**New connectors on your licence.** Going to S/4HANA or NetSuite next year? The change of connector costs nothing. Tell
us two months ahead, and we test against *your* system.

**Add-ons people ask about.** Professional customers can try Pay in their own company for 60 days. Brennan & Doyle took
EUR 412,000 of discounts in the first year, which is why we keep mentioning it.

**Renewing before March?** You will hear from us 120 days ahead with your usage, your savings and the new price, in that
order. Prices move with the consumer price index at most, and not at all within a three-year term.

Best wishes from a rainy office,
Petra Holm

*You receive this since you are an admin or a finance lead of a customer. One click and you won't.*
"""

GLOSSARY = """# Accounts payable in plain words

A glossary for people who have just been put on an invoice project.

**Cash discount (Skonto).** A reward for paying early, e.g. 2 % within 10 days. Over a year that is worth about 37 %.

**Coding.** Deciding which account and cost centre an invoice belongs to. Good tools suggest, people decide.

**Days payable outstanding (DPO).** How long you take to pay, on average. High is not always good: suppliers read it too.

**Duplicate.** The same invoice paid twice, usually once from the mail and once from paper. Rarely noticed by the
supplier.

**E-invoice.** A structured file (XML) that software can read without guessing. A PDF in a mail isn't one.

**Four-eyes principle.** The person who enters is not the person who releases.

**Goods receipt.** The storekeeper's note that the pallet arrived.

**Header and line items.** Header: who, when, how much. Lines: what, how many, at which price.

**Peppol.** A network that carries e-invoices as the post carries letters. Each company has an address in it.

**Retention.** Part of a construction invoice kept back until defects are mended. Often forgotten, in both directions.

**Reverse charge.** The buyer, not the seller, owes the VAT.

**Three-way match.** Order, receipt, invoice: do all three agree? *Two-way* leaves out the receipt.

**Tolerance.** How much difference is too small to bother a person with.

**Touchless rate.** Share of invoices posted without a human touch. Ask a vendor *of which invoices, and after how long*.

**Virtual card.** A card number for one payment. The supplier pays the fee, which tends to come back.

**ViDA.** The EU's package that makes cross-border e-invoicing a duty from July 2030.
"""

PRICING_EXPLAINED = """# How our pricing works, with nothing in the small print

**What do I pay?** A fee a month for a number of invoices. Essentials EUR 1,600 up to 1,500 invoices; Professional EUR
3,200 up to 5,000; Enterprise from EUR 6,100, any number of entities.

**And per user?** Nothing. Everybody may approve: 12 people or 1,200.

**Setup?** EUR 9,500, fixed, whichever plan. If you sign for three years, it is credited in full.

**What if we get more invoices than planned?** EUR 0.45 each, added up once a year. Nothing is ever switched off in
December because a number was reached.

**Isn't that a lot for reading PDFs?** Reading is the small part. In 2025 we measured 118 customers: an invoice cost them
EUR 11.80 to process before and EUR 2.90 now. At 1,500 invoices a month that is about EUR 160,000 a year, for EUR 19,200.
The median customer had its money back after nine months, setup and own hours included.

**Is there a discount?** For three years, and for volume above 10,000 invoices. Your sales contact will say what is
possible; the answer is the same for everyone of your size.

**How do we pay?** Annually in advance, or quarterly at plus 3 %.

**What if the budget for this year is gone?** Sign now, go live now, and receive the first invoice in your next fiscal
year. Ask for the spring start.

**What happens when we leave?** You get all invoices, pictures, approvals and logs as files, in an open format, within
ten days, free of charge. Nobody should stay because the door is heavy.

**What costs extra?** Pay, SSO and data residency are part of Enterprise; Professional customers can add Pay for EUR 650
a month and SSO for 280. One ERP connector is in Essentials, two are in Professional, any number in Enterprise; another one
is EUR 240, a sandbox EUR 350 a month. The API costs nothing in any plan.
"""

FIRST_90_DAYS = """# Your first 90 days live

For the person who is now "the one who knows the system". You didn't ask for it. Here is how others did it.

## Days 1–14: watch, don't tune

Leave all tolerances as they are. Write down every invoice someone touched and one word why. The list will have six
words on it. Those six are your project.

## Days 15–30: the loudest supplier

Take the supplier with the most touches. It is nearly always missing order numbers. Send them the two-line letter (it is
in the help pages, in nine languages). Two thirds comply within a month.

## Days 31–60: the approvers

Look at *Approve → Waiting time*. Move the sending hour for the slowest group. Give deputies to everyone who had none.
Resist league tables.

## Days 61–90: let go

Raise tolerances where you always said yes anyhow. *Try this rule* shows what would have passed. Switch on automatic
posting for recurring invoices: rent, leasing, telecom.

## What good looks like on day 90

| | Usual | Very good |
|---|---|---|
| Posted untouched | 48 % | 60 % |
| Approved within 3 days | 80 % | 93 % |
| Invoices older than 30 days without an owner | under 10 | 0 |

After six months the median is 71 %.

## When to call us

When a number falls two weeks in a row. When someone says "the system lost it" (it didn't, but we'd like to know where
they looked). Before an ERP upgrade, please, not after. Support answers within 22 minutes, median, in business hours.
"""

EXTERNAL_NOTES = (
    ("Case Studies/Open Harbour Relief.md", OPEN_HARBOUR),
    ("Product/release notes 2026.3.md", RELEASE_NOTES),
    ("Product/glossary-accounts-payable.md", GLOSSARY),
    ("Pricing and ROI/how our pricing works.md", PRICING_EXPLAINED),
    ("Onboarding and Renewals/customer newsletter autumn 2026.md", NEWSLETTER),
    ("Onboarding and Renewals/first 90 days live.md", FIRST_90_DAYS),
)
