"""The guides: implementation for IT, buyer's guide, e-invoicing mandates, and onboarding for administrators."""

from sample_corpus.builder.papers_pages import Paper
from sample_corpus.builder.papers_properties import Properties

IT_GUIDE = Paper(
    path="Product/Implementation guide for IT v2.3.pdf",
    look="cover",
    tint="ink",
    kicker="Implementation guide - for IT departments",
    title="What we need from IT, and what we do not",
    standfirst="Connectors, network, identity, test and cut-over of Ledgerlark AP. On average your team spends 6.5 days.",
    foot="Implementation guide for IT, version 2.3, May 2026",
    properties=Properties(
        title="Implementation guide for IT",
        created="2025-02-17",
        modified="2026-05-06",
        author="Ledgerlark Marketing",
        subject="Integration, architecture, effort of IT",
        keywords="integration, ERP connector, REST API, SFTP, SSO, SCIM, implementation, IT capacity",
    ),
    body="""
# 1 The effort, honestly

"We have no capacity" is the sentence with which IT departments greet every project of another department, and they are right: the other department
has never once given the days back. So here are the days first.

| Work | Who at your side | Days, median | Days, worst tenth |
| Kick-off, data-flow approved | architect, security | 0.5 | 1.5 |
| Service account and rights in the ERP | ERP administrator | 1 | 3 |
| Network: allow-list, SFTP or agent | network | 0.5 | 2 |
| Single sign-on and SCIM | identity | 0.5 | 1 |
| Mail redirection | mail administrator | 0.5 | 0.5 |
| Test of posting, correction of master data | ERP administrator, accounts | 2.5 | 6 |
| Cut-over and two weeks of care | ERP administrator | 1 | 2 |
| **Sum** | | **6.5** | **16** |

Measured on 96 introductions in 2025. The median from signature to first live invoice was six weeks; the days above are spread over these six weeks and are hardly ever
needed in one piece.

!note What IT does not do | No server, no client, no VPN, no firewall rule inwards, no upgrade weekends, no template for each supplier, no development in the ERP.

# 2 Architecture in one paragraph

Ledgerlark AP is a service in Frankfurt, Dublin or Montreal. It talks to your ERP through a **connector**. For cloud ERPs the connector calls the vendor's published interface. For systems in
your own data centre a small **agent** (container, 300 MB) runs inside your network and opens an outgoing connection on port 443; nothing connects inwards. Master data flow to us, bookings flow to
you. The ERP remains the book of record. If we were to vanish tonight, your ledger would be complete to the last booking.

| Data | Direction | Rhythm |
| Suppliers, bank details | ERP to Ledgerlark | every 15 minutes |
| Cost centres, accounts, projects, tax codes | ERP to Ledgerlark | every hour |
| Purchase orders, goods receipts | ERP to Ledgerlark | every 5 minutes, or on event |
| Approved invoices with coding | Ledgerlark to ERP | at once |
| Link to image and audit trail | Ledgerlark to ERP | with the booking |
| Payment status | ERP to Ledgerlark | after each run |

# 3 Connectors

34 connectors are certified. Certified means: built by us, tested against each new version of the ERP before its release to customers, supported by us by telephone, with no partner in between.

| Family | Way of connection | Remarks |
| SAP S/4HANA (cloud and on site), SAP ECC | OData services, IDoc or RFC through the agent | no transport into your system; ECC from 6.0 EHP 6 |
| Dynamics 365 Finance, Business Central, NAV | REST, OData | multi-company in one connector |
| Oracle NetSuite, Fusion | SuiteTalk, REST | token-based, no script bundle needed |
| Infor M3, LN | ION, M3 API | also through the agent |
| IFS, UNIT4, Workday, Xledger | published REST interfaces | |
| proALPHA, KMD Opus, COINS, Elite 3E | agent with file or database view, write only through the vendor's interface | |
| Anything else | REST API or SFTP with CSV, XML | median 9 days more |

## Custom fields

Up to 60 custom fields of header and 40 of line can be mapped without code. Fields that steer postings (company code, tax, profit centre) are checked in the ERP *before* approval, so that an approved invoice does not fail at
booking.

## When the ERP is down

Bookings queue up and are repeated with growing intervals for 72 hours. Each booking carries an idempotency key: what was received once is not booked twice. Your administrator sees the queue; finance sees "waiting for ERP".

# 4 Identity and rights

- **Sign-on:** SAML 2.0 or OpenID Connect. Group claims map to roles.
- **Provisioning:** SCIM 2.0. A leaver loses access within five minutes, open mail tokens included.
- **Approvers:** need no account if they approve by mail only. They are known from your HR file or directory.
- **Service accounts:** key pair, rotated by you or automatically every 90 days. Rights in the ERP: read master data and orders, create invoice documents, nothing else. The exact lists of rights for each ERP are in annex B.

# 5 Interfaces for your own ideas

The REST API covers all objects. Web hooks announce each change of state. Rate limits: 600 calls a minute, 40 in parallel, higher on request. The sandbox has the same version as production, or the next one if you wish.

1. Get a key under Administration, Interfaces.
2. Read /v3/invoices with a filter on state and company.
3. Subscribe to invoice.approved instead of polling.
4. Send X-Idempotency-Key on every write.

Changes which break something are announced 12 months ahead. Version 2 of the interface was switched off in 2024 after 26 months' notice; the last caller was one of our own dashboards.

# 6 The plan of six weeks

| Week | Ledgerlark | You |
| 1 | Kick-off, connector installed in the sandbox | service account, allow-list |
| 2 | Master data flow, first 200 invoices read | check of master data: duplicates, dead suppliers |
| 3 | Approval routes, tolerances | sign-on, list of deputies |
| 4 | Postings into the test client | check by accounts, corrections |
| 5 | Parallel run with one company | 20 approvers invited by mail |
| 6 | Go-live, daily call of 15 minutes | mail redirection |

## What delays projects

In 2025 the six-week plan was missed by more than three weeks in 17 of 96 cases. Nine times the test client of the ERP was two years old; five times no one was allowed to create the service account; three times a merger came in between. Refresh the
test client before kick-off, and you have removed half of the risk.

# 7 Test and acceptance

We bring 48 test cases; you add your own. Acceptance needs: all cases of classes A and B passed, 200 invoices posted without deviation in the amount, tax and account, a restart of the agent during posting without a
double booking, and one deliberate fall-back to the old process.

# 8 Operation afterwards

Status page and web hook for incidents. Releases every three weeks, without interruption, with a preview tenant ten days earlier (30 for validated systems). The agent updates itself in a window which you set, or on your order. Logs go to your monitoring by syslog or web hook. Support
answers within 22 minutes (median, business hours), and the person who answers can read a stack trace.

# 9 Frequent questions from IT

**Our ERP is heavily customised. Does the connector survive that?** Custom fields, yes. A changed posting logic, mostly, because we use the same checks as your clerks' screen. Bring us your worst company code in week 2.

**Can we do it after the S/4 migration?** You can. Several customers went the other way: introduce on ECC, switch the connector at migration, and have one process less to migrate. The change of connector costs nothing.

**Who looks after the interface when it breaks at 7 a.m. on the second working day?** We do. It is our connector and our pager.

**Do you need a person from IT full-time?** No. One named contact for about one hour a week, and the specialists for the days in chapter 1.
""",
)

BUYERS_GUIDE = Paper(
    path="Product/Buyers guide and RFP checklist - AP automation.pdf",
    look="essay",
    kicker="Buyer's guide",
    title="How to choose accounts-payable software without regret",
    standfirst="Forty-six questions for your request for proposal, a way of scoring them, and seven traps in demonstrations, ours included.",
    foot="Buyer's guide to AP automation - 2026",
    properties=Properties(
        title="Buyer's guide and RFP checklist: accounts-payable automation",
        created="2025-07-08",
        modified="2026-04-02",
        author="Petra Holm",
        subject="Vendor comparison, RFP",
        keywords="RFP, checklist, vendor selection, comparison, buyer's guide",
    ),
    body="""
# How to use this guide

We are a vendor, and this guide is written by us. You should therefore expect that the questions suit us. Some do not, and we have marked the ones at which we are not the best choice with an asterisk. Strike out
what does not matter to you; add what is missing; send it to three or four vendors, not to nine.

# First decide what kind of product you need

Behind the same word, five kinds of software are sold.

| Kind | Good if | Think twice if |
| Bill-pay tools for small firms | you have fewer than 500 invoices a month, no purchase orders and one company * | you need three-way match, more than a handful of approvers, or an auditor's trail |
| Procurement suites | the chief procurement officer wants one vendor from sourcing to payment, and has two years * | payables is the pressing problem |
| Payment networks | most of your suppliers happily accept cards | your suppliers are European small firms that want a bank transfer |
| Recognition by language model alone | you want to see quickly what is possible | somebody will ask why an invoice was coded as it was |
| Scan software on your own server | nothing may leave the house * | support ends, people work from home, suppliers change their layout |
| AP automation | 1,000 to 100,000 invoices a month, several companies, an ERP that stays | you are changing the ERP within three months |

# The forty-six questions

## Capture

1. What share of *header* fields and of *line* fields is right without a touch, on our own 500 invoices?
2. Does any person outside our company see or type our invoices? Where do they sit?
3. Are structured formats (Peppol BIS, XRechnung, Factur-X, FatturaPA, KSeF) taken as data or turned into a picture?
4. What happens to an invoice of 60 pages?
5. Must we create or maintain templates per supplier?
6. How are credit notes, reminders and statements told apart from invoices?

## Match

7. Two-way and three-way? On the line or on the total?
8. Can tolerances differ by supplier, and can they be formulas?
9. Partial deliveries, collective invoices, unplanned freight: show each with an example.
10. Who receives a line that does not match, and can this person answer without logging in?

## Approve

11. Can an approver decide from mail alone? What prevents a forwarded mail from being used?
12. Deputies, absences, limits per person, per project, per cost centre?
13. Is there a fee per approver? From which number?
14. How long does an approval take at three of your customers, in hours?

## Post and pay

15. Is the connector to our ERP made by you? Who repairs it?
16. What do you check *before* approval so that the booking does not fail?
17. How are changed bank details of a supplier noticed, held and confirmed?
18. SEPA batch, instant payment, foreign currency? Do suppliers pay anything?
19. Early-payment discounts: who decides, by which rate?

## Insight and control

20. Duplicates: by what features, across companies too?
21. Which reports exist on the first day? Can we get at the data behind them?
22. For each automatic decision: which rule or model, which confidence, which version?

## Security and law

23. In which country are data, index, backups and logs? In writing.
24. SOC 2 Type I or Type II? Which period?
25. Are *views* logged? For how long? Can we export them?
26. List of sub-processors, period of notice, right to object?
27. Last two penetration tests: summary, and dates of closing?
28. Do you sign our data-processing agreement?
29. What does the works council get?

## Introduction

30. Median time from signature to first live invoice; and the worst tenth?
31. How many days of our IT, by role?
32. Fixed price or time and material? Who pays when it takes longer?
33. Who are the people, and do they stay to the end?
34. What will you *not* migrate?

## Operation and support

35. Availability over the last 24 months, with method of measurement?
36. Median time to the first answer of a person?
37. How often do you release, and can we look beforehand?
38. Who answers: you, a partner, a forum?
39. What do you do when a supplier, not we, needs help?

## Price and contract

40. Price at our volume, at double and at half of it?
41. What costs extra? Give the complete list of options.
42. Rise of prices after the term: limited by what?
43. What happens when we exceed the volume: fee, or stop?
44. In which format do we receive our data at the end, how long, at what cost?

## The company

45. How many customers of our size, in our industry, with our ERP? Names of three, one of them not happy.
46. How much of your revenue renews? How long can you live without new money?

# Scoring that survives the meeting

Give each question a weight from 0 to 3 *before* the answers arrive. Let finance, IT, procurement and one approver score separately, without seeing each other. Discuss only questions where they differ by
more than two points. This takes ninety minutes for four vendors, and it produces a minute that a director can sign.

| Score | Meaning |
| 0 | no, or no answer |
| 1 | planned, or by a workaround |
| 2 | yes, as described in writing |
| 3 | yes, shown with our own data |

# Seven traps in demonstrations

- **The clean invoice.** Everybody reads the vendor's sample. Bring thirty of your own on the day, five of them crumpled.
- **The prepared supplier.** Ask for one the system has never seen.
- **The missing clerk.** Ask who sits behind "automatic".
- **The line that sums up.** On long invoices, check three lines in the middle. Models that write fluently may write lines that are not there.
- **"That's on the roadmap."** Ask for the date and for what happens if it passes.
- **Free.** Someone pays. If it is the supplier, you will meet it again in the price.
- **The reference from the same family.** Ask for one that left.

We fall into one of these ourselves, now and then. Tell us when.

# What a fair process looks like

Three weeks for answers, two hours of demonstration with your invoices, a proof of concept of ten working days with 500 invoices, two calls to references, one call between your security officer and theirs, then a decision. Eight weeks
are enough. If a vendor needs longer to answer than you need to decide, you have learnt something about its support.
""",
)

E_INVOICING = Paper(
    path="Product/E-invoicing mandates - what finance must do by when.pdf",
    look="essay",
    tint="accent",
    kicker="White paper",
    title="The invoice that nobody prints",
    standfirst="E-invoicing mandates in Europe, 2025 to 2030: what is fixed, what is moving, and why receiving is your first problem.",
    foot="Ledgerlark white paper: e-invoicing mandates - as of June 2026 - no tax advice",
    properties=Properties(
        title="E-invoicing mandates in Europe: what finance must do by when",
        created="2025-04-22",
        modified="2026-06-09",
        subject="E-invoicing, mandates, timing",
        keywords="e-invoicing, Peppol, XRechnung, ZUGFeRD, Factur-X, KSeF, ViDA, mandate, deadline, timing",
    ),
    body="""
# Why a law about sending is a problem of receiving

Most articles about e-invoicing ask how you will *send*. Your ERP vendor has an answer to that, and sells it. The harder half arrives at the other end of the company: from the day on which your suppliers are obliged, they no longer send what your people can read. An XML file has no
logo, no table and no signature. Printed, it looks like an accident. Somebody in accounts will open it, shrug, and write to the supplier, asking for "a proper invoice". The supplier is not allowed to send one.

In many countries you need not agree to receive structured invoices. You simply must.

# The dates

| Country | Must receive | Must send (domestic business) | Format, way |
| Italy | since 2019 | since 2019 | FatturaPA through the state exchange |
| Romania | since 2024 | since 2024 | RO e-Factura |
| Germany | since 1 January 2025 | 2027 above EUR 800,000 of turnover, 2028 for all | EN 16931: XRechnung, ZUGFeRD |
| Belgium | since 1 January 2026 | since 1 January 2026 | Peppol BIS |
| Poland | since February 2026 | February or April 2026 by size | KSeF, central platform |
| France | 1 September 2026 | September 2026 large and mid-sized, September 2027 small | Factur-X, UBL, CII through approved platforms |
| Denmark | public bodies long since | in steps through digital bookkeeping | OIOUBL, Peppol |
| European Union | - | 1 July 2030, cross-border reporting (ViDA) | EN 16931 |

!note Read this table with a pencil | Dates have moved before and will move again. We revise this paper every quarter. Ask your tax adviser before you rely upon a line of it. The *order* has not changed since 2023: receiving comes first, and it comes
without a grace period that helps you.

# Five things that change on your side of the counter

## The original is the file

Not the picture beside it. In a ZUGFeRD or Factur-X invoice the PDF is a courtesy, and if the two differ, the XML counts. A clerk who checks the picture checks the wrong document.

## The way in is no longer one

Mail, Peppol, a national platform, a portal of a large customer, paper from the plumber. For some years to come you will have all of them at once, and a process of its own for each would be
the most expensive answer.

## The clock starts by itself

A platform records the second at which an invoice was delivered. "It never reached us" has ended as a sentence. In public administration, where payment within 30 days is law, that stamp decides about interest.

## Checks become formal

A missing buyer reference makes an invoice invalid, not merely annoying. You must be able to reject, formally, with a code, through the same channel, and in time.

## Archives change

Ten years of XML, unaltered, readable, with proof. A folder on a drive is not that.

# The cost of waiting one more year

The usual reply is: let us first see what the tax office really demands. We have heard this since 2019, in Italy first. Companies who waited there until the last quarter had three experiences: consultants cost twice as much, the ERP
project queue was closed, and the suppliers began without them.

!columns Share of structured invoices among all received, per cent, our customers in Germany || 2023 = 4 || 2024 = 9 || H1 2025 = 17 || H2 2025 = 29 || H1 2026 = 41

The curve above did not wait for the duty to send. Large suppliers changed on the day on which they *could*, since it is cheaper for them.

| If you start | Then you have | And you pay |
| now | parallel operation while volumes are small | the normal price of a project of six weeks |
| six months before the duty to send of your suppliers | little time to correct master data | overtime in accounts |
| after it | two processes under full load | interest, reminders, angry suppliers, and the project |

# What the City of Tamsberg did

A Danish city of 5,000 staff had received structured invoices for years, and printed them. It paid 71 % within the legal 30 days. Since invoices have been handled as data, 97 % are paid in time, and no late-payment interest has been due since 2024.

> The council asked one question: why not earlier?
> -- City Treasurer, City of Tamsberg

# A plan for the next two quarters

1. **Count.** How many structured invoices came in last month? Ask the mail administrator, too; they hide in attachments.
2. **Clean.** VAT numbers, order numbers, buyer references of your fifty largest suppliers.
3. **Choose one way in.** All channels should end in one queue with one set of rules.
4. **Show them.** Approvers need a view they can read, made from the XML, not the courtesy PDF.
5. **Reject properly.** Decide which errors you send back, and by which code.
6. **Keep.** Original, proof of delivery, log of checks, ten years.

# Where Ledgerlark helps

Capture takes EN 16931 in both syntaxes, Peppol BIS, XRechnung, ZUGFeRD, Factur-X, FatturaPA and KSeF as data, beside mail, scans and portals, into one queue. Nothing is converted to a picture and read again. Formal rejection goes back by the channel on which the invoice came. Formats of new
mandates are part of the subscription. Connection of a country that is already supported takes two to four days.
""",
)

ADMIN_GUIDE = Paper(
    path="Onboarding and Renewals/Customer onboarding guide for administrators.pdf",
    look="cover",
    kicker="For administrators - after signature",
    title="Your first ninety days with Ledgerlark AP",
    standfirst="What to do, in which order, and what can wait. Keep it beside the keyboard.",
    foot="Onboarding guide for administrators - edition March 2026",
    properties=Properties(
        title="Customer onboarding guide for administrators",
        created="2024-09-02",
        modified="2026-03-16",
        subject="Onboarding, administration",
        keywords="onboarding, administrator, go-live, setup, training",
    ),
    body="""
# Before anything else

Welcome. You have been named as the administrator, which means that people will ask you things. This guide is in the order in which they will ask.

- [ ] You can sign in, and so can your deputy. (If you have no deputy, stop here and find one.)
- [ ] You have the telephone number of your onboarding lead and the date of the weekly call.
- [ ] You know who decides on approval limits. It is probably not you.
- [ ] Your ERP administrator has the list of rights for the service account.

!note Three words you will meet | **Touchless**: posted without anybody touching it. **Exception**: an invoice on which a person must decide something. **Route**: who approves what, up to which amount.

# Week 1: connections

## The ERP

Go to *Administration, Connections* and choose your ERP. The assistant asks for the service account and tests four things: read suppliers, read orders, write a booking into the test client, read it back. A red line tells you which right is missing, in the words your ERP
administrator uses. Do not go on with a yellow one.

## The mailbox

Each company gets an address such as invoices.yourcompany@in.ledgerlark.example. Do not publish it yet. Forward your present invoice mailbox to it in week 5, in one step, and leave the old address alive for ever: suppliers have long memories.

## People

With single sign-on, people appear by themselves. Without it, upload a list (name, mail, manager, cost centre). Approvers who use mail only need no password. There is no charge per person, so do not save on names.

# Week 2: master data

The quality of automation is decided here, not in the reading of pages.

| Check | Where | Good enough |
| Suppliers twice in the list | Insight, "Twins" | fewer than 2 % |
| Suppliers without VAT number | Suppliers, filter | fewer than 5 % |
| Orders older than 18 months and still open | Match, "Old orders" | closed or explained |
| Cost centres without an owner | Routes, "Orphans" | none |
| Dead mail addresses of approvers | People, "Bounced" | none |

Do not clean everything. Clean the two hundred suppliers who send four fifths of your invoices.

# Week 3: routes

Start with as few rules as your auditor allows. Our customers with the fastest approvals have 14; those with the slowest have 63.

1. Write the limits on **one** page: up to EUR 1,000 cost-centre owner; up to 10,000 head; above it director and head.
2. Invoices that match an order within tolerance need no approval again: the order *was* the approval.
3. Set deputies for everyone above EUR 10,000.
4. Set the reminder: after three working days to the approver, after six to the deputy.
5. Test with ten old invoices and the button *What would happen?*

## Four eyes

A person can never approve what they have entered, change a bank account and release the payment for it, or be their own deputy. These three rules are fixed. If they hurt in a small company, call us; do not create a second account.

# Week 4: tolerances and tests

Begin with EUR 5 or 1 % on the line, whichever is smaller, then look at Insight after fourteen days. Most customers open it a little for freight and close it for services.

For tests use invoices of the last quarter that you have already posted. Compare amount, tax, account and cost centre. Two hundred without a deviation is the usual bar.

# Week 5: parallel run

One company, all invoices, both processes. It is tiring, and one week is enough. Hold a stand-up of ten minutes each morning with accounts:

- What went through untouched?
- What stopped, and was that right?
- Which supplier surprises us?

Invite twenty approvers, including two who are known to be difficult. Send them nothing but the announcement below.

!note Announcement (copy, change the name, send) | From Monday, you will get invoices for approval by mail from Ledgerlark. Please look at the invoice and press *Approve* or *Ask*. You need no password and no training. If something looks wrong, reply to the mail;
accounts will read it.

# Week 6: go-live

| Time | Step |
| Thursday before | Stop of changes to routes. Last load of open orders. |
| Friday 16:00 | Mailbox forwarded. Old scanning stops. |
| Monday 08:00 | Connection switched from test client to production. First ten invoices checked by hand. |
| Monday 11:00 | Release for everybody. |
| Daily 15:00 | Call with your onboarding lead, 15 minutes, for two weeks. |

Something will happen on Monday. Usually it is a cost centre whose owner left in spring. This is what the call at 15:00 is for.

# Day 45 to 90: the second wind

Untouched invoices will stand at 40 to 55 % now. The median of our customers reaches 71 % after six months. Between the two lies a list of twenty causes, and Insight sorts them by weight.

!columns A usual path: invoices posted untouched, per cent || month 1 = 43 || month 2 = 55 || month 3 = 62 || month 4 = 66 || month 5 = 69 || month 6 = 71

## The monthly hour

Reserve one hour each month, with accounts and somebody from purchasing:

1. Ten most frequent exceptions. For each: rule, master data, supplier, or leave it.
2. Five slowest cost centres. Call them; do not write.
3. Rules nobody has used for 60 days. Delete them.
4. Suppliers still on paper. Send the letter (template in the help centre).

## Suppliers' bank details

Switch on *Hold payments after a change of bank details* on the first day, and tell treasury before it works for the first time. It will stop one honest supplier a week and, perhaps once in two years, a fraud that would have paid for all of this.

# Who helps with what

| You have | Ask | Answer |
| a question "how do I" | help centre, or the chat in the product | median 22 minutes in business hours |
| an exception that you do not understand | button *Explain* on the invoice, then support | same day |
| a connection that is down | telephone, at any hour with Enterprise | at once |
| an idea | your success manager | in the monthly call |
| a complaint | your success manager's boss, whose number is in the welcome letter | same day |

# What can wait

Do not do the following in the first ninety days, even if somebody important asks: custom dashboards, archive of old years, supplier self-service, changing the chart of accounts, translating the routes into a work of art. Get to 60 % first.

# Glossary of the things on the screen

| Word | Means |
| Queue | invoices that wait for one person or team |
| Coding | account, cost centre, project, tax |
| Hint | suggested coding, with the reason below it |
| Park | set aside until a date, with a reason |
| Split | divide one line over several cost centres |
| Trail | everything that ever happened to an invoice, who looked at it included |
""",
)

GUIDE_PAPERS = (IT_GUIDE, BUYERS_GUIDE, E_INVOICING, ADMIN_GUIDE)
