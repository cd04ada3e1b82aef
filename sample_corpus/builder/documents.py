"""Builds the Word files of the drive."""

from pathlib import Path

from sample_corpus.builder.documents_content_battle_cards import BATTLE_CARD_DOCUMENTS
from sample_corpus.builder.documents_content_case_studies import CASE_STUDY_DOCUMENTS
from sample_corpus.builder.documents_content_german import GERMAN_DOCUMENTS
from sample_corpus.builder.documents_content_objections import OBJECTION_DOCUMENTS
from sample_corpus.builder.documents_content_playbooks import PLAYBOOK_DOCUMENTS
from sample_corpus.builder.documents_content_questionnaire import QUESTIONNAIRE_DOCUMENTS
from sample_corpus.builder.documents_content_templates import TEMPLATE_DOCUMENTS
from sample_corpus.builder.documents_package import write_document

DRIVE = Path(__file__).parents[1] / "drive"
DOCUMENTS = (
    *CASE_STUDY_DOCUMENTS,
    *BATTLE_CARD_DOCUMENTS,
    *OBJECTION_DOCUMENTS,
    *QUESTIONNAIRE_DOCUMENTS,
    *TEMPLATE_DOCUMENTS,
    *PLAYBOOK_DOCUMENTS,
    *GERMAN_DOCUMENTS,
)


def build(drive: Path) -> list[Path]:
    """Write all Word files under the drive folder."""
    return [write_document(drive, document) for document in DOCUMENTS]


if __name__ == "__main__":
    for written in build(DRIVE):
        print(written.relative_to(DRIVE))
