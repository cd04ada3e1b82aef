"""What a tag can say of an asset: each axis is declared here, once, and everything else goes by it.

Shown, filtered, counted, exported, corrected, evaluated, mapped and learned: whoever does one of these walks over
``Axis`` and asks its traits. An axis of one value each (``FoundBy.NATURE``) has a column of the table ``assets`` too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Self


class Audience(StrEnum):
    """Who may see an asset. Internal never leaves the company."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class FoundBy(StrEnum):
    """How the tagger comes to the values of an axis.

    ``NATURE``: exactly one value, by what the asset is as a whole. ``VOICE``: by what its texts answer, which a query
    may voice as well. ``NAME``: by names that files and the vocabulary give. ``CUES``: by what it states of itself,
    its names, headings and the words that give a value away.
    """

    NATURE = auto()
    VOICE = auto()
    NAME = auto()
    CUES = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisTraits:
    """Everything that is declared of an axis.

    ``table`` names its values together: the table of a vocabulary, its weights, a column of many values. ``filter`` is
    its field of ``Filters``, if not that. ``label`` and ``labels`` are said on pages. Where ``is_closed`` its list is
    all there is; else a file or a person may name what is on no list. ``only`` completes “Only …”, ``verbs`` “Assets
    like this …”, yes and no. ``written`` are the names that people give it in a file, ours first, and ``says`` tells
    what they write there; ``stated_as`` is a pattern of what texts call it (“Industry: …”). ``on_section`` is told of a
    single slide (“answers …”); empty where nothing is. ``facet`` is its place among the facets, from 1. ``is_chip``: it
    stands on a result. ``is_mapped``: it may stand at the side of the coverage map.
    """

    table: str
    label: str
    labels: str
    found_by: FoundBy
    only: str
    verbs: tuple[str, str]
    written: tuple[str, ...]
    says: str
    facet: int
    filter: str = ""
    stated_as: str = ""
    on_section: str = ""
    is_closed: bool = False
    is_chip: bool = False
    is_mapped: bool = False


class Axis(StrEnum):
    """What a tag says about an asset, in the order in which it is told."""

    traits: AxisTraits
    _value_: str

    def __new__(cls, name: str, *declared: AxisTraits) -> Self:
        """An axis by its name, which is also that of its filter in an address and of its tags in the library."""
        one = str.__new__(cls, name)
        one._value_ = name
        # One is looked up by its name alone, and only declared with its traits.
        (one.traits,) = declared
        return one

    STAGE = (
        "stage",
        AxisTraits(
            table="stages",
            label="Buyer stage",
            labels="Buyer stages",
            found_by=FoundBy.VOICE,
            only="this buyer stage",
            verbs=("serve the stage", "do not serve the stage"),
            written=("stages", "stage", "buyer_stage", "buyer_stages"),
            says="buyer stages it serves",
            facet=2,
            on_section="serves",
            is_closed=True,
            is_chip=True,
        ),
    )
    OBJECTION = (
        "objection",
        AxisTraits(
            table="objections",
            label="Objection",
            labels="Objections",
            found_by=FoundBy.VOICE,
            only="what answers this objection",
            verbs=("answer", "do not answer"),
            written=("objections", "objection"),
            says="objections it answers",
            facet=1,
            on_section="answers",
            is_closed=True,
            is_chip=True,
            is_mapped=True,
        ),
    )
    KIND = (
        "kind",
        AxisTraits(
            table="kinds",
            label="Kind",
            labels="Kinds",
            found_by=FoundBy.NATURE,
            only="this kind, such as case_study",
            verbs=("are of the kind", "are not of the kind"),
            written=("kind", "type", "asset_type", "content_type", "object_type", "document_type", "doc_type"),
            says="what it is: deck, case_study, battle_card …",
            facet=3,
            is_closed=True,
        ),
    )
    AUDIENCE = (
        "audience",
        AxisTraits(
            table="audiences",
            label="Audience",
            labels="Audiences",
            found_by=FoundBy.NATURE,
            only="what may be sent to a buyer (external), or not (internal)",
            verbs=("are", "are not"),
            written=("audience",),
            says="internal or external",
            facet=8,
            filter="audience",
            is_closed=True,
        ),
    )
    COMPETITOR = (
        "competitor",
        AxisTraits(
            table="competitors",
            label="Competitor",
            labels="Competitors",
            found_by=FoundBy.NAME,
            only="what is about this competitor",
            verbs=("speak of", "do not speak of"),
            written=("competitor", "competitors"),
            says="competitors it speaks about",
            facet=4,
            on_section="against",
            is_chip=True,
            is_mapped=True,
        ),
    )
    INDUSTRY = (
        "industry",
        AxisTraits(
            table="industries",
            label="Industry",
            labels="Industries",
            found_by=FoundBy.CUES,
            only="what is for this industry",
            verbs=("are for the industry", "are not for the industry"),
            written=("industry", "industries", "vertical"),
            says="industries it is for",
            stated_as=r"industr(?:y|ies)|sectors?|verticals?|branche|secteur|industrie",
            facet=5,
            is_chip=True,
            is_mapped=True,
        ),
    )
    PERSONA = (
        "persona",
        AxisTraits(
            table="personas",
            label="Persona",
            labels="Personas",
            found_by=FoundBy.CUES,
            only="what is for this persona, such as cfo",
            verbs=("are for the persona", "are not for the persona"),
            written=("persona", "personas", "role"),
            says="people it is for: CFO, IT lead …",
            stated_as="personas?|audience|target group|zielgruppe|readers?|written for",
            facet=6,
            is_mapped=True,
        ),
    )
    REGION = (
        "region",
        AxisTraits(
            table="regions",
            label="Region",
            labels="Regions",
            found_by=FoundBy.CUES,
            only="what is for this region, such as dach",
            verbs=("are for the region", "are not for the region"),
            written=("region", "regions", "territory", "country", "countries"),
            says="regions it is for: DACH, North America …",
            # “Each tenant lives in one region: Frankfurt” states nothing of whom it is for.
            stated_as=r"(?<![a-z] )(?:(?:sales |customer )?(?:regions?|territor(?:y|ies)|countr(?:y|ies)|locations?)"
            r"|région|pays|gebiet)",
            facet=7,
            is_chip=True,
            is_mapped=True,
        ),
    )

    @property
    def is_single(self) -> bool:
        """Whether an asset has exactly one of its values."""
        return self.traits.found_by is FoundBy.NATURE

    @property
    def is_voiced(self) -> bool:
        """Whether a query may voice it, as a buyer does an objection."""
        return self.traits.found_by is FoundBy.VOICE

    @property
    def is_market(self) -> bool:
        """Whether it tells for whom an asset is."""
        return self.traits.found_by is FoundBy.CUES

    @property
    def column(self) -> str:
        """What it is called where an asset is a row: by its name where it has one value, else by its table.

        >>> Axis.KIND.column, Axis.INDUSTRY.column
        ('kind', 'industries')
        """
        return self.value if self.is_single else self.traits.table

    @property
    def filter(self) -> str:
        """The field of ``Filters`` that it is filtered by."""
        return self.traits.filter or self.traits.table


# The axes as the facets stand: in the order in which a rep asks.
AS_ASKED = tuple(sorted(Axis, key=lambda axis: axis.traits.facet))
# Those that may stand at the side of the coverage map; the buyer stages are always at its top.
MAPPED = tuple(axis for axis in Axis if axis.traits.is_mapped)
