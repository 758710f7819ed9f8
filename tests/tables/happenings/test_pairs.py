"""150 pairs of short documents: do those that tell the same event, and no others, come together?"""

from __future__ import annotations

from itertools import combinations

import tomli
from spacy.language import Language

from tests.conftest import ROOT
from tests.loaded import bundled
from verbale.extractors.pipeline import extract
from verbale.extractors.tables import find_happenings, tellings
from verbale.extractors.text import make_document

TOPICS = tomli.loads((ROOT / "tests/tables/happenings/tellings.toml").read_text(encoding="utf-8"))["topics"]


def story_of(doc_id: str) -> str:
    """``3-first-0`` -> ``3-first``."""
    return doc_id.rpartition("-")[0]


def topic_of(doc_id: str) -> str:
    return doc_id.partition("-")[0]


def test_pairs_of_tellings(whole: Language) -> None:
    documents = [
        make_document(f"{number}-{story}-{telling}", text)
        for number, topic in enumerate(TOPICS)
        for story in ("first", "second")
        for telling, text in enumerate(topic[story])
    ]
    resources = bundled()
    symmetric = {name for name, kind in resources.rules.types.items() if kind.symmetric}
    extractions = list(extract(documents, whole, resources))
    told = [telling for e in extractions for telling in tellings(e.events, {actor.actor_id: actor for actor in e.actors})]
    home = {telling.event_id: telling.doc_id for telling in told}
    together = {
        pair
        for happening in find_happenings(told, symmetric)
        for pair in combinations(sorted({home[event_id] for event_id in happening.event_ids}), 2)
    }
    pairs = [
        (one, other)
        for one, other in combinations(sorted(document.doc_id for document in documents), 2)
        if topic_of(one) == topic_of(other)
    ]
    assert len(pairs) == 150
    assert all(topic_of(one) == topic_of(other) for one, other in together)
    same = {(one, other) for one, other in pairs if story_of(one) == story_of(other)}
    assert len(same) == 60
    assert together - same == set()
    recall = len(together & same) / len(same)
    assert recall >= 0.9 and 2 * recall / (1 + recall) >= 0.95
