"""Short keys for the files of the drive, and how each one fares: when it is sent, how often, how well it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sample_corpus.builder.mess import MissingSourceError

DISCOVERY, EVALUATION, PROPOSAL, NEGOTIATION, POST_SALE = (
    "discovery",
    "evaluation",
    "proposal",
    "negotiation",
    "post-sale",
)

INTERNAL: Mapping[str, str] = {
    "price_sheet": "Objection Handling/They say we are too expensive.docx",
    "timing_sheet": "Objection Handling/Not now - timing and status quo.docx",
    "ciso_track": "Objection Handling/CISO talk track - security concerns.docx",
    "build_sheet": "Objection Handling/We could build this ourselves.docx",
    "procurement_sheet": "Objection Handling/Procurement and legal hurdles.docx",
    "german_works_council": "Security and Legal/Einwandbehandlung Datenschutz und Betriebsrat.docx",
    "workshop": "Objection Handling/Objection Workshop 2026 - full deck INTERNAL.pptx",
    "procurement_cheat": "Objection Handling/procurement + legal cheat sheet.md",
    "it_cheat": "Objection Handling/IT has no capacity.md",
    "cheaper_sheet": "Objection Handling/competitor is cheaper.md",
    "discount_matrix": "Pricing and ROI/Discount approval matrix (INTERNAL).xlsx",
    "billmoor_card": "Battle Cards (INTERNAL)/Battlecard Billmoor Q3.pptx",
    "quillstone_card": "Battle Cards (INTERNAL)/BC Quillstone - suite vs specialist.pptx",
    "veltrapay_card": "Battle Cards (INTERNAL)/veltrapay_battlecard_v4.pptx",
    "orsavo_card": "Battle Cards (INTERNAL)/Battlecard_Orsavo_AI.pptx",
    "sumledger_card": "Battle Cards (INTERNAL)/SumLedger displacement card (DACH+Nordics).pptx",
    "billmoor_traps": "Battle Cards (INTERNAL)/Billmoor - landmines and traps.docx",
    "quillstone_play": "Battle Cards (INTERNAL)/Quillstone displacement play.docx",
    "sumledger_play": "Battle Cards (INTERNAL)/SumLedger end-of-support play.docx",
    "orsavo_quick": "Battle Cards (INTERNAL)/quick card Orsavo.md",
    "veltrapay_quick": "Battle Cards (INTERNAL)/quick-card-veltrapay.md",
    "feature_table": "Battle Cards (INTERNAL)/Feature comparison vs 5 competitors.xlsx",
    "references": "Case Studies/Reference customers (INTERNAL).csv",
    "roadmap": "Product/Roadmap 2027 INTERNAL (NDA only).pptx",
    "personas": "Personas and Playbooks/Personas 2026 (who fears what).pptx",
    "cfo_persona": "Personas and Playbooks/Persona - CFO of a mid-sized company.docx",
    "sales_playbook": "Personas and Playbooks/Sales Playbook 2026 (INTERNAL).docx",
    "play_procurement": "Personas and Playbooks/play - procurement joins late.md",
    "play_champion": "Personas and Playbooks/play - arm the champion.md",
    "discovery_questions": "Personas and Playbooks/discovery questions.md",
    "renewal_deck": "Onboarding and Renewals/Renewal + expansion conversations - INTERNAL.pptx",
    "renewal_playbook": "Onboarding and Renewals/Renewal playbook INTERNAL.docx",
    "discovery_call": "Call Transcripts/2026-03-04 Discovery Ombertree Tools.vtt",
    "ciso_call": "Call Transcripts/security review - Halverstad Energi CISO.vtt",
    "lost_debrief": "Call Transcripts/Lost deal debrief - Pellworth Catering (why Veltrapay).vtt",
    "norrvik_raw": "Call Transcripts/Interview Norrvik Freight controller RAW.vtt",
    "qbr_call": "Call Transcripts/QBR Brennan & Doyle 2026-07 (expansion).vtt",
}

# External assets that reps find or could find, and never send. Some of them are among the best there are.
NEVER_SENT: Mapping[str, str] = {
    "hotels": "Case Studies/maribelle-hotels.html",
    "haldane": "Case Studies/HALDANE CIVIL case study (retentions).docx",
    "pollux": "Case Studies/Pollux_Grid_second_try_v4_final.pdf",
    "charity": "Case Studies/Open Harbour Relief.md",
    "hate_portals": "Blog and Web/approvals-from-people-who-hate-portals.html",
    "einvoicing_blog": "Blog and Web/2026-09 e-invoicing deadlines.html",
    "build_paper": "Pricing and ROI/Buy or build an AP tool - total cost comparison.pdf",
    "champion_kit": "Objection Handling/I need to convince my boss - champion kit.docx",
    "security_answers": "Security and Legal/Security questionnaire - standard answers 2026.docx",
    "capture_page": "Product/Capture - Ledgerlark AP.html",
    "match_page": "Product/match.html",
    "approve_page": "Product/Approve _ Ledgerlark AP.html",
    "connector_list": "Product/ERP connectors list.xlsx",
    "glossary": "Product/glossary-accounts-payable.md",
    "fiche": "Product/Fiche produit.md",
    "first_90_days": "Onboarding and Renewals/first 90 days live.md",
    "value_report": "Onboarding and Renewals/Annual customer value report - template.pdf",
    "scan": "New folder (2)/scan0003.pdf",
    "retail_proposal": "New folder (2)/Presentation1 final FINAL v3.pptx",
    "press_note": "Blog and Web/Analyst note - Ledgerlark in the mid-market (Nov 2024).docx",
    "cold_mail": "Email Templates/01 cold opener CFO.eml",
    "proposal": "Pricing and ROI/Commercial proposal TEMPLATE 2026.docx",
    "after_demo": "Email Templates/follow-up after demo (too expensive).eml",
    "procurement_mail": "Email Templates/Reply to procurement - three offers and 20 percent.eml",
    "forward_mail": "Email Templates/for the champion - forward this to your boss.eml",
    "champion_memo": "Email Templates/Internal memo for champions (template).docx",
    "renewal_mail": "Email Templates/renewal notice 120 days.eml",
    "release_notes": "Product/release notes 2026.3.md",
    "qbr": "Onboarding and Renewals/QBR template 2026.pptx",
    "implementation_plan": "Product/Implementation_and_change_plan_6weeks.pptx",
    "onboarding_plan": "Onboarding and Renewals/Onboarding plan - joint (customer + us).docx",
    "security_table": "Security and Legal/Security questionnaire - 60 answers.xlsx",
    "security_mail": "Email Templates/security answer to CISO + attachment.eml",
    "re_engage_mail": "Email Templates/re-engage lost deal.eml",
    "works_council_mail": "Email Templates/Antwort Betriebsrat und Datenschutz.eml",
    "pricing_faq_2024": "Archive/2024/how our pricing works (2024).md",
}

# When an asset of these twelve months came out; nobody sent or found it earlier.
PUBLISHED: Mapping[str, datetime] = {
    "late_invoice": datetime(2026, 4, 14, tzinfo=UTC),
    "build_blog": datetime(2026, 6, 30, tzinfo=UTC),
    "model_blog": datetime(2026, 8, 18, tzinfo=UTC),
    "release_notes": datetime(2026, 9, 14, tzinfo=UTC),
    "newsletter": datetime(2026, 10, 5, tzinfo=UTC),
    "cold_mail": datetime(2026, 4, 21, tzinfo=UTC),
    "procurement_mail": datetime(2026, 2, 11, tzinfo=UTC),
    "forward_mail": datetime(2026, 3, 17, tzinfo=UTC),
    "after_demo": datetime(2026, 5, 19, tzinfo=UTC),
    "security_mail": datetime(2026, 6, 3, tzinfo=UTC),
    "works_council_mail": datetime(2026, 7, 7, tzinfo=UTC),
    "re_engage_mail": datetime(2026, 9, 30, tzinfo=UTC),
    "discovery_call": datetime(2026, 3, 5, tzinfo=UTC),
    "lost_debrief": datetime(2026, 5, 28, tzinfo=UTC),
    "ciso_call": datetime(2026, 6, 12, tzinfo=UTC),
    "qbr_call": datetime(2026, 7, 15, tzinfo=UTC),
    "tidemark": datetime(2026, 1, 20, tzinfo=UTC),
}

# Shown in many searches and never opened: their names and titles promise nothing.
NEVER_OPENED = frozenset(
    {"workshop", "glossary", "overview_2024", "references", "retail_proposal", "newsletter", "match_page"}
)


@dataclass(frozen=True, slots=True)
class Sendable:
    """An external asset that is sent. `appeal` is how willingly it is read; `proof` moves deals."""

    key: str
    path: str
    phase: str
    weight: float
    appeal: float = 1.0
    proof: bool = False
    industries: tuple[str, ...] = ()
    outdated: bool = False


SENDABLES: tuple[Sendable, ...] = (
    Sendable("overview", "Product/Ledgerlark AP - Product Overview 2026.pptx", DISCOVERY, 24, 0.35),
    Sendable("overview_2024", "Archive/2024/Product overview 2024.pptx", DISCOVERY, 2.2, 0.3, outdated=True),
    Sendable("cfo_one_pager", "One-Pagers/Ledgerlark for CFOs.pdf", DISCOVERY, 9, 1.1),
    Sendable(
        "hospital_one_pager", "One-Pagers/Ledgerlark for hospitals.pdf", DISCOVERY, 0.4, 1.0, industries=("healthcare",)
    ),
    Sendable("capture_one_pager", "One-Pagers/Capture - one pager.pdf", DISCOVERY, 3, 0.8),
    Sendable("late_invoice", "Blog and Web/what-a-late-invoice-costs.html", DISCOVERY, 5, 1.4, proof=True),
    Sendable("keynote", "Blog and Web/Why AP automation now - finance events keynote.pptx", DISCOVERY, 2, 0.2),
    Sendable("einvoicing_paper", "Product/E-invoicing mandates - what finance must do by when.pdf", DISCOVERY, 4, 0.25),
    Sendable("st_aldric", "Case Studies/CS_St-Aldric_Hospital_2026.pptx", EVALUATION, 9, 0.9, True, ("healthcare",)),
    Sendable("norrvik", "Case Studies/Norrvik Freight - case study.pdf", EVALUATION, 5, 1.3, True, ("logistics",)),
    Sendable(
        "brennan",
        "Case Studies/Brennan & Doyle - discounts captured (CFO version).pptx",
        EVALUATION,
        5,
        1.5,
        True,
        ("food manufacturing", "agriculture"),
    ),
    Sendable(
        "karsten",
        "Case Studies/Karsten Antriebe_leaving SumLedger_EN.pptx",
        EVALUATION,
        3,
        1.2,
        True,
        ("automotive supplier", "machine tools", "plastics"),
    ),
    Sendable(
        "tidemark", "Case Studies/Tidemark Cloud - leaving Billmoor.html", EVALUATION, 3, 1.6, True, ("software",)
    ),
    Sendable(
        "corvane",
        "Case Studies/CS_Corvane-Mutual_security-review.pdf",
        EVALUATION,
        2.5,
        1.5,
        True,
        ("insurance", "energy"),
    ),
    Sendable("ferrand", "Case Studies/Ferrand Astley LLP.pdf", EVALUATION, 1, 1.2, True, ("legal services",)),
    Sendable(
        "tamsberg",
        "Case Studies/City of Tamsberg - paying on time by law.pdf",
        EVALUATION,
        0.8,
        1.0,
        True,
        ("public sector",),
    ),
    Sendable(
        "vallclara",
        "Case Studies/Universitat Vallclara - tender without objections.docx",
        EVALUATION,
        1.2,
        1.0,
        True,
        ("higher education", "public sector"),
    ),
    Sendable(
        "ostermann", "Case Studies/Ostermann Markets build-vs-buy story.pptx", EVALUATION, 1.2, 1.1, True, ("retail",)
    ),
    Sendable(
        "helvaris", "Case Studies/CS_Helvaris-Labs_GxP-validation.pdf", EVALUATION, 0.5, 1.2, True, ("life sciences",)
    ),
    Sendable("erp_deck", "Product/ERP integration - how Ledgerlark talks to your ERP.pptx", EVALUATION, 5, 0.9),
    Sendable("connect_page", "Product/connect - 34 ERP connectors.html", EVALUATION, 3, 0.8),
    Sendable("pay_page", "Product/pay.html", EVALUATION, 1.2, 0.7),
    Sendable("it_guide", "Product/Implementation guide for IT v2.3.pdf", EVALUATION, 3, 0.9),
    Sendable("it_one_pager", "One-Pagers/Ledgerlark for IT.pdf", EVALUATION, 4, 1.0),
    Sendable("pay_one_pager", "One-Pagers/Pay and fraud protection.pdf", EVALUATION, 1.5, 0.9),
    Sendable("support_one_pager", "One-Pagers/Support and service levels.pdf", EVALUATION, 1.5, 0.7),
    Sendable("security_paper", "Security and Legal/Ledgerlark Security White Paper 2026.pdf", EVALUATION, 8, 1.2, True),
    Sendable("security_paper_2024", "Archive/2024/Security white paper 2024.pdf", EVALUATION, 0.9, 0.8, outdated=True),
    Sendable("trust_page", "Security and Legal/trust-center.html", EVALUATION, 5, 1.0),
    Sendable("trust_page_2024", "Archive/2024/trust-center (saved 2024-05).html", EVALUATION, 0.6, 0.8, outdated=True),
    Sendable("comparison_sheet", "Product/Ledgerlark compared - five alternatives (external).docx", EVALUATION, 3, 1.3),
    Sendable("rfp_guide", "Product/Buyers guide and RFP checklist - AP automation.pdf", EVALUATION, 3, 0.6),
    Sendable("build_blog", "Blog and Web/build-vs-buy-ap.html", EVALUATION, 4, 1.4),
    Sendable("model_blog", "Blog and Web/what-a-model-may-not-decide.html", EVALUATION, 5, 1.2),
    Sendable("roi_study", "Pricing and ROI/ROI study 2025 - 118 customers measured.pdf", PROPOSAL, 10, 1.6, True),
    Sendable("roi_calculator", "Pricing and ROI/ROI calculator 2026.xlsx", PROPOSAL, 7, 1.3, True),
    Sendable("price_list", "Pricing and ROI/Ledgerlark price list 2026.pdf", PROPOSAL, 14, 1.2),
    Sendable("price_list_2024", "Archive/2024/Price list 2024.pdf", PROPOSAL, 1.6, 1.2, outdated=True),
    Sendable("pricing_faq", "Pricing and ROI/how our pricing works.md", PROPOSAL, 1.5, 1.0),
    Sendable(
        "business_case",
        "Pricing and ROI/CFO Business Case TEMPLATE (fill in yellow fields).pptx",
        PROPOSAL,
        6,
        1.4,
        True,
    ),
    Sendable("dpa", "Security and Legal/DPA and sub-processors - plain language summary.pdf", NEGOTIATION, 7, 0.8),
    Sendable("kickoff", "Onboarding and Renewals/Kick-off deck customer (EN) v7.pptx", POST_SALE, 5, 0.9),
    Sendable(
        "admin_guide", "Onboarding and Renewals/Customer onboarding guide for administrators.pdf", POST_SALE, 5, 0.3
    ),
    Sendable("newsletter", "Onboarding and Renewals/customer newsletter autumn 2026.md", POST_SALE, 6, 0.3),
)


def paths_by_key(drive: Path) -> dict[str, str]:
    """Every key with its path; raises MissingSourceError naming a file that is not on the drive."""
    paths = {**INTERNAL, **NEVER_SENT, **{asset.key: asset.path for asset in SENDABLES}}
    for key, path in paths.items():
        if not (drive / path).is_file():
            raise MissingSourceError(f"“{path}” ({key}) is not on the drive. Run the module that writes it first.")
    return paths
