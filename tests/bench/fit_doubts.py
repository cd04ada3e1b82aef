"""Fits the head that reads which objections a query voices, and says how well it reads queries of other sellers.

    python -m tests.bench.fit_doubts [--write]

Learns from ``tests/data/doubts.tsv``: what buyers of invented firms doubt, each as they say it, as a rep reports it and
as a rep notes it down, and what reps look for where nobody doubts; from the sentences of the vocabulary and of
``tests/data/voices.toml``; and, where they lie beside the repository, from judged queries of other sellers. Those are
told with everything of one maker left out, whoever the sellers are that it wrote for.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from contentlib.arrays import Table
from contentlib.language import find_stems, read_vocabulary
from contentlib.models.embedder import Embedder
from contentlib.models.embedding import open_embedder
from contentlib.settings import read_settings
from contentlib.tagging.doubts import WEIGHTS, list_terms
from contentlib.tagging.fitted_heads import pack
from contentlib.tagging.voice import damp, hear_buyer
from tests.bench.fit_tags import measure_f1, measure_precision
from tests.bench.fit_voice import VOICES, read_voices
from tests.bench.relevance import DATA, DEV, _read_lines

DOUBTS = DATA / "doubts.tsv"
# How often each line is put into other words around it, and how often a letter is mistyped.
TIMES, MISTYPED, SMALL = 3, 0.06, 0.6
# What words weigh beside the vector, in how many sentences a word must stand, and how many words are kept.
WORDS, FEWEST, MOST_TERMS, RIDGE = 1.5, 3, 7000, 0.5
NONE = "-"
THRESHOLDS, PRECISION = np.arange(0.1, 0.6, 0.02), 0.5
US = (
    "Brambleworks Nettlefold Tillerman Okkervil Stagehand Pilcrow Quernstone Lanternfish Hollowell Fennimore Dovecote "
    "Marlowe Sedgewick Tansy Copperline Birchmere Oriel Wavecrest Kestrelon Thimble Abacor Ferrule Gantry Hobnail "
    "Inkwell Juniper Kilnhouse Larkspur Mossgate Nimbly"
).split()
RIVALS = (
    "Grandview Harrowgate Corvid Ostrava Plumbline Redfern Saltmarsh Tarragon Umberto Vexley Whitlock Yarrow "
    "Zephyrine Bluewater Cinderford Drumlin Eastmark Falconer Glasswing Hexham"
).split()
SYSTEMS = (
    "SAP, Datev, Xero, Navision, our till, Salesforce, the old ERP, Sage, Dynamics, the booking system, QuickBooks, "
    "the lab system, Exact, Shopify, our PMS, the warehouse system, Oracle, HubSpot"
).split(", ")
WHO = (
    "head nurse, plant manager, hotel owner, school head, farmer, dean, office manager, CFO, finance lady, IT lead, "
    "shipyard foreman, COO, brewer, vet, museum director, fleet manager, facility manager, buyer, purchasing, "
    "procurement guy, the CIO, their lawyer, ops director, practice owner, mayor, store manager, head of HR, "
    "warehouse boss, harbor master, chief engineer, festival organizer, landlord, controller, founder, MD, VP sales, "
    "sales ops, security officer, marketing lead, call center lead, baker, florist, dentist, head of logistics, "
    "quality manager, librarian, union rep, mill owner, winemaker, trainer"
).split(", ")
FIRMS = (
    "a dental chain, a ferry line, a foundry, a bakery with forty shops, a wind farm, a textile mill, a law firm, "
    "a zoo, a hospital, a brewery, a bus company, a school district, a wholesaler, a mine, an airline caterer, "
    "an insurer, a housing co-op, a winery, a print shop, a charity, a pharma plant, a hotel group, a quarry, "
    "a gym chain, a city, a retailer, a trucking firm, a shipyard, an orchestra, a telecom, a water utility, "
    "a garden center, a lift maker, a publisher, a vet practice, a software house, a bank, a startup, a university, "
    "a clinic"
).split(", ")
SAID = ("{}", "{}", '"{}"', '{us}: "{}"', '{us} buyer: "{}"', "{} - {us}", '"{}" {who} at {firm}')
TOLD = (
    "{who} at {firm} {}", "{who} {}", "{us}: {who} {}", "{us} - {who} {}", "{who} of {firm} {}, {us}",
    "{us} prospect {}", "buyer {}", "{firm}: {who} {}", "{us} deal, {who} {}", "{who} {}, what do I say",
    "my contact at {firm} {}", "{who} {} - need an answer by friday",
)  # fmt: skip
NOTED = ("{}", "{us} {}", "{us}, {}", "{} {us}", "{firm}, {}", "{who} - {}", "{us} // {who}: {}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A query as it might be typed, the objections that it voices, and who wrote it; ours has no maker."""

    text: str
    objections: frozenset[str]
    maker: str = ""


def compose(path: Path = DOUBTS) -> Iterator[Sentence]:
    """The lines of the table, each some times in each voice, with a seller, a rival, a person or a firm beside it."""
    chance = random.Random(1)
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    for label, *voices in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        objections = frozenset() if label == NONE else frozenset(label.split(","))
        for _ in range(TIMES):
            for words, frames in zip(voices, (SAID, TOLD, NOTED), strict=True):
                yield Sentence(_fill(chance.choice(frames).replace("{}", words), chance, frames is SAID), objections)


def _fill(frame: str, chance: random.Random, is_said: bool) -> str:
    rival, other = chance.sample(RIVALS, 2)
    names = {
        "{rival2}": other, "{rival}": rival, "{us}": chance.choice(US), "{system}": chance.choice(SYSTEMS),
        "{firm}": chance.choice(FIRMS), "{who}": chance.choice(WHO),
    }  # fmt: skip
    for name, value in names.items():
        frame = frame.replace(name, value)
    small = frame if is_said or chance.random() >= SMALL else frame.lower()
    return _mistype(small, chance) if chance.random() < MISTYPED else small


def _mistype(text: str, chance: random.Random) -> str:
    """Two neighbouring letters in each other's place."""
    if len(text) < 12:
        return text
    at = chance.randrange(3, len(text) - 3)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def read_ours() -> list[Sentence]:
    """All sentences that were written for this."""
    known = [Sentence(said, frozenset({one.value})) for one in read_vocabulary().objections for said in one.says]
    tables = tomllib.loads(VOICES.read_text(encoding="utf-8"))
    heard = [Sentence(said, frozenset({one})) for one, pairs in tables["said"].items() for said, _ in pairs]
    return [*compose(), *known, *heard, *(Sentence(one, frozenset()) for one in read_voices()[1])]


def read_judged() -> list[Sentence]:
    """The judged queries of other sellers, with their makers; none where they do not lie there."""
    folder = DEV / "training"
    if not folder.is_dir():
        return []
    makers = {
        row["id"]: "sample" if row["drive"] == "sample" else row["path"].split("/")[0]
        for row in _read_lines(folder / "passages.jsonl")
    }
    return [
        Sentence(query["text"], frozenset(query["objection"]), makers[row["id"]])
        for row in _read_lines(folder / "queries.jsonl")
        for query in row["queries"]
    ]


def read_asked() -> list[Sentence]:
    """The queries of the drive of fifteen sellers, with the objections that they voice."""
    folder = DEV / "relevance_2"
    if not folder.is_dir():
        return []
    with (folder / "objection_of_query.tsv").open(encoding="utf-8") as file:
        voiced = {row["query_id"]: row["objections"].split(",") for row in csv.DictReader(file, delimiter="\t")}
    rows = _read_lines(folder / "queries.jsonl")
    return [Sentence(row["text"], frozenset(voiced.get(row["query_id"], ()))) for row in rows]


# --- fitting -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Sentences as the head sees them: vectors, the stems of their words, and the right labels."""

    vectors: Table
    stems: Sequence[Sequence[str]]
    wanted: Table
    makers: Sequence[str]

    def without(self, maker: str) -> Read:
        return self._keep([one != maker for one in self.makers])

    def of(self, maker: str) -> Read:
        return self._keep([one == maker for one in self.makers])

    def _keep(self, chosen: Sequence[bool]) -> Read:
        rows = np.flatnonzero(chosen).tolist()
        return Read(
            self.vectors[rows], [self.stems[row] for row in rows], self.wanted[rows], [self.makers[row] for row in rows]
        )


def read(sentences: Sequence[Sentence], embedder: Embedder, values: Sequence[str]) -> Read:
    """Sentences embedded and cut into stems."""
    return Read(
        embedder.embed([one.text for one in sentences]).astype(np.float64),
        [find_stems(one.text) for one in sentences],
        np.array([[value in one.objections for value in values] for one in sentences], dtype=float),
        [one.maker for one in sentences],
    )


def choose_terms(stems: Sequence[Sequence[str]]) -> list[str]:
    """The words and pairs of words of our own sentences that stand in enough of them, the most frequent ones."""
    counts = Counter(term for one in stems for term in set(list_terms(one)))
    return sorted(term for term, count in counts.most_common(MOST_TERMS) if count >= FEWEST)


def make_columns(some: Read, terms: Sequence[str]) -> csr_matrix:
    """The vectors, and the words that are known, of each sentence together as long as a vector."""
    places = {term: place for place, term in enumerate(terms)}
    rows, columns, values = [], [], []
    for row, stems in enumerate(some.stems):
        found = sorted({places[term] for term in list_terms(stems) if term in places})
        rows += [row] * len(found)
        columns += found
        values += [WORDS / max(1, len(found)) ** 0.5] * len(found)
    words = csr_matrix((values, (rows, columns)), shape=(len(some.stems), len(terms)))
    return hstack([csr_matrix(some.vectors), words]).tocsr()


Head = tuple[Table, Table]


def fit_head(ours: Read, judged: Read, terms: Sequence[str]) -> Head:
    """One ridge logistic regression a label."""
    columns = vstack([make_columns(ours, terms), make_columns(judged, terms)]).tocsr()
    wanted = np.vstack([ours.wanted, judged.wanted])
    fitted = [LogisticRegression(C=1 / RIDGE, max_iter=200).fit(columns, one) for one in wanted.T]
    return np.column_stack([one.coef_[0] for one in fitted]), np.array([one.intercept_[0] for one in fitted])


def weigh(head: Head, some: Read, terms: Sequence[str]) -> Table:
    return np.asarray(1 / (1 + np.exp(-(make_columns(some, terms) @ head[0] + head[1]))))


# --- telling -------------------------------------------------------------------------------------------------------


def count_right(chances: Table, wanted: Table) -> tuple[int, int]:
    """How often the likeliest label is right, of the queries that voice any."""
    voiced = np.flatnonzero(wanted.any(axis=1))
    return int(wanted[voiced, chances[voiced].argmax(axis=1)].sum()), len(voiced)


def tell(name: str, chances: Table, wanted: Table) -> None:
    right, of = count_right(chances, wanted)
    best = max((measure_f1(chances, wanted, one), one) for one in THRESHOLDS)
    print(
        f"{name}: likeliest label right {right / max(1, of):.3f} of {of}, best F1 {best[0]:.3f} from {best[1]:.2f} on"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the weights where queries are read")
    args = parser.parse_args()
    embedder, values = open_embedder(read_settings()), [one.value for one in read_vocabulary().objections]
    ours, judged, asked = (read(some, embedder, values) for some in (read_ours(), read_judged(), read_asked()))
    terms = choose_terms(ours.stems)
    print(f"{len(ours.stems)} sentences of ours, {len(judged.stems)} judged queries, {len(terms)} words")
    alone = fit_head(ours, judged.of("nobody"), terms)
    tell("judged queries, by our sentences alone", weigh(alone, judged, terms), judged.wanted)
    tell("drive of fifteen sellers, by our sentences alone", weigh(alone, asked, terms), asked.wanted)
    chances = np.zeros_like(judged.wanted)
    for maker in dict.fromkeys(judged.makers):
        rows = [one == maker for one in judged.makers]
        chances[rows] = weigh(fit_head(ours, judged.without(maker), terms), judged.of(maker), terms)
    tell("judged queries, each maker left out", chances, judged.wanted)
    head = fit_head(ours, judged, terms)
    tell("drive of fifteen sellers, other queries of theirs known", weigh(head, asked, terms), asked.wanted)
    if args.write:
        heard = np.array([damp(hear_buyer(one.astype(np.float32), embedder.name)) for one in judged.vectors])
        write(head, terms, embedder.name, values, choose_threshold(chances * heard[:, None], judged.wanted))


def choose_threshold(chances: Table, wanted: Table) -> float:
    """From where on half of what is told is right."""
    return next(float(one) for one in THRESHOLDS if measure_precision(chances, wanted, one) >= PRECISION)


def write(head: Head, terms: Sequence[str], model: str, values: Sequence[str], threshold: float) -> None:
    weights, bias = head
    size = len(weights) - len(terms)
    packed = {
        "model": model, "values": list(values), "threshold": round(float(threshold), 2),
        "bias": [round(float(one), 4) for one in bias], "directions": pack(weights[:size]),
        "terms": list(terms), "of_terms": pack(weights[size:] * WORDS),
    }  # fmt: skip
    WEIGHTS.write_text(json.dumps(packed, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
