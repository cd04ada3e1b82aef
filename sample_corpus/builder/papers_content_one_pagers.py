"""The one-pagers: two modules, two readers, one industry, and support."""

from sample_corpus.builder.papers_pages import Paper
from sample_corpus.builder.papers_properties import Properties

CAPTURE = Paper(
    path="One-Pagers/Capture - one pager.pdf",
    look="sheet",
    kicker="Ledgerlark AP - module Capture",
    title="From the mailbox to the ledger without retyping",
    standfirst="Mail, scan, EDI, portal, Peppol: every invoice ends in one queue, read, checked and explained.",
    foot="Ledgerlark Capture - 2026",
    properties=Properties(
        title="Capture one-pager",
        created="2025-12-01",
        modified="2026-02-16",
        subject="Product one-pager",
        keywords="capture, OCR, EDI, ZUGFeRD, Peppol, scan, line items, template",
    ),
    body="""
!figures 96 % | of header fields need no touch || 0 | templates to maintain

# What comes in

- Mails with PDF, picture or several invoices in one file
- Paper, through any scanner that can send mail
- Structured formats as data, not as pictures: Peppol BIS, XRechnung, ZUGFeRD, Factur-X, FatturaPA, KSeF
- EDI: EDIFACT INVOIC, ANSI X12 810
- Supplier portals, fetched with your credentials once an hour

# What goes out

A record of the invoice with header, lines, tax, bank details and order reference, checked against your master data *before* anybody sees it. If a field is doubtful it is shown in yellow beside the place in the picture from which it was taken. One key confirms, one corrects, and the correction is remembered for
that supplier.

# What it does not need

**No template per supplier.** A new layout is read on the first day.

**No keying centre.** Nobody outside your company ever types from your invoices.

**No guessing.** Each value has a source on the page. If there is none, the field stays empty, since an empty field costs seconds and an invented line costs a supplier.

# Long invoices

Tables over many pages, carried-over sums, lines which break in the middle: the reading is checked by arithmetic. If lines do not add up to the total, the invoice stops and shows where the gap is. Freight invoices with forty lines match untouched in 83 % of cases at Norrvik Freight.

# Also included

- Duplicates by number, amount, date and *similarity of picture*, across all companies
- Credit notes, reminders and statements told apart
- 31 languages, right-to-left scripts for scans in Arabic and Hebrew
- Original kept unaltered for as long as you set

# Measured, not promised

| 500 invoices of a new customer | Right without touch |
| Header, mail and PDF | 96 % |
| Header, paper scanned | 93 % |
| Lines with order | 91 % |
| Lines without order | 84 % |
| Structured formats | 100 % |

Median of 38 tests with prospects' own invoices in 2025. Whatever was not right was *known* to be doubtful in 98 % of cases, and shown in yellow.

!note Try it on your worst | Send thirty invoices that your present tool gives up on. You receive the result within two days, errors included.
""",
)

PAY = Paper(
    path="One-Pagers/Pay and fraud protection.pdf",
    look="sheet",
    tint="ink",
    kicker="Ledgerlark AP - module Pay",
    title="The payment run that asks before it is too late",
    standfirst="Pays on the day that suits the cash plan, takes the discounts worth taking, and stops when a bank account smells wrong.",
    foot="Ledgerlark Pay - 2026",
    properties=Properties(
        title="Pay and fraud protection",
        created="2025-06-30",
        modified="2026-05-19",
        author="Jonah Pike",
        keywords="payments, fraud, bank details, SEPA, early-payment discount, cash, treasury",
    ),
    body="""
# How invoice fraud works

A mail from a supplier you know. A polite line: our bank has changed. A PDF that looks as always, except for twenty-two characters. Nobody hacked anything. Someone was busy.

# Four checks before money moves

1. **Change stops.** New bank details of a known supplier hold all payments to it, from whatever source the change came.
2. **Comparison.** Country of the account, name of the holder, age of the account at our checking service, accounts used by other suppliers.
3. **Second channel.** The system proposes the telephone number from *before* the change and records who called whom.
4. **Two persons.** Who entered a change can neither confirm it nor release the run.

> The mail was perfect. It even asked after my holiday. The run stopped all the same.
> -- Treasurer of a wholesaler, 900 staff

# Paying well

- SEPA credit transfer in batches, instant, foreign currency, cheque for North America
- Your bank, your account, by EBICS, SFTP or bank interface. **No virtual card, no fee for your suppliers**
- Proposal by cash plan: due date, discount, minimum liquidity
- Remittance advice to suppliers, so that they do not ask

# Early-payment discounts

You set the rate at which cash is worth more than a discount. The system moves approvals with a running discount to the front, and shows what was lost and at whose desk.

!bars Discounts taken by Brennan & Doyle Foods, EUR thousand a year || Before = 38 || First year = 412

# What it costs

Included in Enterprise. Option for Professional at EUR 650 a month. No percentage of what you pay.

# What it stopped in 2025

| At all customers | Number |
| Changes of bank details checked | 61,400 |
| Held for a second look | 2,310 |
| Turned out to be fraud | 37 |
| Money not sent | EUR 4.2 m |
| Honest suppliers kept waiting more than a day | 118 |

# Duplicates

Before each run, Pay compares invoices of all companies by amount, date, number and likeness of the picture. St. Aldric Hospital Group went from 212 duplicate payments in a year to three.

!note For treasury | Pay proposes and prepares. The release stays with your signatories in your bank's system if you prefer it so; about half of our customers do.
""",
)

FOR_CFOS = Paper(
    path="One-Pagers/Ledgerlark for CFOs.pdf",
    look="band",
    tint="ink",
    kicker="For finance directors",
    title="What would you cut if you could see it?",
    standfirst="The cost of an invoice is in nobody's budget. That is why nobody cuts it.",
    foot="Ledgerlark for CFOs - 2026",
    properties=Properties(
        title="Ledgerlark for CFOs",
        created="2026-01-19",
        modified="2026-03-02",
        author="Petra Holm",
        subject="Persona one-pager CFO",
        keywords="CFO, finance director, payback, cost per invoice, working capital, business case",
    ),
    body="""
!figures EUR 11.80 to 2.90 | an invoice, median of 118 customers measured in 2025 || 9 months | median payback || 71 % | posted untouched after six months
|| 6 weeks | median to the first live invoice

# Three questions for your next close

**How many invoices are in the building that are not in the ledger?** If the answer needs a telephone call, your accruals are an opinion.

**What did we lose in discounts last year, and at whose desk?** Brennan & Doyle Foods found EUR 374,000 in the difference between one year and the next. The approvals had been waiting in plant offices.

**How many invoices did we pay twice?** St. Aldric Hospital Group had 212 in a year. It thought of itself as careful, and was.

# What lands in your profit and loss

| Line | Typical, 3,600 invoices a month | How sure |
| Posts not refilled, agency staff | EUR 70,000 to 110,000 a year | your decision, not ours |
| Early-payment discounts | EUR 20,000 to 400,000 | depends on terms, look it up |
| Duplicates, overpayments | EUR 10,000 to 60,000 | once certain, then recurring |
| Old software, paper, storage | EUR 8,000 to 25,000 | certain |
| Our fee, Professional | EUR -38,400 | certain, fixed for three years |

# If the budget is closed

Setup is EUR 9,500, credited in full with a three-year term. Payment by the quarter is possible. Most customers start in the middle of a year, as the savings of that year pay for the fee of the same year. Your controller can strike out whatever is not believed; the median
payback of 9 months counts *only* what controllers recognised.

# What can go wrong

Savings in hours become savings in money only if someone acts on them. 11 of our 118 customers fell short, four of them for precisely this reason. We will ask you before signing what happens with the hours.

!note Next step | Forty-five minutes with your controller, our calculator and your last quarter. You keep the sheet.
""",
)

FOR_IT = Paper(
    path="One-Pagers/Ledgerlark for IT.pdf",
    look="panel",
    tint="grey",
    title="Six and a half days. Then it is ours.",
    standfirst="What accounts-payable automation asks of an IT department that has no capacity.",
    foot="Ledgerlark for IT - 2026",
    facts=(
        ("Connectors", "34, built and supported by us"),
        ("Servers in your house", "None"),
        ("Inbound firewall rules", "None"),
        ("Uptime, 24 months", "99.95 %"),
        ("Sign-on", "SAML 2.0, OpenID Connect, SCIM"),
        ("Certificates", "ISO 27001, SOC 2 Type II, penetration test twice a year"),
        ("Regions", "Frankfurt, Dublin, Montreal"),
        ("Interface", "REST, web hooks, SFTP"),
    ),
    properties=Properties(
        title="Ledgerlark for IT",
        created="2025-10-27",
        modified="2026-04-20",
        subject="Persona one-pager IT",
        keywords="IT, CIO, integration, capacity, ERP, connector, API, SSO",
    ),
    body="""
# The backlog argument

You have forty projects and people for twelve. A new one from finance is the last thing you need. So let us talk about what leaves your list:

- the OCR server that nobody dares to restart
- the macro that splits freight costs, and its author
- the nightly import that fails on the second working day
- tickets with the subject "invoice gone"

# What your team does

| Who | Days |
| ERP administrator: service account, test, cut-over | 4.5 |
| Network, mail | 1 |
| Identity | 0.5 |
| Architect, security | 0.5 |

Spread over six weeks. There is nothing to install except, for systems on your own site, one small container that connects outwards.

# What stays with us

The connector, its upkeep through every release of your ERP, monitoring, and the pager. When the vendor of your ERP changes an interface, it is our weekend.

# What you can check in an hour

1. Documentation of the API and a sandbox key, without talking to sales.
2. The exact rights of the service account for your ERP.
3. The status page with 24 months of history, the bad days included.
4. Releases: every three weeks, with ten days of preview.

> No server, no template, nobody to wake.
> -- what the administrators of Karsten Antriebe wrote on the old machine before they switched it off
""",
)

FOR_HOSPITALS = Paper(
    path="One-Pagers/Ledgerlark for hospitals.pdf",
    look="sheet",
    kicker="Health care",
    title="Invoices for people who have other things to do",
    standfirst="Purchasing for wards, pharmacies and workshops, with auditors who count.",
    foot="Ledgerlark for hospitals",
    properties=Properties(
        title="OnePager_Hospitals_v1",
        created="2024-05-14",
        modified="2024-06-21",
        author="user",
        keywords="hospital, healthcare, duplicates, audit",
    ),
    body="""
!figures 212 to 3 | duplicate payments a year || EUR 3.10 | an invoice (was 13.40)

# Why hospitals are different

An engineer orders a valve at two in the morning. A ward orders by telephone because the screen is on the other floor. Implants arrive before their order, on loan, and are invoiced after the operation. Six sites, one supplier, four customer numbers. Under such conditions duplicates are not carelessness; they are arithmetic.

# What helps

- **Consignment and loan goods:** invoice lines matched with the record of the operation, by batch number
- **Twins:** duplicates found across sites by amount, date, number and picture
- **Senior consultants:** approve from a mail between two patients, no login
- **Cost units:** coding suggested from department, article group and history
- **Grants and foundations:** proof of which fund has paid for what

# St. Aldric Hospital Group

4,100 staff, six sites in Germany, SAP S/4HANA, 14,000 invoices a month on paper. The auditors found 212 duplicate payments in one year. Today there are three. The cost of an invoice fell from EUR 13.40 to EUR 3.10, and the project paid for itself in 8 months.

> The auditors now ask us how we did it.
> -- Head of Finance, St. Aldric Hospital Group

# Data protection

Invoices may contain names of patients. Supplier groups can be marked as sensitive, with a narrower circle of readers. Data in Frankfurt. ISO 27001, SOC 2 Type I. Availability 99.9 %.

# Time

About 10 weeks from signature to the first live invoice, without work on the wards.
""",
)

SUPPORT = Paper(
    path="One-Pagers/Support and service levels.pdf",
    look="band",
    kicker="Service",
    title="A person, in 22 minutes",
    standfirst="Support and service levels of Ledgerlark AP, for companies that wonder whether we are big enough for them.",
    foot="Support and service levels - 2026",
    properties=Properties(
        title="Support and service levels",
        created="2025-08-11",
        modified="2026-03-23",
        subject="Support, service levels",
        keywords="support, SLA, service level, scale, enterprise, success manager, uptime",
    ),
    body="""
!figures 22 min | median to the first answer, business hours || 99.95 % | uptime, last 24 months || 41 m | invoices a year || 640 | customers in 19 countries

# "Will you still pick up when we have 5,000 people on it?"

A fair question to a company that is smaller than your ERP vendor. Our largest tenants have 5,000 staff, more than 90 companies, and up to 2.6 million invoices a year. They do not make up more than 4 % of our volume each, so none of them is an experiment. And 97 % of our revenue renewed in 2025, which
would not be so if support were a forum.

# Levels

| | Essentials | Professional | Enterprise |
| Hours | Mon to Fri 08:00 to 18:00 | Mon to Fri 07:00 to 20:00 | follow-the-sun, all days for severity 1 |
| First answer, promised | 4 hours | 2 hours | 30 min (severity 1: 15 min) |
| First answer, measured | 31 min | 22 min | 9 min |
| Channels | chat, mail | chat, mail, telephone | chat, mail, telephone, direct line |
| Success manager | shared | shared | named, with a deputy |
| Review | yearly | half-yearly | quarterly |
| Uptime promised | 99.5 % | 99.9 % | 99.9 %, with credits |

# Who answers

Teams in Dublin, Vienna and Toronto, employed by us. They have all worked in accounts payable or as ERP consultants. There is no first line that reads from a script: 64 % of cases are closed by the person who picks up.

# What happens when it is serious

1. You call; a person confirms severity 1 within 15 minutes.
2. An incident lead takes over, and you have this person's number.
3. Updates every 30 minutes, even when there is nothing new.
4. Credit according to contract, unasked, and a written report within ten working days.

# Growing with you

Adding a company takes two to four days, a new ERP two to three weeks. Load is tested every quarter at four times the peak, which falls on the first working day after New Year. Overage never switches anything off.

# What people ask us

!bars Cases in 2025 by subject, per cent || How do I ...? = 41 || Exceptions and matching = 23 || Connector and ERP = 17 || Users and roles = 11 || Requests for features = 6 || Faults of ours = 2

Two cases in a hundred are faults of ours. For these we publish the time to repair: median 3 working days, worst tenth 17. A fault that stops postings counts as severity 1 and is repaired at once, or worked around.

# What support is not

Not a consultancy by the hour: questions about your process belong to the success manager and cost nothing extra. Not a wall in front of development: with a
hard case, the engineer who wrote the connector joins the call. Not a robot: the help centre has a search that answers at night, and it says so.

> At half past seven on the second working day somebody with an Irish accent had our ledger on her screen. I do not need more than that.
> -- Head of Accounting, Karsten Antriebe

!note Ask someone who has needed us | We will put you in touch with a customer who had a severity-1 incident last year. They will tell you what that was like.
""",
)

ONE_PAGER_PAPERS = (CAPTURE, PAY, FOR_CFOS, FOR_IT, FOR_HOSPITALS, SUPPORT)
