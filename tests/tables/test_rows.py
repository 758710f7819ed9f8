"""Records -> rows: lists, numbers and truth values in one cell each, actors of several documents as one row."""

from __future__ import annotations

from dataclasses import replace

from tests.records import event, relation
from verbale.extractors import tables
from verbale.extractors.schema import Actor


def test_the_gazetteers_description_of_an_actor_wins() -> None:
    known, guessed = Actor("FRA", "France", "state", "FRA", in_gazetteer=True), Actor("FRA", "the French", "group", "FRA")
    rows = [tables.row("actors", guessed, n_mentions=5), tables.row("actors", known, n_mentions=1)]
    assert [(r[1], r[-1]) for r in tables.merge_actors(rows)] == [("France", 6)]


def test_lists_numbers_and_truth_values_as_csv_spells_them() -> None:
    about = {"relation_id": "r1", "subject_id": "FRA", "relation_type": "treaty.sign", "date_first": "1963-01-22"}
    found = relation(**about, n_events=2, open=True, confidence=2 / 3, event_ids=("e1", "e2"))
    table = tables.to_tables([], [found])["relations"]
    written = dict(zip(tables.TABLES["relations"], tables.to_csv(table).decode().splitlines()[1].split(","), strict=True))
    assert {column: cell for column, cell in written.items() if cell} == {
        **about, "directed": "false",
        "open": "true", "n_events": "2", "n_documents": "0", "confidence": "0.667", "event_ids": "e1;e2",
    }  # fmt: skip
    assert tables.row("events", event(sources=("a;b", "c")))[tables.TABLES["events"].index("sources")] == "a,b;c"
    assert tables.split("") == () and tables.split(tables.join(("a", "", "b"))) == ("a", "", "b")


def test_a_record_changed_is_a_row_changed() -> None:
    e = event(event_id="e1", sources=("France",))
    assert tables.row("events", e) != tables.row("events", replace(e, date_edtf="1963"))
