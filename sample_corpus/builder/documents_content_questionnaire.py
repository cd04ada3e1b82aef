"""The long list of answered security questions that buyers ask for. External."""

from sample_corpus.builder.documents_package import WordDocument
from sample_corpus.builder.papers_properties import Properties

QUESTIONNAIRE = WordDocument(
    path="Security and Legal/Security questionnaire - standard answers 2026.docx",
    title="Security questionnaire: standard answers",
    header="Ledgerlark - external - edition June 2026",
    footer="Standard answers. If your own questionnaire differs, we map it within three working days.",
    font="Arial",
    properties=Properties(
        title="Security questionnaire - standard answers",
        created="2025-01-20",
        modified="2026-06-22",
        author="Ledgerlark Marketing",
        subject="Information security, vendor assessment",
        keywords="security questionnaire, vendor assessment, CAIQ, ISO 27001, SOC 2, encryption, backup, incident",
    ),
    body="""
Answers are given in whole sentences, so that they can be copied into your own form. Where an answer holds only for a certain plan, we say so.

# A Organisation and governance

**A1 Is there a person responsible for information security?** Yes. A chief information security officer reports to the management board and has a veto on releases. A data-protection officer is appointed and independent.

**A2 Which certificates do you hold?** ISO 27001 for development, operation and support of Ledgerlark AP. SOC 2 Type II for security, availability and confidentiality, over twelve months.

**A3 Are policies reviewed?** Yearly, and after every severity-1 incident. Each policy has an owner and a version. Staff confirm changes in writing.

**A4 Do you carry cyber insurance?** Yes, EUR 10 m for professional and cyber risks together. A certificate is part of the legal parcel.

**A5 Are staff screened?** Yes, to the extent allowed by local law, before the first day. Confidentiality outlasts employment.

**A6 How are staff trained?** On the first day, yearly, and by four simulated phishing mails a year. In 2025 the report rate was 74 %, the click rate 2.1 %.

# B Data location and tenancy

**B1 Where are data stored and processed?** In Frankfurt, Dublin or Montreal. Customers with Enterprise choose the region in the contract. Documents, fields, index, logs and backups remain there.

**B2 Are data transferred to third countries?** Not for tenants in Frankfurt and Dublin. Montreal is covered by an adequacy decision for commercial organisations.

**B3 Is the service multi-tenant?** Yes. Separation by row-level security in the database, own encryption key per tenant, own container for documents. Tested twice a year.

**B4 Do you offer an installation on our premises?** No.

**B5 Do subcontractors key invoices by hand?** No. No person outside your company types from your invoices.

# C Encryption

**C1 In transit?** TLS 1.3; 1.2 accepted until December 2026 for older devices. Weak ciphers are off.

**C2 At rest?** AES-256 for everything, backups included.

**C3 How are keys managed?** Root key in a hardware module (FIPS 140-2 level 3), tenant keys, document keys. Yearly rotation, or on demand.

**C4 May we hold our own key?** Yes, with Enterprise. Withdrawal is effective within 15 minutes.

# D Access

**D1 How do users sign on?** SAML 2.0 or OpenID Connect; otherwise password with compulsory second factor.

**D2 Is there automatic provisioning?** SCIM 2.0. Leavers lose access within five minutes.

**D3 How are rights given?** By role, cost centre and company. Segregation of duties is enforced: nobody approves what they entered, nobody releases a payment to an account that they changed.

**D4 Do your administrators have access to our content?** No standing access. You open a window of at most four hours; each view is in your log.

**D5 How is access to production protected on your side?** Hardware keys, dedicated jump host, session recording, quarterly review.

# E Logging and monitoring

**E1 What is logged?** Views, searches, changes, approvals, exports, administration, API calls, access by our staff.

**E2 How long are logs kept?** Views and exports 7 years, changes and approvals 10 years, searches 1 year.

**E3 Can logs be altered?** No. Append-only with a chain of hashes, whose head is stored outside the tenant daily.

**E4 Can we take logs into our own monitoring?** Yes, by syslog over TLS or signed web hook, within one minute.

**E5 Do you watch for attacks?** Around the clock, with rules for brute force, impossible travel, mass export and changes of bank details outside business hours.

# F Development and change

**F1 Is there a secure development process?** Yes. Design review with threat model, four-eyes principle on each change, static analysis, check of dependencies every night, secrets scanning.

**F2 Are production data used in tests?** No. Test data are synthetic.

**F3 How often do you release?** Every three weeks, without interruption. Preview tenant ten days earlier, 30 days for validated systems.

**F4 How fast are vulnerabilities closed?** Critical 7 days, high 30, medium 90. The last four penetration tests had no critical finding.

**F5 Is there a bill of materials?** Yes, per release, in a common machine-readable format, on request.

# G Penetration tests and audits

**G1 How often are you tested?** Twice a year by independent firms that take turns.

**G2 May we see results?** A summary under a non-disclosure agreement, with dates of closing.

**G3 May we test ourselves?** Yes, in a sandbox tenant, five working days' notice.

**G4 May we audit you?** Yes. First by reports, then on site once a year with 30 days' notice, after a breach without.

# H Incidents

**H1 Is there a documented process?** Yes: detect, judge, contain, tell, repair, learn. Two exercises a year.

**H2 When are we notified?** Within 24 hours of a confirmed breach of your data.

**H3 Have there been incidents?** No confirmed disclosure of customer data to third parties. Two severity-1 incidents of availability in the last 24 months, 38 and 94 minutes, with public reports.

**H4 Who is our contact?** A named incident lead; security@ledgerlark.example around the clock.

# I Continuity

**I1 Availability?** 99.95 % over the last 24 months.

**I2 Recovery objectives?** Recovery point 5 minutes, recovery time 2 hours. Tested twice a year.

**I3 Backups?** Continuous and daily, kept for 35 days, same region, encrypted, restored for test monthly.

**I4 What if Ledgerlark ceases to exist?** Nightly export to your SFTP in open formats. With Enterprise, escrow of source code and an operating period of 90 days financed in advance.

# J Privacy

**J1 Roles?** You are the controller, Ledgerlark the processor.

**J2 Which personal data?** Names, addresses, bank details of suppliers; names and decisions of approvers; whatever an invoice happens to contain.

**J3 Sub-processors?** Six roles, listed with places and purpose; 30 days' notice; right to object and to leave.

**J4 Deletion?** By your own rules during the contract. At its end 60 days to fetch, then destruction of keys, certificate; backups expire after a further 35 days.

**J5 Are data used to train models?** Not for others, and not in public models. Corrections that you make improve suggestions in your tenant only.

# K Artificial intelligence

**K1 Where is it used?** Reading of documents, suggestion of coding, detection of duplicates and anomalies.

**K2 Does a model decide?** A model proposes. Posting without touch happens by rules which you set (match within tolerance, confidence above threshold). A model never releases a payment.

**K3 Can decisions be explained?** Each value shows its source on the page, the version of model or rule, and its confidence. The trail is kept for ten years.

# L Not applicable, or no

For completeness, these are questions which we answer with no: hosting in the United States; HIPAA attestation; FedRAMP; PCI DSS (no card data are processed); on-premises installation; unannounced inspection of the hosting provider's buildings; certified ESG report.

| Annex | Document | How to get it |
| 1 | ISO 27001 certificate, statement of applicability | evidence room |
| 2 | SOC 2 Type II report | evidence room, under NDA |
| 3 | Penetration test summaries, spring and autumn | evidence room, under NDA, password by telephone |
| 4 | Data-flow drawing | evidence room |
| 5 | DPA 4.2 with annexes | legal parcel |
""",
)

QUESTIONNAIRE_DOCUMENTS = (QUESTIONNAIRE,)
