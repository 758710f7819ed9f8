"""Tables -> entries -> Markdown: once each, in time and where the text has them, by pair and by party, as reviewers left them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.records import event
from verbale.extractors import tables
from verbale.extractors.chronology import Chronology, as_markdown, chronology_of, partners_of
from verbale.extractors.schema import Actor, Document, Event, Extraction, Sentence

ACTORS = tuple(
    Actor(code, name, kind, code, in_gazetteer=listed)
    for code, name, kind, listed in (
        ("PER", "Peru", "state", True),
        ("CHL", "Chile", "state", True),
        ("CUB", "Cuba", "state", True),
        ("BRA", "Brazil", "state", True),
        ("UN", "United Nations", "organisation", True),
        ("Ana", "Ana Ruiz", "person", False),
    )
)
TEXT = "The envoy of Chile left. Then * came. Later came more of it all, and so on, and on, and on, and on, and on."


Ids = tuple[str, ...]


def told(number: int, kind: str, sources: Ids, targets: Ids, edtf: str, days: str = "", **more: Any) -> Event:
    """An event of the nth five characters of the text; ``days``: first and last day."""
    start, _, end = days.partition(" ")
    at = {"quote_start": number * 5, "quote_end": number * 5 + 5, "quote": TEXT[number * 5 : number * 5 + 5]}
    given = {"polarity": "pos", "modality": "asserted", "section": "Past", **at} | more
    return event(
        event_id=f"e{number}", claim_id=f"c{number}", doc_id="d", sentence_id=f"s{number}", relation_type=kind, sources=sources,
        source_ids=sources, source_parties=sources, source_how=("named",) * len(sources), targets=targets, target_ids=targets,
        target_parties=targets, target_how=("named",) * len(targets), date_edtf=edtf, date_start=start, date_end=end, **given,
    )  # fmt: skip


EVENTS = (
    told(0, "envoy.recall", ("PER",), ("CHL",), "1932-05", "1932-05-01 1932-05-31"),
    told(1, "envoy.recall", ("PER",), ("CHL",), "", persons=("Ana Ruiz",)),
    told(2, "treaty.sign", ("BRA", "CHL", "CUB", "PER"), (), "1930", "1930-01-01 1930-12-31", modality="planned"),
    told(3, "membership.state", ("CHL",), ("UN",), "1945/..", "1945-01-01 ", polarity="neg"),
    told(4, "statement.accuse", ("Ana",), ("CUB",), "", section="Now", modality="reported", attributed_to=("CHL",)),
    told(5, "military.withdraw", ("PER",), (), "-0043", "-0043-01-01 -0043-12-31"),
)
NONE = pd.DataFrame(columns=pd.Index(tables.columns_of("reviewed_events")), dtype="str")


@pytest.fixture(scope="module")
def run() -> dict[str, pd.DataFrame]:
    sentences = tuple(Sentence(f"s{n}", "d", "Past", n, n * 5, n * 5 + 5, TEXT[n * 5 : n * 5 + 5], 0, 1) for n in range(20))
    made = tables.to_tables([Extraction(Document("d", "d.txt", title="A text", text=TEXT), sentences, ACTORS, (), (), EVENTS)])
    found = tables.find_happenings(tables.tellings(EVENTS, {actor.actor_id: actor for actor in ACTORS}), {"treaty.sign"})
    made["happenings"] = tables.frame("happenings", [tables.row("happenings", happening) for happening in found])
    return {name: tables.as_text(table) for name, table in made.items()}


def lines(found: Chronology) -> list[tuple[str, str]]:
    return [(entry.date or entry.placed, entry.sentence) for entry in (*found.dated, *found.undated)]


def test_in_time_and_where_the_text_has_it(run: dict[str, pd.DataFrame]) -> None:
    found = chronology_of(run, NONE)
    assert lines(found) == [
        ("44 BC", "Peru withdrew its forces."),
        ("1930", "Brazil, Chile, Cuba and Peru were to sign an agreement."),
        ("May 1932", "Peru recalled its diplomats from Chile."),
        ("since 1945", "Chile did not belong to the United Nations."),
        ("told after May 1932", "Peru recalled its diplomats from Chile: Ana Ruiz."),
        ("", "Ana Ruiz reportedly accused Cuba, according to Chile."),
    ]


def test_what_stands_around_it_bounds_it_where_the_text_goes_on_in_time(run: dict[str, pd.DataFrame]) -> None:
    later = run["events"].copy()
    later.loc[later["event_id"] == "e2", ["date_edtf", "date_start", "date_end"]] = ["1940/..", "1940-01-01", ""]
    (first, _) = chronology_of({"documents": run["documents"], "actors": run["actors"], "events": later}, NONE).undated
    assert first.placed == "told after May 1932, before 1940"


def test_by_pair_and_party(run: dict[str, pd.DataFrame]) -> None:
    found = chronology_of(run, NONE)
    assert {pair: len(entries) for pair, entries in found.pairs.items()} == {("CHL", "PER"): 2, ("CHL", "UN"): 1}
    assert {party: len(entries) for party, entries in found.parties.items()} == {"BRA": 1, "CHL": 4, "CUB": 2, "PER": 4, "UN": 1}
    assert list(found.parties) == ["BRA", "CHL", "CUB", "PER", "UN"]
    assert partners_of(found)["CHL"] == [("PER", ("CHL", "PER"), 2), ("UN", ("CHL", "UN"), 1)]


def test_what_happened_once_stands_once_with_its_witnesses(run: dict[str, pd.DataFrame]) -> None:
    first = run["happenings"].query("event_ids == 'e0'").iloc[0]
    both = {**first, "event_ids": "e0;e1", "n_events": "2", "n_independent": "1", "conflict": "date: 1932-05 / 1933"}
    kept = run["happenings"].query("event_ids not in ('e0', 'e1')")
    joined = {**run, "happenings": pd.concat([kept, pd.DataFrame([both])], ignore_index=True)}
    (entry,) = [entry for entry in chronology_of(joined, NONE).dated if entry.date == "May 1932"]
    assert [evidence.event_id for evidence in entry.evidence] == ["e0", "e1"]
    assert "  Told twice in one document. The tellings disagree: date: 1932-05 / 1933. Also: [A text](review.html#e1)." in (
        as_markdown(chronology_of(joined, NONE), "review.html").splitlines()
    )
    (left,) = [entry for entry in chronology_of(joined, NONE, ["e0"]).undated if "recalled" in entry.sentence]
    assert (left.entry_id, left.conflict, left.n_tellings) == ("e1", "", 1)


def test_tables_without_happenings_tell_every_event(run: dict[str, pd.DataFrame]) -> None:
    bare = {name: table for name, table in run.items() if name != "happenings"}
    assert lines(chronology_of(bare, NONE)) == lines(chronology_of(run, NONE))


def test_reviewers_have_the_last_word(run: dict[str, pd.DataFrame]) -> None:
    row = run["events"].query("event_id == 'e3'").iloc[0].to_dict() | {"review_status": "corrected", "polarity": "pos"}
    reviewed = pd.DataFrame([row], columns=NONE.columns, dtype="str").fillna("")
    found = lines(chronology_of(run, reviewed, ["e1", "e5"]))
    assert [sentence for _, sentence in found] == [
        "Brazil, Chile, Cuba and Peru were to sign an agreement.",
        "Peru recalled its diplomats from Chile.",
        "Chile belonged to the United Nations.",
        "Ana Ruiz reportedly accused Cuba, according to Chile.",
    ]


def test_markdown(run: dict[str, pd.DataFrame]) -> None:
    text = as_markdown(chronology_of(run, NONE), "review.html")
    assert text.splitlines()[4:22] == [
        "## Index",
        "",
        "[In time](#in-time) · [Undated](#undated) · [Pairs](#pairs) · [Parties](#parties)",
        "",
        "- [Brazil](#of-BRA) 1",
        "- [Chile](#of-CHL) 4; with [Peru](#between-CHL-and-PER) 2, [United Nations](#between-CHL-and-UN) 1",
        "- [Cuba](#of-CUB) 2",
        "- [Peru](#of-PER) 4; with [Chile](#between-CHL-and-PER) 2",
        "- [United Nations](#of-UN) 1; with [Chile](#between-CHL-and-UN) 1",
        "",
        "## In time",
        "",
        "### 44 BC",
        "",
        "- **44 BC.** Peru withdrew its forces. “Then” ([A text, Past, characters 25-30](review.html#e5))",
        "",
        "### 1930",
        "",
    ]
    assert text[text.index('<a id="between-CHL-and-UN">') : text.index("## Parties")].splitlines() == [
        '<a id="between-CHL-and-UN"></a>',
        "",
        "### Chile and United Nations",
        "",
        "- **Since 1945.** Chile did not belong to the United Nations. “ile l” "
        "([A text, Past, characters 15-20](review.html#e3))",
        "",
    ]
    assert "- **Undated.** Ana Ruiz reportedly accused Cuba, according to Chile. ([row](review.html#e4))" in text.splitlines()
