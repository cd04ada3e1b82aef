"""The invented company whose drive this is. Every builder module takes its facts from here.

Nothing in it is real: company, product, competitors, customers and people are made up for this project.
"""

COMPANY = "Ledgerlark"
PRODUCT = "Ledgerlark AP"
TAGLINE = "Invoices in, approvals out, nothing retyped."
WHAT_IT_DOES = (
    "Ledgerlark AP is accounts-payable automation for mid-sized companies (200 to 5,000 staff): it captures supplier "
    "invoices from mail, paper and portals, matches them to purchase orders and receipts, routes them for approval, "
    "posts them to the ERP and pays them on the day that suits the cash plan."
)
MODULES = {
    "Capture": "reads invoices from mail, scans, EDI and supplier portals; 96 % of header fields need no touch",
    "Match": "two-way and three-way matching against orders and goods receipts, with tolerances per supplier",
    "Approve": "approval routes by amount, cost centre and project; approve from mail or phone",
    "Pay": "payment runs, early-payment discounts, supplier bank-detail checks",
    "Insight": "days payable outstanding, discount capture, duplicate and fraud alerts",
    "Connect": "certified connectors for 34 ERP systems, REST API, SFTP",
}

# Current list prices (2026 edition). The 2024 price list in Archive/ says 1,450 / 2,900 / 5,400: superseded.
PRICES = {
    "Essentials": "EUR 1,600 a month, up to 1,500 invoices a month, Capture + Approve",
    "Professional": "EUR 3,200 a month, up to 5,000 invoices a month, adds Match + Insight",
    "Enterprise": "from EUR 6,100 a month, unlimited entities, adds Pay, SSO, data residency, named success manager",
}
PRICING_RULES = (
    "No per-user fees: everybody may approve.",
    "Setup is a fixed fee of EUR 9,500 and is credited against a three-year term.",
    "Overage is EUR 0.45 an invoice, settled once a year, never switched off.",
    "Discounts above 12 % need the sales director; above 20 % the CFO.",
    "Payment terms: annual in advance, or quarterly at +3 %.",
)

# Claims that appear in many assets. Older files say something else on purpose (see SUPERSEDED_CLAIMS).
CLAIMS = {
    "uptime": "99.95 % over the last 24 months",
    "customers": "640 customers in 19 countries",
    "invoices": "41 million invoices a year",
    "cost_per_invoice": "from EUR 11.80 to EUR 2.90 an invoice, the median of 118 customers measured in 2025",
    "payback": "9 months median payback",
    "go_live": "6 weeks median from signature to first live invoice",
    "touchless": "71 % of invoices posted without a human touch after six months",
    "support": "first answer within 22 minutes (median, business hours), follow-the-sun for Enterprise",
    "certificates": "ISO 27001, SOC 2 Type II, penetration test twice a year, data in Frankfurt, Dublin or Montreal",
    "retention": "97 % gross revenue retention in 2025",
}
SUPERSEDED_CLAIMS = {
    "uptime": "99.9 %",
    "customers": "410 customers",
    "go_live": "10 weeks",
    "certificates": "ISO 27001, SOC 2 Type I, data in Frankfurt",
}

# Five competitors, all invented, each beaten and each winning for its own reasons.
COMPETITORS = {
    "Billmoor": (
        "Cheap small-business bill pay, EUR 390 a month. Wins on price and a ten-minute sign-up. No three-way match, "
        "four ERP connectors, per-user fees from the sixth user, support by forum."
    ),
    "Quillstone": (
        "Big procurement suite. Wins where the CPO wants one vendor for source-to-pay. Nine-month projects, partner "
        "fees twice the licence, AP is an afterthought: no mail approval, yearly releases."
    ),
    "Veltrapay": (
        "Payments first: pays suppliers by virtual card and lives from the card fee. Wins with 'free' software. "
        "Suppliers refuse the fee, no SEPA batch, capture is outsourced to a keying centre abroad."
    ),
    "Orsavo": (
        "Young company, a language model reads every invoice. Wins demos with zero set-up. No audit trail for the "
        "model's decisions, no SOC 2 report yet, invents line items on long invoices, 30 staff."
    ),
    "SumLedger": (
        "Incumbent on-premises OCR from 2009. Wins by inertia: it is paid for. Template per supplier, no support "
        "after December 2027, needs a server and two part-time keyers, no remote approval."
    ),
}

# Case-study customers: key -> (name, industry, country, size, ERP, problem, result, quote, who)
CUSTOMERS = {
    "hospital": (
        "St. Aldric Hospital Group",
        "healthcare",
        "Germany",
        "4,100 staff",
        "SAP S/4HANA",
        "14,000 invoices a month on paper across six sites; auditors found 212 duplicate payments in one year",
        "duplicates down to 3, cost per invoice from EUR 13.40 to EUR 3.10, payback in 8 months",
        "The auditors now ask us how we did it.",
        "Head of Finance",
    ),
    "logistics": (
        "Norrvik Freight",
        "logistics",
        "Sweden",
        "1,900 staff",
        "Dynamics 365",
        "freight invoices with 40 lines and fuel surcharges nobody could match",
        "83 % of freight invoices match untouched; closed the month in 4 days instead of 11",
        "Surcharges used to be a matter of belief.",
        "Group Controller",
    ),
    "food": (
        "Brennan & Doyle Foods",
        "food manufacturing",
        "Ireland",
        "1,250 staff",
        "Infor M3",
        "missed early-payment discounts because approvals waited in plant offices",
        "EUR 412,000 of discounts captured in the first year, against 38,000 before",
        "It pays its own bill by March.",
        "CFO",
    ),
    "university": (
        "Universitat Vallclara",
        "higher education",
        "Spain",
        "3,300 staff",
        "UNIT4",
        "93 faculties, each with its own approval habit, and a public procurement law",
        "one approval matrix, tender passed without objections, 61 % fewer reminders",
        "We signed under the framework agreement in five weeks.",
        "Director of Procurement",
    ),
    "hotels": (
        "Maribelle Hotels",
        "hospitality",
        "Portugal",
        "38 hotels",
        "Oracle NetSuite",
        "general managers approved invoices in chat messages; suppliers stopped deliveries in high season",
        "approvals from the phone within 9 hours on average, no delivery stop in two seasons",
        "My managers did not notice there was a roll-out.",
        "Finance Director",
    ),
    "construction": (
        "Haldane Civil",
        "construction",
        "United Kingdom",
        "2,700 staff",
        "COINS",
        "retentions, stage payments and subcontractor certificates kept in spreadsheets",
        "GBP 1.9 m of overpaid retentions recovered in the first year",
        "The tool found in a week what we argued about for a year.",
        "Commercial Director",
    ),
    "retail": (
        "Ostermann Markets",
        "retail",
        "Austria",
        "212 stores",
        "SAP ECC",
        "had built an own invoice tool in 2017; two developers kept it alive, both resigned",
        "own tool switched off after 7 weeks; EUR 260,000 a year of upkeep saved",
        "We are grocers, not a software house.",
        "CIO",
    ),
    "insurance": (
        "Corvane Mutual",
        "insurance",
        "Netherlands",
        "1,600 staff",
        "Workday",
        "the CISO blocked three vendors on data residency and access logging",
        "passed a 214-question security review in 12 days; data stays in Frankfurt",
        "It was the first vendor that answered before we asked.",
        "CISO",
    ),
    "city": (
        "City of Tamsberg",
        "public sector",
        "Denmark",
        "5,000 staff",
        "KMD Opus",
        "legal duty to receive structured e-invoices and to pay within 30 days",
        "97 % paid in time (was 71 %), no late-payment interest since 2024",
        "The council asked one question: why not earlier?",
        "City Treasurer",
    ),
    "pharma": (
        "Helvaris Labs",
        "life sciences",
        "Switzerland",
        "900 staff",
        "SAP S/4HANA",
        "validated systems: every change needs documented evidence under GxP",
        "validation pack reused, 31 days from kick-off to validated go-live",
        "The documentation arrived before the software did.",
        "Head of Quality",
    ),
    "energy": (
        "Pollux Grid",
        "energy",
        "Poland",
        "3,800 staff",
        "IFS",
        "a failed Quillstone project: 14 months, EUR 1.1 m, no invoice live",
        "live in 8 weeks, Quillstone contract ended early, 68 % touchless after six months",
        "The second try was the quiet one.",
        "Programme Director",
    ),
    "law": (
        "Ferrand Astley LLP",
        "legal services",
        "United Kingdom",
        "740 staff",
        "Elite 3E",
        "partners approve only by mail and never log in to anything",
        "94 % of approvals given straight from the mail, disbursements billed 16 days sooner",
        "Nobody had to be trained, which is the only roll-out partners accept.",
        "Chief Operating Officer",
    ),
    "saas": (
        "Tidemark Cloud",
        "software",
        "Canada",
        "480 staff",
        "Oracle NetSuite",
        "grew out of Billmoor at 1,800 invoices a month: no purchase orders, no three-way match",
        "switched in 19 days with 26 months of history migrated; 2 staff moved from keying to analysis",
        "Billmoor was cheap until we counted the people.",
        "VP Finance",
    ),
    "automotive": (
        "Karsten Antriebe",
        "automotive supplier",
        "Germany",
        "2,200 staff",
        "proALPHA",
        "two part-time keyers and a SumLedger server that nobody dared to restart",
        "9,000 supplier templates retired, keyers now run supplier onboarding, payback in 10 months",
        "We found invoices in it from a supplier that closed in 2014.",
        "Head of Accounting",
    ),
    "charity": (
        "Open Harbour Relief",
        "non-profit",
        "Norway",
        "620 staff",
        "Xledger",
        "donor rules: each invoice must show which grant paid for it, auditors sample one in ten",
        "grant coding suggested on 88 % of invoices, audit preparation from 6 weeks to 8 days",
        "Every euro now tells where it came from.",
        "Grants Manager",
    ),
}

# The sales team. Addresses use example domains on purpose.
REPS = (
    ("rep-01", "Ines Marlow", "ines.marlow@ledgerlark.example", "DACH", "rep"),
    ("rep-02", "Tobias Renn", "tobias.renn@ledgerlark.example", "DACH", "rep"),
    ("rep-03", "Saoirse Quinlan", "saoirse.quinlan@ledgerlark.example", "UK & Ireland", "rep"),
    ("rep-04", "Dafydd Price", "dafydd.price@ledgerlark.example", "UK & Ireland", "rep"),
    ("rep-05", "Linnea Strand", "linnea.strand@ledgerlark.example", "Nordics", "rep"),
    ("rep-06", "Mateus Corvo", "mateus.corvo@ledgerlark.example", "South", "rep"),
    ("rep-07", "Aude Lambert", "aude.lambert@ledgerlark.example", "Benelux & France", "rep"),
    ("rep-08", "Jonah Pike", "jonah.pike@ledgerlark.example", "North America", "rep"),
    ("mkt-01", "Petra Holm", "petra.holm@ledgerlark.example", "Marketing", "marketer"),
)

BRAND = {"ink": "14213D", "accent": "0F766E", "warm": "E09F3E", "paper": "FAF8F3", "grey": "6B7280"}
