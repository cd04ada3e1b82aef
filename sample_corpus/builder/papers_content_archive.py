"""The superseded papers of 2024, with the claims and prices of that year."""

from sample_corpus.builder.papers_pages import Paper
from sample_corpus.builder.papers_properties import Properties

SECURITY_2024 = Paper(
    path="Archive/2024/Security white paper 2024.pdf",
    look="band",
    tint="accent",
    kicker="White paper - 2024",
    title="Security and data protection at Ledgerlark",
    standfirst="Where your invoices lie, who can read them, what we record and whom we rely on.",
    foot="Ledgerlark security white paper 2024",
    properties=Properties(
        title="Security and data protection at Ledgerlark",
        created="2024-02-05",
        modified="2024-03-11",
        subject="Security white paper",
        keywords="security, ISO 27001, SOC 2, encryption, data residency",
    ),
    body="""
# Summary

Ledgerlark AP handles supplier invoices for 410 customers. An invoice is a business secret, often a personal record and always
an attempt to move money. We treat it as all three.

| Question | Short answer |
| Where is our data? | In Frankfurt, backups included. |
| Is it encrypted? | In transit with TLS 1.2 or later, at rest with AES-256. |
| Who can see it? | Your users by role, and named support engineers. |
| What is logged? | Every change, kept for two years. |
| Who checks you? | ISO 27001 and SOC 2 Type I. Penetration test once a year. |
| How available is it? | 99.9 %. |

# 1 Residency

All tenants live in Frankfurt (Germany). Backups are held in the same region. Further regions are being examined. North American
customers are served from Frankfurt under standard contractual clauses.

# 2 Encryption

TLS 1.2 or 1.3 in transit. AES-256 for databases, documents and backups. Keys are held in a hardware security module and rotated once a
year. Customers cannot bring their own keys at present.

# 3 Access

Password and second factor, or single sign-on through SAML 2.0 (Enterprise). Support engineers have read access to the tenants which they
look after; each access is recorded, and the record can be requested from support.

Approval from mail uses a token that is valid for 30 days.

# 4 Logging

Changes of fields, approvals and rejections, changes of suppliers' bank details and administration are recorded with person and time. The log is kept
for two years and can be exported as CSV. Views are not recorded.

# 5 Sub-processors

Hosting provider (Germany), mail gateway (Germany), ticket system (Ireland). Notice of changes: 14 days.

# 6 Incidents

Monitoring around the clock, on-call engineer within 30 minutes. Confirmed breaches are notified within 48 hours. In the past year there was no
confirmed disclosure of customer data.

# 7 Continuity

Recovery point one hour, recovery time eight hours. Backups daily, kept for 30 days. Availability over the past year: 99.9 %.

# 8 Roadmap

SOC 2 Type II (observation period begins in July 2024), region Dublin, logging of views, windows for support access. We shall inform customers in the
newsletter.
""",
)

PRICE_LIST_2024 = Paper(
    path="Archive/2024/Price list 2024.pdf",
    look="band",
    tint="grey",
    kicker="Price list - valid from 1 January 2024",
    title="Ledgerlark AP price list 2024",
    standfirst="All prices in euro, without VAT.",
    foot="Price list 2024 - valid until 31 December 2024",
    properties=Properties(
        title="Price list 2024",
        created="2023-11-28",
        modified="2024-01-08",
        author="user",
        keywords="price list, 2024",
    ),
    body="""
# Plans

| Plan | Price a month | Included |
| Essentials | EUR 1,450 | up to 1,500 invoices a month, Capture and Approve |
| Professional | EUR 2,900 | up to 5,000 invoices a month, adds Match and Insight |
| Enterprise | from EUR 5,400 | unlimited entities, adds Pay, SSO, named success manager |

# Rules

- Setup: fixed fee of EUR 8,000.
- Overage: EUR 0.50 an invoice, settled quarterly.
- No per-user fees.
- Payment annually in advance.
- Typical time to go live: 10 weeks.

# Options

| Option | Price |
| Additional ERP connector | EUR 250 a month |
| Sandbox tenant | EUR 400 a month |
| Training day on site | EUR 1,600 |

!small Prices may be changed with three months' notice. Offers in writing are valid for 60 days. This list replaces all earlier ones.
""",
)

ARCHIVE_PAPERS = (SECURITY_2024, PRICE_LIST_2024)
