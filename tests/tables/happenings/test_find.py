"""Happenings of tellings made by hand: parties, dates, words, and how much work it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import event as blank
from verbale.extractors.rules import load_rules
from verbale.extractors.schema import Actor, Event, Happening
from verbale.extractors.tables import find_happenings, tellings
from verbale.extractors.tables.happenings import SETTINGS, Work

SYMMETRIC = frozenset({"treaty.sign", "meeting.hold"})
INVADED = ("1990-08-02", "1990-08-02")


def event(number: int, kind: str, sources: str, targets: str = "", date: tuple[str, str] = ("", ""), **more: object) -> Event:
    """Its document is as its number, unless ``doc_id`` says otherwise; its quote says nothing, and its trigger is as its type."""
    start, end = date
    values: dict[str, object] = {
        "event_id": f"e{number}",
        "doc_id": f"d{number}",
        "relation_type": kind,
        "source_parties": tuple(sources.split()),
        "target_parties": tuple(targets.split()),
        "date_start": start,
        "date_end": end,
        "date_edtf": start if start == end else f"{start}/{end}",
        "polarity": "pos",
        "modality": "asserted",
        "quote": f"{number}",
        "trigger": kind.rpartition(".")[2],
    }
    return blank(**(values | more))


def found(*events: Event, work: Work | None = None) -> list[Happening]:
    """Their happenings, by id."""
    return sorted(find_happenings(tellings(events, {}), SYMMETRIC, work), key=lambda happening: happening.happening_id)


def groups(*events: Event) -> set[str]:
    return {" ".join(happening.event_ids) for happening in found(*events)}


def test_the_narrowest_date_is_kept_and_all_evidence() -> None:
    told = (
        event(1, "membership.join", "PER", "UN", ("1945-01-01", "1945-12-31")),
        event(2, "membership.join", "PER", "UN", ("1945-10-31", "1945-10-31"), confidence=0.9),
        event(3, "membership.join", "PER", "UN"),
    )
    (one,) = found(*told)
    assert (one.date_edtf, one.date_start, one.date_end) == ("1945-10-31", "1945-10-31", "1945-10-31")
    assert (one.n_events, one.n_documents, one.n_independent) == (3, 3, 3)
    assert (one.event_ids, one.confidence, one.conflict) == (("e1", "e2", "e3"), 0.9, "")
    assert one.why == "dates that fit, no other date, same parties"
    (alone,) = found(told[0])
    assert (alone.why, alone.n_events) == ("", 1)


def test_sources_that_disagree_by_a_day_are_one_with_a_conflict() -> None:
    day, next_day, later = (("2008-09-17",) * 2, ("2008-09-18",) * 2, ("2008-09-25",) * 2)
    words = {"quote": "The envoys were expelled for spying", "trigger": "expelled"}
    told = [event(n, "envoy.expel", "NOR", "RUS", date, **words) for n, date in enumerate((day, next_day, later))]
    (one, other) = sorted(found(*told), key=lambda happening: happening.event_ids)
    assert (one.event_ids, one.date_edtf, one.conflict) == (("e0", "e1"), "2008-09-17", "date: 2008-09-17 / 2008-09-18")
    assert "days that hardly differ" in one.why and other.event_ids == ("e2",)
    in_one_document = [event(n, "envoy.expel", "NOR", "RUS", date, doc_id="d", **words) for n, date in enumerate((day, next_day))]
    assert groups(*in_one_document) == {"e0", "e1"}


def test_numbers_that_disagree_are_a_conflict_on_the_same_day_only() -> None:
    day, month = ("1998-03-03", "1998-03-03"), ("1998-03-01", "1998-03-31")
    told = [event(n, "aid.grant", "DNK", "KEN", day, quantity=f"{n} million", quote="a loan for wells") for n in (5, 6)]
    (one,) = found(*told)
    assert one.conflict == "quantity: 5 million / 6 million"
    vague = event(7, "aid.grant", "DNK", "KEN", month, quantity="7 million", quote="a loan for wells")
    assert groups(*told, vague) == {"e5 e6", "e7"}


@pytest.mark.parametrize("other", [{"modality": "planned"}, {"modality": "reported"}, {"polarity": "neg"}])
def test_what_is_not_asserted_never_joins_what_is(other: dict[str, str]) -> None:
    told = event(1, "conflict.attack", "IRQ", "KWT", INVADED), event(2, "conflict.attack", "IRQ", "KWT", INVADED, **other)
    assert groups(*told) == {"e1", "e2"}


def test_reciprocal_tellings_merge_and_deeds_the_other_way_do_not() -> None:
    day = ("1963-01-22", "1963-01-22")
    assert groups(event(1, "treaty.sign", "FRA DEU", "", day), event(2, "treaty.sign", "DEU FRA", "", day)) == {"e1 e2"}
    assert groups(event(1, "meeting.visit", "FRA", "DEU", day), event(2, "meeting.visit", "DEU", "FRA", day)) == {"e1", "e2"}
    sides = event(1, "conflict.attack", "IRN IRQ", "", INVADED), event(2, "conflict.attack", "IRQ", "IRN", INVADED)
    assert groups(*sides) == {"e1 e2"}


def test_a_side_may_be_left_out_on_the_same_day_alone() -> None:
    day, month = INVADED, ("1990-08-01", "1990-08-31")
    whole = event(1, "sanction.impose", "UN", "IRQ", day)
    assert groups(whole, event(2, "sanction.impose", "", "IRQ", day)) == {"e1 e2"}
    assert groups(whole, event(2, "sanction.impose", "", "IRQ", month)) == {"e1", "e2"}
    assert groups(whole, event(2, "sanction.impose", "USA", "IRQ", day)) == {"e1", "e2"}
    assert groups(event(1, "sanction.impose", "", "", day), event(2, "sanction.impose", "", "", day)) == {"e1", "e2"}


def test_a_summit_of_many_may_leave_out_some() -> None:
    day = ("1991-03-26", "1991-03-26")
    all_four, three = event(1, "meeting.hold", "ARG BRA PRY URY", "", day), event(2, "meeting.hold", "BRA ARG URY", "", day)
    (one,) = found(all_four, three)
    assert one.source_parties == ("ARG", "BRA", "PRY", "URY") and "most parties the same" in one.why


def test_a_vague_telling_that_fits_two_is_with_neither() -> None:
    year = ("2003-01-01", "2003-12-31")
    words = {"quote": "The embargo was tightened", "trigger": "tightened"}
    may, june = (event(n, "sanction.impose", "EU", "BLR", (f"2003-0{n}-01",) * 2, **words) for n in (5, 6))
    vague = [event(n, "sanction.impose", "EU", "BLR", year, **words) for n in (7, 8)]
    assert groups(may, june, *vague) == {"e5", "e6", "e7 e8"}
    assert groups(may, *vague) == {"e5 e7 e8"}


def test_other_treaties_and_other_persons_are_other_happenings() -> None:
    year = ("1971-01-01", "1971-12-31")
    fish, tax = (
        event(n, "treaty.sign", "FIN SWE", "", year, instrument=f"a {name} treaty")
        for n, name in ((1, "fishing"), (2, "customs"))
    )
    assert groups(fish, tax) == {"e1", "e2"}
    month = ("2008-09-01", "2008-09-30")
    sent = [event(n, "envoy.expel", "NOR", "RUS", month, persons=(who,)) for n, who in ((1, "two diplomats"), (2, "an attaché"))]
    assert groups(*sent) == {"e1", "e2"}


def test_copies_count_once_as_witnesses() -> None:
    words = "Peru lent Chile its last copper reserves"
    told = [
        event(1, "aid.grant", "PER", "CHL", quote=words),
        event(2, "aid.grant", "PER", "CHL", quote=f"{words}!"),
        event(3, "aid.grant", "PER", "CHL", quote=f"Later, {words[0].lower()}{words[1:]}", doc_id="d1"),
        event(4, "aid.grant", "PER", "CHL", quote="Peru gave Chile wheat, horses and railway carriages"),
    ]
    one, other = sorted(found(*told), key=lambda happening: -happening.n_events)
    assert (one.event_ids, one.n_documents, one.n_independent) == (("e1", "e2", "e3"), 2, 1)
    assert "the same sentence" in one.why and other.event_ids == ("e4",)


def test_a_noun_that_mentions_a_deed_again_is_with_it() -> None:
    deed = event(1, "envoy.expel", "NOR", "RUS", ("2008-09-17", "2008-09-17"), doc_id="d")
    noun = event(2, "envoy.expel", "", "", doc_id="d", echo_of="e1")
    (one,) = found(deed, noun)
    assert one.why == "mentioned again by a noun" and one.n_documents == 1
    doubted = event(2, "envoy.expel", "", "", doc_id="d", echo_of="e1", modality="reported")
    assert groups(deed, doubted) == {"e1", "e2"}


def test_a_body_of_an_organisation_is_not_the_organisation() -> None:
    actors = {
        "UN": Actor("UN", "United Nations", "organisation", "UN"),
        "UNSC": Actor("UNSC", "Security Council", "institution", "UN"),
    }
    told = (
        event(1, "membership.state", "PER", "UN", target_ids=("UN",)),
        event(2, "membership.state", "PER", "UN", target_ids=("UNSC",)),
    )
    assert len(list(find_happenings(tellings(told, actors), SYMMETRIC))) == 2


def test_every_type_of_the_settings_is_a_type_of_the_rules() -> None:
    assert SETTINGS.once | SETTINGS.often | SETTINGS.alone | SETTINGS.mutual <= set(load_rules().types)
    assert not SETTINGS.once & SETTINGS.often


MIXED = (
    event(0, "membership.join", "PER", "UN", ("1945-10-31", "1945-10-31")),
    event(1, "membership.join", "PER", "UN"),
    event(2, "meeting.hold", "PER CHL", "", ("1999-01-01", "1999-12-31"), quote="about copper prices"),
    event(3, "meeting.hold", "CHL PER", "", ("1999-05-01", "1999-05-01"), quote="copper prices fell"),
    event(4, "meeting.hold", "PER CHL", "", ("1999-06-01", "1999-06-01"), quote="a border canal"),
    event(5, "conflict.attack", "PER", "CHL", ("1999-06-01", "1999-06-02")),
    event(6, "conflict.attack", "PER", "", ("1999-06-01", "1999-06-02")),
)


@given(st.permutations(range(len(MIXED))))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    assert found(*(MIXED[i] for i in order)) == found(*MIXED)


def test_every_event_is_in_exactly_one_happening() -> None:
    assert sorted(id_ for happening in found(*MIXED) for id_ in happening.event_ids) == [one.event_id for one in MIXED]


@pytest.mark.parametrize("kind", ["statement.criticise", "membership.join", "treaty.sign"])
def test_the_work_grows_with_the_tellings(kind: str) -> None:
    """Ten times the tellings, over as many more pairs and days as news of more years have, take about ten times the
    comparisons."""

    def work_for(number: int) -> int:
        work = Work()
        parties = [f"P{n}" for n in range(20)]
        told = [
            event(n, kind, parties[n % 20], parties[n // 7 % 20], (f"{1900 + n // 90}-{n % 12 + 1:02}-{n % 28 + 1:02}",) * 2)
            for n in range(number)
            if n % 20 != n // 7 % 20
        ]
        found(*told, work=work)
        return work.comparisons

    assert work_for(5000) <= 14 * max(work_for(500), 100)


def told(number: int, kind: str, sources: str, targets: str, words: str, **more: object) -> Event:
    """A telling of a document that says more; its trigger is marked: ``*joined* the union``."""
    before, trigger, after = words.split("*")
    values: dict[str, object] = {
        "doc_id": "d",
        "quote": f"{before}{trigger}{after}",
        "quote_start": 0,
        "trigger": trigger,
        "trigger_start": len(before),
    }
    return event(number, kind, sources, targets, ("", ""), **(values | more))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("it was *accepted* as a candidate at last", "its *application*", False),
        ("it *applied* in spring", "its *application*", True),
        ("it was *accepted* as a candidate at last", "the summit that made it a *candidate*", True),
    ],
)
def test_an_undated_telling_names_what_the_other_tells(one: str, other: str, same: bool) -> None:
    dated = told(1, "membership.apply", "TCD", "AU", one, date_start="2004-07-01", date_end="2004-07-31")
    assert groups(dated, told(2, "membership.apply", "TCD", "AU", other)) == ({"e1 e2"} if same else {"e1", "e2"})


def test_of_dates_that_say_nothing_the_words_must_tell_that_it_is_one() -> None:
    span = {"date_start": "1922-01-01", "date_end": "1949-12-31"}
    was = told(1, "membership.state", "PER", "OAS", "it was a loyal *member*", **span)
    rule = told(2, "membership.state", "PER", "OAS", "that a monarchy cannot be a *member*")
    assert groups(was, rule) == {"e1", "e2"}
    assert groups(was, told(2, "membership.state", "PER", "OAS", "it, a *member*")) == {"e1 e2"}
    again = told(1, "membership.join", "PER", "OAS", "suspended soon after *rejoining*", **span)
    back = told(2, "membership.join", "PER", "OAS", "*readmitted* in spring", date_start="1949-03-01", date_end="1949-03-31")
    assert groups(again, back) == {"e1", "e2"}


def test_two_deeds_of_one_day_in_one_text_are_two_unless_both_have_that_day() -> None:
    days = {"date_start": "2007-05-12", "date_end": "2007-05-12", "date_method": "sentence"}
    one = told(1, "meeting.visit", "PER", "CHL", "on a *visit* she spoke of copper", **days)
    other = told(2, "meeting.visit", "PER", "CHL", "*visiting* a deputy", **days)
    assert groups(one, other) == {"e1", "e2"}
    assert groups(replace(one, date_method="clause"), replace(other, date_method="clause")) == {"e1 e2"}
    assert groups(one, replace(other, doc_id="another")) == {"e1 e2"}
    bare = replace(one, event_id="e3", quote="a *visit*")
    assert groups(bare, other) == {"e2", "e3"} and groups(bare, replace(bare, event_id="e4")) == {"e3 e4"}


@pytest.mark.parametrize(
    ("deed", "noun", "days", "same"),
    [
        ("it *lent* money for wells", "the *loans* were repaid", {}, False),
        ("it *lent* money for wells", "the *help* reached dry wells", {}, True),
        ("it *lent* money for wells", "this much needed *help* ended", {}, False),
        ("it *lent* money for wells", "this generous *help* ended", {}, True),
        ("it *assisted*", "the *assistance* ended", {}, True),
        ("it *assisted*", "the *assistance* of that year", {"date_method": "sentence"}, False),
        ("it *assisted* with wells", "*assistance* for wells", {"date_method": "clause"}, True),
    ],
)
def test_a_noun_mentions_again_what_it_calls_alike(deed: str, noun: str, days: dict[str, str], same: bool) -> None:
    year = {"date_start": "2014-01-01", "date_end": "2014-12-31"} if days else {}
    found = groups(
        told(1, "aid.grant", "PER", "CHL", deed), told(2, "aid.grant", "PER", "CHL", noun, echo_of="e1", **year, **days)
    )
    assert found == ({"e1 e2"} if same else {"e1", "e2"})


def test_what_comes_about_once_is_mentioned_again_by_any_noun_but_of_another_year() -> None:
    days = {"date_start": "1840-01-01", "date_end": "1840-12-31"}
    deed = told(1, "statehood.annex", "PER", "CHL", "they *made* it a province", **days)
    noun = told(2, "statehood.annex", "PER", "CHL", "the *annexation*", echo_of="e1")
    assert groups(deed, noun) == {"e1 e2"}
    later = replace(noun, date_start="1850-01-01", date_end="1850-12-31")
    assert groups(deed, later) == {"e1", "e2"}
