"""The security and legal papers: white paper, data-processing summary, and the locked penetration test summary."""

from sample_corpus.builder.papers_pages import Paper
from sample_corpus.builder.papers_properties import Properties

SECURITY_WHITE_PAPER = Paper(
    path="Security and Legal/Ledgerlark Security White Paper 2026.pdf",
    look="cover",
    tint="ink",
    kicker="White paper - edition 2026",
    title="Security and data protection at Ledgerlark",
    standfirst="Where your invoices lie, who can read them, what we record, whom we rely on, and what we do when "
    "something goes wrong. Written for security officers, data-protection officers and auditors.",
    foot="Ledgerlark security white paper, edition 2026 - external, may be shared",
    properties=Properties(
        title="Security and data protection at Ledgerlark (2026)",
        created="2026-01-12",
        modified="2026-06-18",
        author="Ledgerlark Marketing",
        subject="Security white paper",
        keywords="security, ISO 27001, SOC 2 Type II, encryption, data residency, access logging, incident, penetration test",
    ),
    body="""
# Summary for the reader with five minutes

Ledgerlark AP handles supplier invoices for 640 customers in 19 countries, 41 million invoices a year. An invoice is a
business secret, often a personal record and always an attempt to move money. We treat it as all three.

| Question | Short answer | Section |
| Where is our data? | Frankfurt, Dublin or Montreal. You choose with Enterprise; backups stay in the same region. | 2 |
| Is it encrypted? | In transit with TLS 1.3, at rest with AES-256, with one key hierarchy per tenant. Own keys possible. | 3 |
| Who can see it? | Your users by role. Our staff only through a window that you open. | 4 |
| What is logged? | Every change *and every view*, kept seven years, exportable within a minute. | 5 |
| Which third parties are involved? | Six sub-processors, listed, with 30 days' notice of change. | 6 |
| What if something happens? | First notice within 24 hours of confirmation, a named contact, a written report. | 7 |
| Who checks you? | ISO 27001, SOC 2 Type II, a penetration test twice a year by two firms in turn. | 8 |
| How available is it? | 99.95 % over the last 24 months. Recovery point 5 minutes, recovery time 2 hours. | 9 |

!note What you will not find here | A promise that nothing can happen. Where we accept a risk, this paper says so, and
section 11 lists the things we do not do.

# 1 Shared responsibility

A cloud service is safe when both sides know who looks after what. Most incidents in accounts payable begin not with a broken
cipher but with a supplier's changed bank account and a hurried person.

| Subject | Ledgerlark | You |
| Buildings, hardware, network | Through our hosting provider | - |
| Operating systems, database, application | Yes | - |
| Encryption and keys | Yes, or together if you bring your key | Own key store, if used |
| Accounts, roles, single sign-on | Provides the means | Decides who has which role |
| Approval rules and limits | Enforces them | Defines them |
| Bank-detail changes of suppliers | Stops and checks them | Confirms by a second channel |
| End-user devices | - | Yes |

# 2 Residency: where data is, and where it is not

## Three regions

Each tenant lives in one region: **Frankfurt** (Germany), **Dublin** (Ireland) or **Montreal** (Canada). The region is part of the
contract. It covers the invoice image, the extracted fields, the search index, logs, backups, and the temporary files which
arise while a document is being read. There is no global database behind the regions that holds a copy.

With Essentials and Professional, we place the tenant by the customer's country: the European Union, Switzerland, the United
Kingdom and Norway in Frankfurt or Dublin, North America in Montreal. With Enterprise the customer chooses and the choice is fixed in writing.

## What crosses a border

Three kinds of data may leave the region, none of them being the content of an invoice:

- the name and business address of your contact persons in our customer-relations system (Frankfurt);
- measurements of performance without content, such as the time a page took (Dublin);
- support tickets which you write yourself. We ask you not to attach invoices, and the form strips attachments by default.

## No keying centre

No human being outside your company types from your invoices. Capture reads 96 % of header fields without touch. What it cannot
read is shown to *your* staff, in your tenant. We mention it because several products in our field send doubtful pages to a
keying centre abroad overnight, and do not always say so.

# 3 Encryption and keys

## In transit

TLS 1.3, with 1.2 accepted until December 2026 for older mail servers and scanners. Mail ingestion enforces transport encryption
where the sender supports it; customers may require it. SFTP accepts key authentication only.

## At rest

AES-256 for databases, documents, indexes and backups. Keys form a hierarchy: a root key in a hardware security module certified to
FIPS 140-2 level 3, a tenant key, and a data key per document. Deleting the tenant key makes all data of the tenant unreadable
at once, backups included. This is how we end a contract (section 10).

## Bring your own key

Enterprise customers may hold the tenant key in their own key store. Withdrawal takes effect within fifteen minutes. Please
consider before choosing this: we cannot restore what you lock, and your key store becomes part of the availability chain. Nine of our
customers use it.

## Separation of tenants

The database enforces row-level separation by tenant; the application cannot ask without naming one. Documents lie in separate
encrypted containers. Separation is part of every penetration test, with two test tenants provided for that purpose.

# 4 Who can see an invoice

## Your people

Single sign-on through SAML 2.0 or OpenID Connect, provisioning through SCIM (Enterprise). Otherwise password and a second factor, which
cannot be switched off. Rights follow roles, cost centres and companies. An approver sees the invoices that
await *their* decision and those which they have decided, no others, unless you say differently.

Approval from mail is often asked about. The two buttons carry a token that is valid once, for one invoice, for one
person, for 14 days, and not after the invoice changes. A forwarded mail does not forward the right: above a limit that you set, the
button opens a page that asks for sign-on.

## Our people

Nobody at Ledgerlark has standing access to customers' content. A support engineer asks for a **window**; an administrator of the
customer opens it; it closes after four hours at the latest. Everything done in the window is in your log, under the
engineer's name. In 2025, 71 % of all support cases were solved without a window.

For an emergency there is a sealed path: two persons of different teams, a reason, an alarm to our security officer and a
message to your administrator within one hour. It was used twice in 2025, both times with the customer on the telephone.

## Staff security

Background checks within the limits of local law, security training on the first day and yearly, devices managed and encrypted,
hardware keys as second factor for everybody who can reach production. Access rights are reviewed quarterly by the owner of the system and
end on the last working day.

# 5 Access logging

Most systems record who *changed* something. For personal data and for fraud that is only half of the story: the question after an
incident is who *saw* it.

| Event | Recorded | Kept |
| View of an invoice or an attachment | person, time, address, device, way in (search, mail, link, API) | 7 years |
| Search | person, time, words, number of results | 1 year |
| Change of a field | old value, new value, person or rule | 10 years |
| Approval, rejection, delegation | person, time, limit applied, token used | 10 years |
| Change of supplier's bank details | old and new value, origin, check and its result | 10 years |
| Export and API call | person or key, filter, number of records | 7 years |
| Administration, roles, rules | person, before and after | 10 years |
| Access by Ledgerlark staff | engineer, window, reason, every view | 10 years |

The log is append-only: each entry carries the hash of the one before, and the head of the chain is stored outside the
tenant daily. Export as a stream to your monitoring (syslog over TLS or a signed web hook) arrives within one minute; a download
as CSV or JSON is always possible. Works councils receive a configuration in which views are recorded but evaluations per employee are
locked behind two persons.

# 6 Sub-processors

| Sub-processor (role) | Purpose | Sees invoice content | Place |
| Hosting provider, Frankfurt and Dublin | computing and storage, encrypted | no, holds no keys | Germany, Ireland |
| Hosting provider, Montreal | the same for North America | no, holds no keys | Canada |
| Mail gateway | receives invoices sent by mail | in transit only, deleted after 24 hours | region of the tenant |
| Peppol access point | structured invoices | in transit only | Germany |
| Payment service institution | execution of payments (Pay only) | payment data, not the invoice | Ireland |
| Ticket system | support tickets | no | Ireland |

The names and addresses are annexed to the data-processing agreement and published in the trust centre. We announce a new
sub-processor 30 days beforehand; you may object, and if we cannot find a solution you may end the contract without penalty.
Ledgerlark's own language models for the coding of line items run in our regions. **No customer data goes to a public model, and none
is used to train a model for others.**

# 7 When something goes wrong

## The process

1. **Detect.** Monitoring around the clock, a report from outside, or you. One address: security@ledgerlark.example.
2. **Judge.** On-call engineer within 15 minutes, incident lead within 30. Four severities.
3. **Contain.** First stop the loss, then look for the cause. Evidence is preserved.
4. **Tell.** For a confirmed breach of your data: first notice within 24 hours of confirmation, so that you can meet the 72
hours of the GDPR. It names a person, not a queue.
5. **Repair.** With a date. You receive what was done, not that something was done.
6. **Learn.** Written report within ten working days, measures with owners, checked after 90 days.

## Our record

Since the company began there has been no confirmed disclosure of customer data to third parties. In the last 24 months we had two
severity-1 incidents, both of availability: a faulty certificate renewal (38 minutes) and a disturbance at the hosting
provider in Dublin (94 minutes). Both reports are in the trust centre.

!columns Security incidents by severity, last 24 months || Sev 1 = 2 || Sev 2 = 5 || Sev 3 = 17 || Sev 4 = 43

## Practice

Two exercises a year, one of them at night and unannounced. In 2025 we practised ransomware at a sub-processor, and the loss of a
region. The second showed that one dashboard lived in the region which it was supposed to watch. It has moved.

# 8 Who checks us

**ISO 27001.** Certified, scope: development, operation and support of Ledgerlark AP, all sites. Surveillance audit every year.

**SOC 2 Type II.** Security, availability and confidentiality, over twelve months. The report is available under a non-disclosure agreement.

**Penetration tests.** Twice a year, spring and autumn, by two independent firms in turn so that neither grows used to us. Scope: web
application, programming interface, mail approval, tenant separation, cloud configuration. Findings rated critical are
closed within 7 days, high within 30, medium within 90. There was no critical finding in the last four tests; two high
findings were closed in 6 and 19 days.

**Your own test.** You may test. We provide a sandbox tenant, ask for five working days' notice and never ask you to sign
that you will keep silent about the result to your own auditors.

**Responsible disclosure.** Reports are acknowledged within one working day. In 2025 we paid 14 rewards.

# 9 Availability and continuity

| Measure | Value |
| Availability over the last 24 months | 99.95 % |
| Recovery point | 5 minutes |
| Recovery time | 2 hours |
| Backups | continuous, plus daily, kept for 35 days, restored for test every month |
| Second location | another availability zone of the same region, tested twice a year |
| Maintenance | Sundays 04:00 to 06:00 of the region, announced 10 days ahead, mostly unnoticed |

The invoices are yours also when we are unavailable: every night a full export in an open format may be laid down on your own SFTP
server. About a third of our Enterprise customers use this.

# 10 Retention, deletion, exit

You set how long documents are kept, per country and kind. After the term they are deleted, and the log keeps *that* they were.
A legal hold stops the deletion.

At the end of a contract you have 60 days to fetch everything: images, fields, log and audit trail, as PDF/A, CSV and JSON. Then the tenant
key is destroyed. Backups expire after a further 35 days, and in the meantime are unreadable. You receive a certificate of deletion. None of
it costs extra.

# 11 What we do not do

We have found that a list like this saves time on both sides.

- We do not offer an installation on your own premises, nor in your own cloud account.
- We do not offer regions other than the three named above. Hosting in the United States is not planned.
- We do not sign security annexes which demand unannounced physical inspections of the hosting provider's buildings; the provider allows none. We share its audit reports.
- We do not certify single customers' configurations. An approval limit that is set too high remains too high.

# 12 Questions that reach us most often

**"Our security people need six weeks for any vendor."** Then let them begin with the answers. 163 of the 214 questions of an insurer
were answered by our standard papers; the whole review took 12 days.

**"Do you use artificial intelligence on our data?"** To read invoices and to suggest coding, within your region. Each suggestion is
marked as such, with its origin and confidence, and can be traced in the audit trail. A model never releases a payment.

**"What of requests by public authorities?"** We have received none so far. If one came, we would tell you unless the law forbids it, and contest what is not lawful.

**"Whom do I call?"** security@ledgerlark.example, at any hour.
""",
)

DPA_SUMMARY = Paper(
    path="Security and Legal/DPA and sub-processors - plain language summary.pdf",
    look="plain",
    kicker="Legal - data processing",
    title="Our data-processing agreement, in plain words",
    standfirst="A companion for your legal department. The agreement itself is binding; this is the map.",
    foot="DPA summary, version 4.2, valid from 1 March 2026",
    properties=Properties(
        title="Data-processing agreement: summary and sub-processors",
        created="2026-02-20",
        modified="2026-02-27",
        author="Ledgerlark Marketing",
        subject="GDPR Article 28, sub-processors, legal review",
        keywords="DPA, GDPR, sub-processor, legal, procurement, liability, standard contractual clauses",
    ),
    body="""
# Before you start redlining

Legal departments tell us that a data-processing agreement costs them eleven days on average, most of these in a queue. Our
agreement was written with five of our customers' lawyers, follows the order of Article 28 GDPR, and has been signed without
any change by four customers out of five since 2024. You may use your own template instead. We sign it if it covers
the same points, and we return our comments within five working days.

# Who is who

You are the controller. Ledgerlark is the processor. You decide which personal data come into the system; typically these are the names,
addresses, bank details and signatures of suppliers' staff and sole traders, and the names of your own approvers. Special categories are not
required by the service, but they occur, for example in medical invoices. If they do, mark the supplier group as sensitive: the access rules of
annex 2, part C, then apply.

# Clause by clause

| Clause | What it says | What people ask |
| 3 Instructions | We process only on your documented instructions. The configuration of your tenant counts as one. | "May you use our data to improve your product?" Only counts and timings, never content. |
| 5 Confidentiality | All staff are bound, also after they leave. | |
| 6 Security | Annex 2 lists the measures. We may improve them, not weaken them. | "Do you commit to ISO 27001?" Yes, for the term. |
| 7 Sub-processors | General authorisation, the list below, 30 days' notice, right to object and to end the contract. | "Can we approve each one?" Public bodies may; see the public-sector annex. |
| 8 Rights of persons | We help you answer requests within ten working days. Search and export are built in. | |
| 9 Breach | First notice within 24 hours of confirmation. | "Why of confirmation?" Because suspicion alone would make you report noise. |
| 10 Audit | Reports first (SOC 2 Type II, ISO 27001). If these do not suffice, an audit on site once a year, at your cost, on 30 days' notice. | "Also without notice?" After a breach, yes. |
| 11 Deletion | Return within 60 days, then destruction of keys, certificate. | "In which format?" PDF/A, CSV, JSON. |
| 12 Transfers | None outside the European Economic Area for tenants in Frankfurt and Dublin. | "Standard clauses?" Attached in case your own use needs them. |
| 14 Liability | Follows the main contract: twelve months' fees, and three times that for breaches of data protection. | "Can the cap go up?" Within Enterprise contracts it has been raised. Ask early. |

# The sub-processors

| Role | Company seat | Data | Place of processing | Since |
| Hosting (EU) | Ireland | all, encrypted | Frankfurt, Dublin | 2019, Dublin 2024 |
| Hosting (Canada) | Canada | all, encrypted | Montreal | 2025 |
| Mail gateway | Germany | mails in transit, 24 hours | region of the tenant | 2021 |
| Peppol access point | Germany | structured invoices in transit | Germany | 2023 |
| Payment institution | Ireland | payee, IBAN, amount (Pay only) | Ireland | 2024 |
| Ticket system | Ireland | what you write to support | Ireland | 2020 |

Names, addresses and registration numbers stand in annex 3, which we send with the agreement. Three changes in the last three years, each announced
five weeks ahead; nobody objected.

# Points on which we can move, and on which we cannot

We say this in the beginning because it shortens the talk:

- **We can:** your template, your governing law within the European Union or England, a higher cap on liability, shorter notice for sub-processors in the public sector,
your own wording for the notice of a breach, an additional deletion certificate, a works-council annex.
- **We cannot:** unlimited liability, a veto over staff, storage of logs in your country if it is not one of our three regions, a penalty for each day of a
delayed answer.

# Procurement checklist

Everything below can be had in one parcel, on the day you ask. Purchasing departments need not collect it one by one.

- [ ] Data-processing agreement version 4.2, signed by us
- [ ] Annex 2, technical and organisational measures
- [ ] Annex 3, sub-processors with names
- [ ] ISO 27001 certificate and statement of applicability
- [ ] SOC 2 Type II report (under non-disclosure agreement)
- [ ] Certificate of insurance, professional and cyber, EUR 10 m
- [ ] Extract from the commercial register, tax certificates
- [ ] Self-assessment on the Supply Chain Act and code of conduct
- [ ] Transfer impact assessment (short: there is no transfer)

!note Typical times | Our template unchanged: 3 working days from request to both signatures. Our template with changes: 12. Your template: 17.
Median of all contracts signed in 2025.
""",
)

PEN_TEST_SUMMARY = Paper(
    path="Security and Legal/Pen test summary (confidential).pdf",
    look="plain",
    tint="ink",
    kicker="Confidential - shared under NDA only",
    title="Penetration test, autumn 2025: summary for customers",
    standfirst="Tests of the web application, programming interface, mail approval and tenant separation, 6 to 17 October 2025.",
    foot="Confidential - recipient is bound by the non-disclosure agreement",
    password="harbour-lark-2025",
    properties=Properties(
        title="Penetration test summary autumn 2025",
        created="2025-11-21",
        modified="2025-11-21",
        author="Ledgerlark Marketing",
        subject="Confidential",
    ),
    body="""
# Scope and method

Two testers worked for ten days against a copy of production with two tenants, with and without credentials. The method followed the usual testing guide
for web applications, level 2, with additional cases written for approvals by mail. The source code of the mail token was open to the testers.

# Result

| Severity | Found | Open today |
| Critical | 0 | 0 |
| High | 1 | 0 |
| Medium | 4 | 0 |
| Low | 9 | 3 |

**High 1.** A delegation that had been withdrawn stayed valid in mails sent before the withdrawal, up to the end of the token's life. Repaired in
6 days, retested. No case in production logs of the preceding 24 months.

**Medium 1 to 4.** A header missing on the download host; an error message that revealed whether a supplier number exists; a rate limit too generous on the
search of the programming interface; an outdated library without a reachable path. All closed within 41 days.

The three open low findings concern cosmetic headers on the status page and are accepted until the next release.

# Statement of the testers

"Separation of tenants held against all attempts, including attempts with knowledge of internal identifiers. The quality of logging allowed
the defender to reconstruct our work almost completely."
""",
)

SECURITY_PAPERS = (SECURITY_WHITE_PAPER, DPA_SUMMARY, PEN_TEST_SUMMARY)
