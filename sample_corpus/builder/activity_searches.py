"""What the team typed into the search, what it was shown and what it opened."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from sample_corpus.builder.activity_assets import NEVER_OPENED, PUBLISHED
from sample_corpus.builder.activity_calendar import ENDS_AT, STARTS_AT, working_moment
from sample_corpus.builder.activity_topics import TOPICS, Topic
from sample_corpus.builder.company import REPS

SEARCH_COUNT = 880
LONGEST_LIST = 10
# What a search by words alone drags along behind the right answers.
FILLERS = ("overview", "sales_playbook", "workshop", "overview_2024", "glossary", "roi_study", "references", "trust_page", "retail_proposal", "newsletter")  # fmt: skip
# How often each person searches, and how willing they are to open what is shown.
SEARCHERS = {
    "rep-01": (1.4, 0.50),
    "rep-02": (1.0, 0.45),
    "rep-03": (1.2, 0.40),
    "rep-04": (0.7, 0.30),
    "rep-05": (1.1, 0.45),
    "rep-06": (0.6, 0.25),
    "rep-07": (1.0, 0.40),
    "rep-08": (0.8, 0.30),
    "mkt-01": (0.4, 0.60),
}


@dataclass(frozen=True, slots=True)
class Search:
    searched_at: datetime
    rep_id: str
    query: str
    shown: tuple[str, ...]
    opened: tuple[str, ...]


def make_searches(rng: Random) -> list[Search]:
    """All searches in the order of time. Every hand-written query is typed at least once."""
    typed = [(topic, query) for topic in TOPICS for query in topic.queries]
    while len(typed) < SEARCH_COUNT:
        (topic,) = rng.choices(TOPICS, [topic.weight for topic in TOPICS])
        typed.append((topic, _favourite(rng, topic.queries)))
    searches = [_search(rng, topic, query) for topic, query in typed]
    return sorted(searches, key=lambda search: (search.searched_at, search.query))


def _search(rng: Random, topic: Topic, query: str) -> Search:
    reps = [rep_id for rep_id, *_ in REPS]
    (rep_id,) = rng.choices(reps, [SEARCHERS[rep][0] for rep in reps])
    searched_at = working_moment(rng, after=STARTS_AT, before=ENDS_AT)
    shown = tuple(key for key in _shown(rng, topic) if PUBLISHED.get(key, STARTS_AT) <= searched_at)
    opened = _opened(rng, shown, eager=SEARCHERS[rep_id][1])
    return Search(searched_at, rep_id, query, shown, opened)


def _favourite(rng: Random, queries: tuple[str, ...]) -> str:
    """The first ways to say it are the commonest."""
    return rng.choices(queries, [1 / (place + 1) for place in range(len(queries))])[0]


def _shown(rng: Random, topic: Topic) -> tuple[str, ...]:
    """The topic's assets, two neighbours swapped now and then, and some fillers. Keys, not paths."""
    if not topic.shown:
        return ()
    shown = list(topic.shown)
    if len(shown) > 2 and rng.random() < 0.35:
        place = rng.randrange(len(shown) - 1)
        shown[place], shown[place + 1] = shown[place + 1], shown[place]
    fillers = [key for key in FILLERS if key not in shown]
    shown += rng.sample(fillers, rng.randrange(4))
    return tuple(shown[:LONGEST_LIST])


def _opened(rng: Random, shown: tuple[str, ...], *, eager: float) -> tuple[str, ...]:
    chances = (eager / (1 + 0.45 * place) for place in range(len(shown)))
    opened = [key for key, chance in zip(shown, chances, strict=True) if rng.random() < chance]
    return tuple(key for key in opened if key not in NEVER_OPENED)[:3]
