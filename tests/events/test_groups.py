"""People without a name are a party by the words that tell of them."""

from __future__ import annotations

import pytest

from tests.events.learned.told import known
from verbale.extractors.events.roles.groups import group_of


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
