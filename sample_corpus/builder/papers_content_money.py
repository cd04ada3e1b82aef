"""The papers that speak of money: price list, study of 118 customers, buy or build, and the yearly value report."""

from sample_corpus.builder.papers_pages import Paper
from sample_corpus.builder.papers_properties import Properties

PRICE_LIST = Paper(
    path="Pricing and ROI/Ledgerlark price list 2026.pdf",
    look="band",
    kicker="Price list - valid from 1 January 2026",
    title="Three plans, no seats to count",
    standfirst="Everybody in your company may approve an invoice, look one up or ask a question. The price follows invoices, "
    "not people.",
    foot="Ledgerlark price list 2026 - all prices in euro without VAT",
    properties=Properties(
        title="Ledgerlark price list 2026",
        created="2025-11-26",
        modified="2026-01-05",
        subject="Prices and rules 2026, external",
        keywords="price list, pricing, Essentials, Professional, Enterprise, overage, setup fee",
    ),
    body="""
# Plans

| | Essentials | Professional | Enterprise |
| **Price a month** | **EUR 1,600** | **EUR 3,200** | **from EUR 6,100** |
| Invoices a month included | 1,500 | 5,000 | by agreement |
| Companies (entities) | 2 | 10 | unlimited |
| Capture, Approve | yes | yes | yes |
| Match, Insight | - | yes | yes |
| Pay | - | option | yes |
| ERP connectors included | 1 | 2 | unlimited |
| Single sign-on, SCIM | - | option | yes |
| Choice of region | - | - | Frankfurt, Dublin or Montreal |
| Support | business hours | business hours | follow-the-sun, named success manager |

# What else there is to know

- **Users:** unlimited in all plans. There is no price for an approver, now or later.
- **Setup:** a fixed EUR 9,500. With a three-year term it is credited in full against the fee.
- **More invoices than included:** EUR 0.45 each, settled once a year. Nothing is ever switched off because of a busy month.
- **Fewer invoices than included:** what is not used in a quiet month counts in a busy one of the same year.
- **Payment:** annually in advance, or quarterly at an addition of 3 %.
- **Term:** one or three years. The price of a three-year term is fixed for the three years.
- **After the term:** rises are limited to the consumer price index of the euro area.

# Options

| Option | For | Price a month |
| Additional connector | Essentials, Professional | EUR 240 |
| Pay | Professional | EUR 650 |
| Single sign-on and SCIM | Professional | EUR 280 |
| Sandbox tenant | all | EUR 350 |
| Validation pack for GxP | Professional (Enterprise: included) | EUR 420 |
| Follow-the-sun support | Professional | EUR 500 |

# Three sums, so that you need not do them

| Example | Plan | First year, one-year term | Per invoice |
| Engineering firm, 1,200 invoices a month, 2 companies | Essentials | EUR 28,700 with setup | EUR 1.33 from the second year |
| Wholesaler, 4,600 invoices a month, 6 companies | Professional | EUR 47,900 with setup | EUR 0.70 from the second year |
| Hospital group, 14,000 invoices a month, 6 sites | Enterprise | by offer, from EUR 82,700 with setup | from EUR 0.44 |

For comparison: what an invoice costs when handled by hand was EUR 11.80 in the median of the 118 customers that we measured in 2025, including the
time of those who approve. With Ledgerlark it was EUR 2.90, **our fee included**.

!note Not in this list, because it does not exist | Fees per user. Fees per approval. Fees for support by telephone. Fees for exporting your own data, during
the contract or at its end. A percentage of what you pay to suppliers.

!small Prices for customers in the euro area, without VAT. Lists in GBP, CHF and CAD on request. Offers in writing are valid for 60 days and
take precedence over this list. Ledgerlark, January 2026.
""",
)

ROI_STUDY = Paper(
    path="Pricing and ROI/ROI study 2025 - 118 customers measured.pdf",
    look="cover",
    kicker="Study",
    title="118 customers, measured",
    standfirst="What an invoice cost before, what it costs now, how long it took to pay back, and where it did not work as "
    "hoped. With the method, so that you can repeat it.",
    foot="Ledgerlark ROI study, published November 2025",
    properties=Properties(
        title="118 customers measured: the return on accounts-payable automation",
        created="2025-11-03",
        modified="2025-11-28",
        author="Petra Holm",
        subject="ROI study 2025",
        keywords="ROI, payback, cost per invoice, proof, business case, study, benchmark",
    ),
    body="""
# The result on one page

In 2025 we measured what a supplier invoice costs at 118 of our customers: before the change, from their own records, and at least six months after
it. These are not estimates by salespeople. The controllers of the customers signed the sheets.

!figures EUR 11.80 | median cost of an invoice before || EUR 2.90 | median cost now, our fee included || 9 months | median payback ||
71 % | posted without a human touch after six months

Three further findings, which we did not expect:

- The largest single item is not keying. It is **waiting and asking**: 38 % of the cost before lies in questions between accounts and approvers.
- The size of a company explains little. The share of invoices *with a purchase order* explains a lot.
- Eleven of the 118 did not reach their own goal. Chapter 7 is about them.

> It pays its own bill by March.
> -- CFO, Brennan & Doyle Foods

# 1 Who was measured

We asked all customers who had been live for at least six months on 1 January 2025 and had records from the time before. 163 were eligible, 131 took part, 118
returned sheets signed by a controller. We used all 118, also the poor ones.

| Group | Customers | Invoices a month (median) | Countries |
| 200 to 500 staff | 34 | 1,300 | 11 |
| 501 to 1,500 staff | 47 | 3,400 | 14 |
| 1,501 to 5,000 staff | 37 | 9,800 | 13 |
| All | 118 | 3,600 | 17 |

| Industry | Customers |
| Manufacturing and food | 31 |
| Services, software, legal | 24 |
| Health care and life sciences | 17 |
| Retail and hospitality | 16 |
| Public sector, education, non-profit | 14 |
| Logistics and construction | 11 |
| Energy, insurance, other | 5 |

# 2 What we counted

A study which counts only what is flattering convinces no controller. So we wrote down beforehand what belongs to the cost of an invoice:

1. Time of accounts payable: opening, keying, matching, filing, asking, payment run.
2. Time of approvers and their assistants, at their own rates.
3. Software, scanning, paper, storage, post. **Our own fee is part of the cost after.**
4. Late-payment interest, missed discounts, duplicate payments not recovered.
5. A share of IT, by hours.

Not counted: benefits in working capital, the better mood of suppliers, audit fees, anything that would have required a guess.

!note How to measure it yourself | Take one hundred invoices at random from last quarter. Let everybody who touches one write down minutes, for two weeks.
Multiply by rates from your payroll. In our experience, two people need three days. Our calculator (xlsx) has the sheet.

# 3 From 11.80 to 2.90

!bars Cost of an invoice before, EUR, median of each component || Questions and waiting = 4.5 || Keying and filing = 3.1 || Approvers' time = 1.9 || Matching = 1.2 || Errors, interest, lost discounts = 0.7 || Software and paper = 0.4

Keying is what everyone sees, because there is a person with a keyboard. But an invoice that is keyed in three minutes waits for eleven days, and
in these days it is searched for, asked about, printed again, and twice in a hundred times paid again.

!bars Cost of an invoice after, EUR, median of each component || Questions and waiting = 0.7 || Keying and filing = 0.5 || Approvers' time = 0.5 || Matching = 0.2 || Errors, interest, lost discounts = 0.1 || Software (our fee) and IT = 0.9

Software is now the largest item, and we print it at the bottom all the same. It is the part of the bill that you see; the other parts you had been paying
without a bill.

| Per cent of customers | Cost after, EUR an invoice |
| best tenth | below 1.70 |
| best quarter | below 2.20 |
| median | 2.90 |
| worst quarter | above 4.10 |
| worst tenth | above 6.30 |

# 4 How long until it has paid for itself

The median is 9 months. We count from the first payment to us, not from go-live, and set against it only savings that the controller recognised: posts not filled again, hours of temporary
staff, overtime, interest, discounts taken. An hour "set free" that went nowhere in particular was counted as nought. This is harsh, and it is the way in which a finance
committee will count.

!columns Customers by months until payback || to 6 = 23 || 7-8 = 29 || 9-10 = 27 || 11-12 = 18 || 13-18 = 14 || longer = 7

| Where savings came from | Share of all recognised savings |
| Posts not refilled, or moved to other work | 46 % |
| Early-payment discounts | 21 % |
| Temporary staff and overtime | 14 % |
| Duplicates and overpayments avoided | 11 % |
| Interest, paper, storage, old software | 8 % |

Six named customers show the range:

| Customer | What changed | Payback |
| St. Aldric Hospital Group | duplicates from 212 a year to 3; EUR 13.40 to EUR 3.10 an invoice | 8 months |
| Brennan & Doyle Foods | EUR 412,000 of discounts in the first year, against 38,000 | first quarter |
| Karsten Antriebe | SumLedger server and 9,000 templates retired, keyers moved on | 10 months |
| Ostermann Markets | upkeep of an own tool, EUR 260,000 a year, ended | second quarter |
| Haldane Civil | GBP 1.9 m of overpaid retentions recovered | first quarter |
| Norrvik Freight | close of the month in 4 days instead of 11 | 11 months |

# 5 What makes the difference

We compared the best quarter with the worst. Four things stand out; three can be decided before the first day.

## Purchase orders

Where more than 70 % of invoices carry an order, 79 % are posted untouched. Where it is less than 30 %, only 54 %. Customers who
made "no order, no payment" a rule for ten large suppliers gained twelve points within a quarter.

## Approvers by mail

Customers who let people approve from mail and phone need a median of 9 hours for an approval; those who ask them to log in need 61.

## Few rules

The best quarter has a median of 14 approval rules, the worst 63. Nobody regretted having thrown rules away.

## Speed of introduction

Median from signature to first live invoice: 6 weeks. Those who needed more than twelve weeks ended up, a year later, with nearly the same
touchless rate. They had only paid longer for two processes.

# 6 The same figures by size and by starting point

Small companies ask whether the figures of large ones hold for them, and the other way round. Both halves of the question can be answered from the sheets.

| Group | Before, EUR | Now, EUR | Touchless | Payback, months |
| 200 to 500 staff | 12.60 | 3.40 | 69 % | 11 |
| 501 to 1,500 staff | 11.70 | 2.80 | 72 % | 9 |
| 1,501 to 5,000 staff | 11.20 | 2.60 | 71 % | 8 |

Small companies pay more for an invoice on both sides of the change, since the fee is spread over fewer of them. They still come out ahead within a year. What differs is the source of the
savings: below 500 staff, it is nearly always one agency contract or one post that is not refilled; above 1,500 it is discounts and duplicates.

| Came from | Customers | Before, EUR | Payback, months |
| Paper and mail, no tool | 49 | 13.10 | 8 |
| Scan software on an own server | 31 | 11.20 | 10 |
| Small-business bill-pay tool | 12 | 10.40 | 9 |
| Module of a procurement suite | 9 | 12.20 | 7 |
| Own development | 8 | 12.90 | 6 |
| Workflow inside the ERP | 9 | 9.30 | 13 |

The last line is a fair warning. Whoever has a well-kept workflow in the ERP already has a good part of the benefit, and should look twice at the business case. We say so in the first meeting, and in 2025 we advised
five interested companies to wait.

!bars Months until payback, median, by starting point || Workflow inside the ERP = 13 || Scan software = 10 || Bill-pay tool = 9 || Paper and mail = 8 || Suite module = 7 || Own development = 6

# 7 The eleven who fell short

Nine per cent did not reach the goal which they had set themselves in the business case. We asked why, and they allowed us to print the answers.

| Reason | Customers | What happened next |
| Savings in hours were real but nobody used them | 4 | Two have since merged teams; payback after 16 and 19 months |
| Old process kept in parallel for "safety" | 3 | Ended after a review; touchless up 20 points in one quarter |
| Volume fell by half (sale of a business) | 2 | Changed to the smaller plan |
| Suppliers sent photos taken by phone, no mail, no orders | 1 | Supplier campaign; now 58 % touchless |
| ERP changed in the middle of the project | 1 | Second introduction, at our cost for the connector |

The lesson which we draw: the sum is right only if somebody *does* something with the time. Decide before signing which post will not be refilled, which
agency contract ends, and on what date. If nobody wants to write this down, then do not count it.

# 8 What doing nothing costs

For a company with 3,600 invoices a month, the median of the study, one month of delay costs the difference between two
processes: 3,600 times EUR 8.90, or about EUR 32,000 in full cost. By the strict way of counting in chapter 4, a good third of it, some EUR 11,500,
would be recognised by a controller. Both figures are printed, so that you may choose the one which your committee believes.

!bars Recognised cost of waiting, 3,600 invoices a month, EUR thousand || one quarter = 34.5 || two quarters = 69 || one budget year = 138

# 9 Make it your own

1. Fill in the calculator with your volume, rates and share of orders. It uses the quartiles of this study, and shows the worst quarter beside the median.
2. Strike out everything your controller does not recognise.
3. Ask for two customers of your size and industry, one from the upper and one from the lower half. We arrange both calls.
4. Agree before signing on what will be measured after six months, and by whom. We do it with you, free of charge.

!note Limits of this study | Customers who stayed took part; those who left (3 % of revenue in 2025) did not. Records from before were of different quality. The
measurement was accompanied by Ledgerlark and signed by the customers, but not audited by a third party. Anonymised data of all 118
sheets are available to prospective customers on request.
""",
)

BUY_OR_BUILD = Paper(
    path="Pricing and ROI/Buy or build an AP tool - total cost comparison.pdf",
    look="essay",
    tint="ink",
    kicker="White paper - for CIOs and finance directors",
    title="Buy or build an AP tool?",
    standfirst="Your developers say that they could do this in a quarter. They are right about the quarter. This paper is about the "
    "nineteen quarters after it.",
    foot="Ledgerlark white paper: buy or build - 2026",
    properties=Properties(
        title="Buy or build an AP tool: a total cost comparison",
        created="2026-03-09",
        modified="2026-03-30",
        subject="Total cost of ownership, own development",
        keywords="build vs buy, in-house, TCO, developers, low-code, maintenance",
    ),
    body="""
# The honest case for building

We sell software, so you should expect us to be against making it. Let us begin with what speaks for it.

You know your process. You have a platform team that has built harder things. Reading documents has become a service you can call: a few lines of code, a
credit card, and a demonstration by Friday which reads your invoice better than the tool you were shown last year. No vendor, no contract, no data
leaving the house. And an own tool will fit the odd corner of your company that no product fits.

All of this is true. If your case is one document type, one ERP, fewer than 300 invoices a month, and no auditor who will ask, build it. You will be happy.

# What the prototype does not contain

A demonstration reads an invoice. A payables system is the other nine tenths. We took the change log of an own tool, with the permission
of Ostermann Markets, and sorted six years of work by purpose.

!bars Six years of work on an own invoice tool, person-days by purpose || Reading invoices = 190 || Exceptions, corrections, credit notes = 540 || Approval rules, deputies, absences = 410 || ERP changes and month-end = 470 || Audit trail, access, retention = 260 || Tax and e-invoice formats = 330 || Operation, upgrades, support = 620

Reading was 190 days out of 2,820: seven per cent. It was also the only part that the developers had enjoyed.

## The tail of exceptions

A credit note for half of an order that was received in two parts and invoiced in a third. A supplier that changes its name between order and invoice. A
prepayment. A retention. Each is rare. Together they are a third of all invoices, and each one that your tool cannot handle lands on a person with a spreadsheet.

## The law does not wait for your sprint

Structured e-invoices have become or will become mandatory in most of the countries where mid-sized companies trade, each with its own format, its own validation and its own
date. A product spreads this work over 640 customers. You would do it for one.

## The auditor

"Who approved this, under which limit, and who could have changed the limit?" An own tool must answer for seven to ten years, including the years in which its authors
are no longer with you.

# The sum over five years

The following is for a company with 4,000 invoices a month, five companies, one ERP. Own rates EUR 620 a person-day, including all on-costs. Change the figures; the
calculator is open.

| Cost, EUR | Year 1 | Year 2 | Year 3 | Year 4 | Year 5 | Sum |
| **Build:** first version, 260 days | 161,200 | - | - | - | - | 161,200 |
| Further development and exceptions | 37,200 | 111,600 | 99,200 | 99,200 | 99,200 | 446,400 |
| Operation and support, 0.5 post | 31,000 | 68,200 | 68,200 | 68,200 | 68,200 | 303,800 |
| Reading service, hosting, tools | 19,000 | 24,000 | 24,000 | 26,000 | 26,000 | 119,000 |
| Formats, tax, audits | 12,400 | 37,200 | 37,200 | 31,000 | 31,000 | 148,800 |
| **Build, sum** | 260,800 | 241,000 | 228,600 | 224,400 | 224,400 | **1,179,200** |
| **Buy:** Professional, list price | 38,400 | 38,400 | 38,400 | 39,600 | 39,600 | 194,400 |
| Setup (credited against a three-year term) | 9,500 | - | -9,500 | - | - | - |
| Own work: project, then 0.1 post | 24,800 | 13,600 | 13,600 | 13,600 | 13,600 | 79,200 |
| **Buy, sum** | 72,700 | 52,000 | 42,500 | 53,200 | 53,200 | **273,600** |

Even if your developers need half of what Ostermann's needed, building costs more than twice as much. And the sum leaves out the item that weighs most: what the same people would otherwise
have made for your customers.

> We are grocers, not a software house.
> -- CIO, Ostermann Markets

# What happened at Ostermann Markets

Ostermann, 212 food stores in Austria, built its own tool in 2017. It was a good tool, and it was kept alive by two developers. In one spring both resigned, for reasons that had nothing to do with
invoices. The successors needed four months to be able to release a change. The cost of upkeep at that time: EUR 260,000 a year. The tool was switched off seven weeks
after the contract with us had been signed; 6 years of images moved with it. One of the successors now works on the ordering app for customers.

# "But now we have language models and low-code"

Both make the first version cheaper. Neither changes the nineteen quarters.

**Language models** read well and explain badly. If a model codes an invoice to the wrong cost centre, an auditor will ask why it did so and why it did otherwise
in March. You need thresholds, a record of every decision, a test set, and someone who notices that quality fell after the provider changed its model. We know, since we do it.

**Low-code platforms** move the work from developers to the one colleague in finance who understood the platform. Ask what happens in her parental leave.

# Six questions for your own meeting

1. Who owns it in year four, by name? And who is that person's deputy?
2. What will *not* be built by the people who build this?
3. Which exceptions stay outside, and who handles them?
4. How do we prove an approval from seven years ago?
5. What does the next e-invoice format cost us, and who watches for it?
6. How would we get out?

If the answers are good, build. If there is silence at question one, buy, from us or from somebody else.

# A middle way

Nobody has to choose between everything and nothing. The programming interface of Ledgerlark covers all objects, and a third of our Enterprise customers have built something on it: a supplier page in
their own design, a coding model trained on their own data, a link to a home-grown contract register. Build what makes you different. Buy what must merely be right.
""",
)

VALUE_REPORT = Paper(
    path="Onboarding and Renewals/Annual customer value report - template.pdf",
    look="band",
    kicker="Annual value report - [customer] - [year]",
    title="What Ledgerlark did for you this year",
    standfirst="Prepared by your success manager with figures from your own tenant. Please check them; they are yours.",
    foot="Annual value report - for [customer] only",
    properties=Properties(
        title="Annual customer value report (template)",
        created="2025-09-15",
        modified="2026-02-24",
        author="Tobias Renn",
        subject="Renewal, customer success",
        keywords="value report, renewal, customer success, QBR, template",
    ),
    body="""
!figures [00,000] | invoices handled || [00] % | posted without a touch (last year [00] %) || EUR [0.00] | cost of an invoice || EUR [000,000] | net benefit recognised

# 1 The year in five lines

- In [month] you went live with [companies]; since then [n] companies use Ledgerlark.
- [00] % of invoices are posted without a touch. The median of our customers after six months is 71 %.
- An approval takes [n] hours. The slowest cost centre is [name], the fastest [name].
- [n] duplicates worth EUR [n] were stopped before payment.
- Support answered your [n] questions within [n] minutes (median of all customers: 22).

# 2 Against the goals that we set together

Fill in from the business case signed on [date]. Do not leave out goals that were missed: customers know, and the talk is better if we say it first.

| Goal | Agreed | Reached | Comment |
| Cost of an invoice | EUR 3.50 | EUR [0.00] | |
| Touchless after six months | 65 % | [00] % | |
| Payback | 10 months | [n] months | |
| Discounts taken | EUR [n] | EUR [n] | |
| Invoices paid in time | 95 % | [00] % | |

# 3 Benefit recognised by your controller

| Source | EUR | Evidence |
| Posts not refilled or moved to other work | [n] | HR plan, page [n] |
| Early-payment discounts | [n] | Insight, report "Discounts" |
| Duplicates and overpayments avoided | [n] | Insight, report "Alerts" |
| Temporary staff and overtime | [n] | cost centre report |
| Old software, paper, storage | [n] | contract ended on [date] |
| **Sum** | **[n]** | |
| Our fee | -[n] | invoice [number] |
| **Net** | **[n]** | |

!columns Example: touchless rate by quarter, per cent || Q1 = 48 || Q2 = 63 || Q3 = 70 || Q4 = 74

# 4 What we owe you

List open points honestly: tickets older than 30 days, promised features with the date on which they come, incidents in the year and what was done about them.

| Open point | Since | Owner | Date |
| [text] | [date] | [name] | [date] |

# 5 Where the next ten points are

Choose at most three. Each with the effort on the customer's side.

1. **No order, no payment** for the ten suppliers with the most unmatched invoices. Effort: one letter. Gain: up to twelve points.
2. **Bank-detail checks** before each payment run (Pay). Effort: two days. Gain: sleep.
3. **Discount calendar.** Effort: one decision by treasury on the rate at which cash is worth more than a discount.
4. **Throwing rules away.** Effort: half a day with us. Gain: hours to approval.

# 6 The coming year

| Quarter | What we will do | What you will do |
| Q1 | Review of rules, new value baseline | Name a deputy administrator |
| Q2 | [company] joins | Redirect supplier mail |
| Q3 | [country] e-invoice format | Test with three suppliers |
| Q4 | Value report, talk about the term | Invite your CFO |

!note Renewal | Your term ends on [date]. Under the price list the rise is limited to the consumer price index of the euro area. A three-year term fixes the price for three years. Nothing needs to be
decided in this meeting.
""",
)

MONEY_PAPERS = (PRICE_LIST, ROI_STUDY, BUY_OR_BUILD, VALUE_REPORT)
