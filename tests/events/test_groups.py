"""People without a name are a party by the words that tell of them."""

from __future__ import annotations

import pytest

from tests.events.learned.told import known
from tests.records import event
from verbale.extractors.events.roles.groups import group_of, with_groups
from verbale.extractors.schema import Actor


@pytest.mark.parametrize(
    ("text", "head", "name"),
    [
        ("Peru arrested the miners.", "miners", "miners"),
        ("Peru arrested forty armed rebels.", "rebels", "armed rebels"),
        ("Several other Andean farmers' unions protested.", "unions", "Andean farmers' unions"),
        ("Its nationals left.", "nationals", "nationals"),
        ("They left.", "They", None),
        ("Peru protested.", "protested", None),
    ],
)
def test_a_group_goes_by_its_words_without_those_that_count_or_point(text: str, head: str, name: str | None) -> None:
    parsed = known(text).parsed
    word = next(word for word in parsed.words if word.text == head)
    group = group_of(parsed, word)
    assert (group.party_ids[0] if group else None) == name
    assert group is None or (group.how, group.actor_ids) == ("unknown", (name,))


def test_groups_of_events_become_actors_and_mentions() -> None:
    """Two events tell of the same people, one of somebody who is known already."""
    found = known("Peru arrested the armed miners and expelled them.")
    parsed, peru = found.parsed, Actor("PER", "Peru", "state", "PER")
    events = [event(unknown=(("armed miners", 3, 5),)), event(unknown=(("armed miners", 3, 5), ("PER", 0, 1)))]
    actors, mentions = with_groups(parsed, events, (peru,), ())
    assert actors == (peru, Actor("armed miners", "armed miners", "group", "armed miners"))
    assert [(m.text, m.label, m.method, m.actor_ids, m.head) for m in mentions] == [
        ("Peru", "NP", "unknown", ("PER",), 0),
        ("armed miners", "NP", "unknown", ("armed miners",), 4),
    ]
    assert all(parsed.document.text[m.char_start : m.char_end] == m.text for m in mentions)
    assert len({m.mention_id for m in mentions}) == 2
