"""Who takes part as the encoder sees it: word by word, then party by party."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.events.learned.told import known
from verbale.extractors.events.learned.sight import Seen, Sight, Told
from verbale.extractors.events.learned.units import Units
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.schema import Finding

TEXT = "Peru protested. It recalled its envoy from Chile, and miners struck."
WORDS = {"Peru": 0, "protested": 1, "It": 3, "recalled": 4, "Chile": 8, "miners": 11}


def sight(links: dict[str, Told]) -> Sight:
    found = known(TEXT)
    told = tuple((WORDS[word], p) for word, p in links.items())
    view = Finding(WORDS["recalled"], (("envoy.recall", 0.9),), 0.9, 0.9, 0.0, 0.0, 0.0, told)
    found = replace(found, parsed=replace(found.parsed, findings={view.token: view}))
    fillers = Matcher(found).fillers
    return Sight(found, Units(found, fillers.participants, fillers.context))


SEEN = sight(
    {"Peru": (0.0, 0.0, 0.8, 0.1), "It": (0.9, 0.0, 0.7, 0.0), "Chile": (0.0, 0.6, 0.1, 0.5), "miners": (0.2, 0.1, 0.0, 0.0)}
).of(WORDS["recalled"], -1)


def test_a_party_is_what_any_of_its_words_is() -> None:
    """*Peru* and *It* are one."""
    assert SEEN.parties == {"PER": (0.9, 0.0, 0.8, 0.1), "CHL": (0.0, 0.6, 0.1, 0.5)}


def test_who_stands_for_a_party_is_told_apart_in_the_sentence_of_the_event_only() -> None:
    text = "Peru's army marched. Its army fled Chile."
    found = known(text)
    told = ((2, (0.0, 0.0, 0.7, 0.0)), (6, (0.9, 0.0, 0.8, 0.0)))
    view = Finding(7, (("military.withdraw", 0.9),), 0.9, 0.9, 0.0, 0.0, 0.0, told)
    found = replace(found, parsed=replace(found.parsed, findings={7: view}))
    fillers = Matcher(found).fillers
    told_apart = Sight(found, Units(found, fillers.participants, fillers.context))
    assert told_apart.of(7, -1).parties == {"PER": (0.0, 0.0, 0.7, 0.0), "PER/army": (0.9, 0.0, 0.8, 0.0)}
    assert told_apart.before(8) == {"PER": (0.9, 0.0, 0.8, 0.0)}, "for the next event it is one party"


def test_the_event_before_is_known() -> None:
    """Whom the last event was about the next one may be about, too."""
    found = known(TEXT)
    views = {
        word: Finding(word, (("envoy.recall", 0.9),), event, 0.9, 0.0, 0.0, 0.0, ((0, (0.0, 0.0, float(word), 0.0)),))
        for word, event in ((WORDS["protested"], 0.9), (WORDS["recalled"], 0.4))
    }
    found = replace(found, parsed=replace(found.parsed, findings=views))
    fillers = Matcher(found).fillers
    told = Sight(found, Units(found, fillers.participants, fillers.context))
    assert told.before(WORDS["protested"]) == {}
    assert told.before(WORDS["miners"]) == {"PER": (0.0, 0.0, 1.0, 0.0)}, "the recall is too unlikely"


def test_a_party_is_set_against_all_others() -> None:
    assert SEEN.of_party("PER") == pytest.approx([0.9, 0.0, 0.8, 0.1, 0.9, -0.6, 0.7, -0.4])
    assert SEEN.of_party("BOL") == pytest.approx([0.0, 0.0, 0.0, 0.0, -0.9, -0.6, -0.8, -0.5])


def test_people_without_a_name_are_kept_apart() -> None:
    assert SEEN.nobody == {WORDS["miners"]: (0.2, 0.1, 0.0, 0.0)}
    assert SEEN.in_common() == pytest.approx([0.2, 0.1, 0.8, 0.5, 0.9, 0.6])


def test_where_the_encoder_sees_the_event_in_another_word_its_view_counts() -> None:
    told = (0.0, 0.0, 0.8, 0.1)
    assert sight({"Peru": told}).of(WORDS["protested"], WORDS["recalled"]).parties == {"PER": told}


@pytest.mark.parametrize("unseen", [Sight.of(sight({}), WORDS["protested"], -1), Seen({}, {}, False)])
def test_what_is_not_seen_is_no_zero(unseen: Seen) -> None:
    assert unseen.of_party("PER") == [-1.0] * 8
    assert unseen.in_common() == [-1.0] * 6


def test_an_event_that_several_proposals_ask_for_is_looked_at_once() -> None:
    told = sight({"Peru": (0.0, 0.0, 0.8, 0.1)})
    assert told.of(WORDS["recalled"], -1) is told.of(WORDS["recalled"], WORDS["recalled"])
