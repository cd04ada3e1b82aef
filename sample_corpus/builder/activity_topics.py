"""What people typed, and which assets a search for it shows. Written by hand from what reps and buyers say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """Ways to ask for one thing, and the keys of the assets that come up, best first (none: a gap)."""

    queries: tuple[str, ...]
    shown: tuple[str, ...] = ()
    weight: int = 4


TOPICS: tuple[Topic, ...] = (
    Topic(
        ("too expensive", "it's too expensive", "price objection", "they say we are overpriced", "to expensive", "too dear for us",
         "why so expensive compared to what we have", "buyer shocked by price"),
        ("price_sheet", "roi_study", "workshop", "after_demo", "pricing_faq", "cheaper_sheet", "price_list", "tidemark", "price_list_2024"),
        weight=10,
    ),
    Topic(
        ("roi", "ROI proof", "proof of savings", "payback", "how fast do we get our money back", "return on investment calculator",
         "roi calulator", "business case numbers", "cost per invoice before after", "what does it save"),
        ("roi_study", "roi_calculator", "business_case", "cfo_one_pager", "st_aldric", "brennan", "late_invoice", "workshop"),
        weight=9,
    ),
    Topic(
        ("pricing", "price list", "pricelist 2026", "what does enterprise cost", "list price professional", "per user fee?",
         "overage price", "setup fee credited"),
        ("price_list", "pricing_faq", "price_list_2024", "pricing_faq_2024", "discount_matrix", "proposal"),
        weight=8,
    ),
    Topic(
        ("no budget this year", "budget is gone", "budget frozen until January", "spring start", "no money left this year"),
        ("timing_sheet", "price_sheet", "pricing_faq", "workshop", "discovery_call"),
    ),
    Topic(
        ("not this year", "bad timing", "not now", "come back in Q3", "too busy to change", "cost of doing nothing",
         "why change now", "status quo", "we are fine as we are", "doing nothing"),
        ("timing_sheet", "late_invoice", "keynote", "workshop", "einvoicing_paper", "sales_playbook"),
        weight=6,
    ),
    Topic(
        ("discount approval", "who approves 15 %", "20% discount", "discount matrix", "how low can I go"),
        ("discount_matrix", "procurement_sheet", "procurement_cheat", "sales_playbook"),
        weight=3,
    ),
    Topic(
        ("billmoor", "Billmoor vs us", "leaving billmoor", "bilmoor", "billmoor cheaper", "outgrew bill pay tool",
         "Billmoor per user fees", "switch from Billmoor history migration"),
        ("billmoor_card", "tidemark", "billmoor_traps", "cheaper_sheet", "feature_table", "comparison_sheet"),
        weight=6,
    ),
    Topic(
        ("quillstone", "quillstone suite", "CPO wants one suite", "procurement suite vs specialist", "failed suite project",
         "quilstone implementation nine months", "one vendor source to pay"),
        ("quillstone_card", "quillstone_play", "pollux", "feature_table", "comparison_sheet", "sales_playbook"),
        weight=5,
    ),
    Topic(
        ("veltrapay", "theirs is free", "free software virtual card", "supplier fee", "veltrapay free", "velta pay",
         "why did we lose to Veltrapay", "suppliers refuse cards"),
        ("veltrapay_card", "veltrapay_quick", "lost_debrief", "cheaper_sheet", "feature_table", "pay_page"),
        weight=6,
    ),
    Topic(
        ("orsavo", "AI invoice competitor", "hallucinated line items", "llm reads invoices audit trail", "Orsavo SOC 2",
         "orsavo demo looked like magic", "is it real AI"),
        ("orsavo_card", "orsavo_quick", "model_blog", "feature_table", "comparison_sheet"),
        weight=5,
    ),
    Topic(
        ("sumledger", "SumLedger end of support", "we already have SumLedger", "old OCR on premises", "replace ocr server",
         "sum ledger 2027", "template per supplier", "we already have a tool"),
        ("sumledger_card", "karsten", "sumledger_play", "timing_sheet", "workshop", "feature_table"),
        weight=6,
    ),
    Topic(
        ("competitor comparison", "feature comparison", "compare vendors", "comparison for buyer", "how are you different",
         "comparison sheet external", "vs others"),
        ("comparison_sheet", "feature_table", "rfp_guide", "overview", "sales_playbook"),
        weight=5,
    ),
    Topic(
        ("security", "security white paper", "CISO blocks", "CISO won't sign off", "SOC 2", "iso 27001 certificate", "soc2 type 2 report",
         "security review", "secuirty questionnaire", "pentest report"),
        ("security_paper", "trust_page", "corvane", "security_table", "security_paper_2024", "ciso_track", "security_mail"),
        weight=9,
    ),
    Topic(
        ("data residency", "where is our data stored", "data in frankfurt", "data stays in EU", "encryption at rest", "own encryption key",
         "access logging SIEM", "who can see our invoices"),
        ("security_paper", "trust_page", "security_table", "corvane", "security_answers", "ciso_call", "trust_page_2024"),
        weight=5,
    ),
    Topic(
        ("security questionnaire", "vendor risk assessment answers", "214 questions", "questionnaire template filled", "DORA NIS2"),
        ("security_table", "security_answers", "corvane", "security_paper", "trust_page"),
        weight=4,
    ),
    Topic(
        ("GDPR", "DPA", "data processing agreement", "AVV", "sub-processors", "gdpr processor list", "liability cap", "contract redlines"),
        ("dpa", "trust_page", "procurement_sheet", "procurement_cheat", "security_paper"),
        weight=5,
    ),
    Topic(
        ("Betriebsrat", "works council", "Datenschutz Betriebsrat", "employee monitoring", "Mitbestimmung Rechnungsfreigabe"),
        ("german_works_council", "works_council_mail", "dpa", "trust_page"),
        weight=3,
    ),
    Topic(
        ("procurement wants three offers", "three quotes", "tender", "RFP template", "rfp checklist", "public procurement", "framework agreement",
         "procuremnt process"),
        ("rfp_guide", "procurement_sheet", "procurement_cheat", "vallclara", "procurement_mail", "play_procurement", "tamsberg"),
        weight=6,
    ),
    Topic(
        ("IT has no capacity", "no IT resources", "IT is busy with S/4 migration", "how much IT effort", "IT backlog", "days of IT work",
         "no developers available"),
        ("it_one_pager", "it_cheat", "it_guide", "erp_deck", "norrvik", "implementation_plan", "workshop"),
        weight=7,
    ),
    Topic(
        ("ERP integration", "SAP connector", "S/4HANA integration", "dynamics 365", "netsuite connector", "does it work with IFS", "proALPHA",
         "list of ERP connectors", "erp interface", "Infor M3", "sap intergration"),
        ("erp_deck", "connect_page", "it_guide", "connector_list", "it_one_pager", "overview", "norrvik"),
        weight=8,
    ),
    Topic(
        ("api documentation", "REST API webhooks", "sftp flat files", "sandbox"),
        ("connect_page", "it_guide", "erp_deck"),
        weight=2,
    ),
    Topic(
        ("build in house", "we would build it ourselves", "build vs buy", "our developers can do this", "own tool", "make or buy",
         "inhouse development with chatgpt", "biuld or buy"),
        ("ostermann", "build_blog", "build_paper", "build_sheet", "workshop"),
        weight=6,
    ),
    Topic(
        ("implementation time", "how long does go-live take", "six weeks", "project plan", "go live plan", "implementation risk", "change management plan",
         "timeline implementation"),
        ("implementation_plan", "it_guide", "helvaris", "pollux", "onboarding_plan", "overview_2024"),
        weight=6,
    ),
    Topic(
        ("switching cost", "migration of history", "too painful to switch", "move 26 months of data", "leaving old system", "lock in",
         "what happens when we leave"),
        ("tidemark", "karsten", "implementation_plan", "ostermann", "pricing_faq", "sumledger_play"),
        weight=4,
    ),
    Topic(
        ("approvers won't use it", "nobody logs in", "partners approve by mail", "adoption", "user acceptance", "managers hate portals",
         "approve from phone", "training needed?", "low adoption risk"),
        ("approve_page", "ferrand", "workshop", "implementation_plan", "overview"),
        weight=5,
    ),
    Topic(
        ("need to convince my boss", "can't decide alone", "champion kit", "internal memo template", "email to forward to boss", "board approval",
         "help my champion", "who else must sign"),
        ("champion_kit", "forward_mail", "champion_memo", "business_case", "play_champion", "cfo_persona"),
        weight=5,
    ),
    Topic(
        ("are you big enough", "too small vendor", "support for 5000 people", "SLA", "support response time", "uptime", "what if you go bankrupt",
         "vendor viability", "follow the sun support"),
        ("support_one_pager", "st_aldric", "trust_page", "tamsberg", "press_note", "ciso_call", "security_paper_2024"),
        weight=5,
    ),
    Topic(
        ("duplicates", "duplicate payments", "paid twice", "fraud changed bank details", "bank account check", "fraud prevention", "fake invoice"),
        ("st_aldric", "pay_one_pager", "pay_page", "overview", "late_invoice"),
        weight=4,
    ),
    Topic(
        ("early payment discount", "skonto", "discount capture", "cash discount case study", "dynamic discounting", "treasury working capital DPO"),
        ("brennan", "pay_page", "cfo_one_pager", "roi_study", "pay_one_pager"),
        weight=4,
    ),
    Topic(
        ("hospital case study", "healthcare reference", "clinic", "hospitals one pager", "Krankenhaus Referenz"),
        ("st_aldric", "hospital_one_pager", "references", "overview"),
        weight=4,
    ),
    Topic(
        ("logistics case study", "freight invoices", "fuel surcharge matching", "haulier reference", "transport"),
        ("norrvik", "match_page", "norrvik_raw", "overview"),
        weight=4,
    ),
    Topic(
        ("manufacturing case study", "automotive supplier reference", "machine builder proALPHA", "food industry reference"),
        ("karsten", "brennan", "references", "match_page"),
        weight=3,
    ),
    Topic(
        ("public sector", "city municipality", "kommune", "university reference", "pay within 30 days law", "government tender reference"),
        ("tamsberg", "vallclara", "rfp_guide", "references"),
        weight=3,
    ),
    Topic(
        ("insurance reference", "bank or insurer customer", "pharma validation", "GxP", "life sciences CSV validation pack", "legal firm reference",
         "law firm partners"),
        ("corvane", "helvaris", "ferrand", "references"),
        weight=4,
    ),
    Topic(
        ("retail case study", "supermarket", "construction", "retention stage payments", "subcontractor invoices"),
        ("ostermann", "retail_proposal", "match_page", "references"),
        weight=3,
    ),
    Topic(
        ("reference customer", "who can I call", "reference call SAP", "customer quote", "customer logos", "case study"),
        ("references", "st_aldric", "norrvik", "brennan", "karsten", "corvane", "ferrand"),
        weight=5,
    ),
    Topic(
        ("zugferd", "XRechnung", "e-invoicing deadline", "peppol", "ksef", "e-invoicing mandate france", "facture électronique 2026",
         "edi invoices", "e invoicing germany 2027"),
        ("einvoicing_paper", "capture_page", "tamsberg", "capture_one_pager", "fiche", "einvoicing_blog"),
        weight=6,
    ),
    Topic(
        ("overview deck", "product overview", "company presentation", "first meeting slides", "standard deck", "what do we do in one slide",
         "produkt übersicht"),
        ("overview", "overview_2024", "capture_one_pager", "cfo_one_pager", "keynote"),
        weight=8,
    ),
    Topic(
        ("three way matching", "tolerances", "goods receipt", "match purchase orders", "3-way match", "invoice without PO"),
        ("match_page", "overview", "norrvik", "feature_table"),
        weight=4,
    ),
    Topic(
        ("OCR accuracy", "capture rate", "invoice recognition handwritten", "touchless rate", "languages supported"),
        ("capture_page", "capture_one_pager", "overview", "overview_2024", "glossary"),
        weight=3,
    ),
    Topic(
        ("CFO one pager", "what do CFOs care about", "finance persona", "email to CFO", "cold email", "opener for finance director"),
        ("cfo_one_pager", "cold_mail", "cfo_persona", "personas", "keynote"),
        weight=4,
    ),
    Topic(
        ("proposal template", "offer template", "commercial proposal", "quote document", "angebot vorlage"),
        ("proposal", "retail_proposal", "price_list", "business_case"),
        weight=3,
    ),
    Topic(
        ("renewal", "renewal notice", "price increase renewal", "upsell enterprise", "expansion second entity", "QBR", "quarterly business review"),
        ("qbr", "renewal_deck", "renewal_playbook", "renewal_mail", "qbr_call", "newsletter"),
        weight=4,
    ),
    Topic(
        ("kick-off deck", "onboarding", "onboarding guide admin", "customer kickoff", "first 90 days", "training for administrators"),
        ("kickoff", "admin_guide", "onboarding_plan", "newsletter"),
        weight=4,
    ),
    Topic(
        ("roadmap", "roadmap 2027", "when will you support", "release notes", "what's new", "new features autumn"),
        ("roadmap", "release_notes", "newsletter"),
        weight=3,
    ),
    Topic(
        ("discovery questions", "questions to ask first call", "qualification", "sales playbook", "negotiation tips"),
        ("discovery_questions", "sales_playbook", "workshop", "personas"),
        weight=3,
    ),
    Topic(("lost deal email", "win back", "re-engage cold opportunity"), ("re_engage_mail", "lost_debrief", "sales_playbook"), weight=2),
    Topic(("HIPAA", "hipaa certified hosting US", "US data centre", "BAA agreement", "host in United States"), (), weight=4),
    Topic(("kubernetes operator", "helm chart", "run in our own cluster"), (), weight=2),
    Topic(("on-premises licence", "on prem installation", "self hosted version", "perpetual license"), (), weight=4),
    Topic(("chinese deck", "deck in Mandarin", "japanese one pager"), (), weight=2),
    Topic(("ESG reporting", "CSRD", "carbon footprint scope 3 suppliers", "sustainability report"), (), weight=4),
    Topic(("expense management", "travel expenses", "credit card receipts app"), (), weight=3),
    Topic(("accounts receivable", "dunning", "order to cash"), (), weight=2),
    Topic(("partner program", "reseller margin", "white label"), (), weight=2),
    Topic(("FedRAMP", "ITAR", "blockchain invoices"), (), weight=1),
    Topic(("aviation case study", "oil and gas reference", "telecom operator reference"), (), weight=2),
)  # fmt: skip
