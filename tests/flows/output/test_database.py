"""``verbale.sqlite``: types, missing values, keys, links, views and full text, of tables written without a run."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.synthetic import Kind
from tests.conftest import ROOT
from tests.records import event
from verbale.extractors.schema import Actor, Document, Event, Extraction, Sentence
from verbale.extractors.tables import KINDS, REVIEWED, TABLES, columns_of, datasette, value_types
from verbale.flows.output import Spool, contribution, write_tables
from verbale.flows.output.database import DATABASE, DatabaseError, checked, mark
from verbale.flows.output.table_files import data_package

TYPES = {
    name: Kind(f"Made up: {name}.", "AGREE", "057", name == "treaty.sign")
    for name in ("treaty.sign", "membership.join", "membership.leave", "aid.grant")
}
WORDS = ["One signed a treaty.", "Two joined.", "Three left.", "Four lent money.", "Five lent café money."]


def told(number: int, kind: str, sources: tuple[str, ...], targets: tuple[str, ...], date: str, **more: Any) -> Event:
    """An event of the nth sentence; its quote begins at a hundred times a power of ten, so that text and number sort apart."""
    given = {"date_start": date, "date_end": date, "date_edtf": date, "quote_start": 10**number, "goldstein": "3.5",
             "source_how": ("named",) * len(sources)} | more  # fmt: skip
    return event(
        event_id=f"e{number}", claim_id=f"c{number}", doc_id="d", sentence_id=f"s{number}", relation_type=kind, sources=sources,
        source_ids=sources, source_parties=sources, targets=targets, target_ids=targets,
        target_parties=targets, target_how=("named",) * len(targets), polarity="pos", modality="asserted",
        quote=WORDS[number], **given,
    )  # fmt: skip


EVENTS = (
    told(0, "treaty.sign", ("PER", "CHL"), (), "1901-03-02", trigger_start=9),
    told(1, "membership.join", ("PER",), ("UN",), "1945-10-31", cameo="010"),
    told(2, "membership.leave", ("CHL",), ("UN",), "", goldstein=""),
    told(3, "aid.grant", ("PER",), ("CHL",), "1901-05-01", place=""),
    told(4, "aid.grant", ("OTT",), ("CHL",), "-0043-03-15", confidence=0.25),
)
JOINED = told(2, "membership.join", ("OTT",), ("UN",), "1946-01-01")
ACTORS = (
    Actor("PER", "Peru", "state", "PER"),
    Actor("CHL", "Chile", "state", "CHL"),
    Actor("OTT", "Ottoman Empire", "former_state", "OTT", valid_to="1922-11-01"),
    Actor("UN", "United Nations", "organisation", "UN"),
)


def write(folder: Path, events: tuple[Event, ...] = EVENTS, sure: float = 0.0) -> list[str]:
    """The tables of one document into a folder; what the checks of the database found."""
    sentences = tuple(Sentence(f"s{n}", "d", "", n, 0, len(text), text, 0, 1) for n, text in enumerate(WORDS))
    found = Extraction(Document("d", "d.txt", title="A text"), sentences, ACTORS, (), (), events)
    with Spool(folder, TYPES, sure=sure) as spool:
        spool.add(contribution(found))
        return write_tables(spool, folder / "none")[2]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    assert write(tmp_path) == []
    with closing(sqlite3.connect(tmp_path / DATABASE)) as opened:
        yield opened


def ask(db: sqlite3.Connection, question: str) -> list[tuple[Any, ...]]:
    return db.execute(question).fetchall()


def test_questions_get_right_answers(db: sqlite3.Connection) -> None:
    assert ask(db, "SELECT event_id FROM events WHERE date_start IS NULL") == [("e2",)]
    assert ask(db, "SELECT count(*) FROM actors WHERE n_mentions >= 10") == [(0,)]
    assert ask(db, "SELECT quote_start FROM events ORDER BY quote_start") == [(1,), (10,), (100,), (1000,), (10000,)]
    assert ask(db, "SELECT sum(goldstein), max(confidence), cameo FROM events WHERE event_id IN ('e1', 'e2')") == [
        (3.5, 0.5, "010")
    ]


def test_columns_have_the_types_of_the_schema(db: sqlite3.Connection) -> None:
    names = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
    for table in (*TABLES, *REVIEWED):
        found = ask(db, f"PRAGMA table_info({table})")
        assert [(row[1], row[2]) for row in found] == [(c, names[value_types(table)[c]]) for c in columns_of(table)]
        keys = [row[1] for row in found if row[5]]
        assert keys == ([] if table == "changes" else [columns_of(table)[0]])
    assert value_types("events")["goldstein"] is float and KINDS["events"]["goldstein"] is str
    assert {row[2:4] for row in ask(db, "PRAGMA foreign_key_list(events)")} == {
        ("documents", "doc_id"),
        ("sentences", "sentence_id"),
        ("relation_types", "relation_type"),
        ("happenings", "happening_id"),
    }
    used = ask(db, "EXPLAIN QUERY PLAN SELECT * FROM events WHERE doc_id = 'd'")
    assert "USING INDEX events_doc_id" in used[0][3]


def test_lists_are_rows_of_their_own(db: sqlite3.Connection) -> None:
    assert ask(db, "SELECT side, position, party_id, how FROM participants WHERE event_id = 'e0'") == [
        ("source", 0, "PER", "named"),
        ("source", 1, "CHL", "named"),
    ]
    links = "SELECT e.event_id FROM relation_events JOIN relations r USING (relation_id) JOIN events e USING (event_id)"
    assert ask(db, f"{links} WHERE r.relation_type = 'membership.member' AND r.subject_id = 'PER'") == [("e1",)]


def test_views(db: sqlite3.Connection) -> None:
    assert ask(db, "SELECT year, event_id FROM timeline") == [
        (-43, "e4"), (1901, "e0"), (1901, "e3"), (1945, "e1"), (None, "e2"),
    ]  # fmt: skip
    between = "source_party IN ('PER', 'CHL') AND target_party IN ('PER', 'CHL')"
    assert ask(db, f"SELECT source_party, target_party, directed, year, relation_type, n_events FROM dyads WHERE {between}") == [
        ("CHL", "PER", 0, 1901, "treaty.sign", 1),
        ("PER", "CHL", 1, 1901, "aid.grant", 1),
    ]
    assert ask(db, "SELECT relation_type, subject, object, since FROM states_now") == [
        ("membership.member", "Peru", "United Nations", "1945-10-31")
    ]


def test_every_event_leads_to_its_happening(db: sqlite3.Connection) -> None:
    told = ask(db, "SELECT e.event_id, h.event_ids FROM events e JOIN happenings h USING (happening_id) ORDER BY e.event_id")
    assert told == [(f"e{number}", f"e{number}") for number in range(5)]


def test_a_deed_told_twice_happened_once(tmp_path: Path) -> None:
    again = told(3, "treaty.sign", ("CHL", "PER"), (), "1901-03-02")
    write(tmp_path, (EVENTS[0], again))
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        assert ask(db, "SELECT n_events, n_documents, why FROM happenings") == [(2, 1, "same day, same parties")]
        assert ask(db, "SELECT n_happenings, n_events, goldstein FROM dyads") == [(1, 2, 3.5)]


def test_a_deed_told_with_and_without_its_day_is_of_one_year(tmp_path: Path) -> None:
    again = told(4, "membership.join", ("PER",), ("UN",), "")
    vague = told(3, "aid.grant", ("PER",), ("CHL",), "1980-01-01", date_end="1989-12-31", date_edtf="198X")
    write(tmp_path, (EVENTS[1], again, vague))
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        assert ask(db, "SELECT relation_type, year, n_happenings, n_events, goldstein FROM dyads ORDER BY 1") == [
            ("aid.grant", None, 1, 1, 3.5),
            ("membership.join", 1945, 1, 2, 3.5),
        ]


def test_states_with_their_days_and_names(db: sqlite3.Connection) -> None:
    assert ask(db, "SELECT relation_type, subject, object, since, until, lasts, ended FROM states") == [
        ("membership.member", "Peru", "United Nations", "1945-10-31", None, 1, None)
    ]


def test_what_the_page_of_questions_asks_can_be_asked(db: sqlite3.Connection) -> None:
    page = (ROOT / "docs/how-to/ask.md").read_text(encoding="utf-8")
    asked = re.findall(r"```sql\n(.+?)```", page, re.DOTALL)
    found = [ask(db, question) for question in asked]
    assert len(asked) == 10
    assert found[0] == [("Peru", "1945-10-31", None, 1, None)]
    assert found[1] == [(1901, "CHL", "PER", "treaty.sign", 1), (1901, "PER", "CHL", "aid.grant", 1)]


def test_partners_of_one_make_no_dyad_with_each_other(tmp_path: Path) -> None:
    hub = told(0, "treaty.sign", ("PER", "CHL", "OTT"), (), "1901-03-02", partners=("CHL", "OTT"))
    write(tmp_path, (hub,))
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        assert ask(db, "SELECT source_party, target_party FROM dyads") == [("CHL", "PER"), ("OTT", "PER")]


def test_people_without_a_name_make_no_dyad(tmp_path: Path) -> None:
    people = told(3, "aid.grant", ("PER", "OTT"), ("CHL",), "1901-05-01", source_how=("named", "unknown"))
    write(tmp_path, (people,))
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        assert ask(db, "SELECT source_party, target_party FROM dyads") == [("PER", "CHL")]


def test_what_ceased_to_be_is_in_no_state_now(tmp_path: Path) -> None:
    write(tmp_path, (EVENTS[1], JOINED))
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        assert ask(db, "SELECT count(*) FROM relations WHERE relation_type = 'membership.member'") == [(2,)]
        assert ask(db, "SELECT subject_id FROM states_now") == [("PER",)]


def test_full_text_finds_stems_without_accents(db: sqlite3.Connection) -> None:
    found = "SELECT e.event_id FROM events_fts f JOIN events e ON e.rowid = f.rowid WHERE events_fts MATCH ?"
    assert db.execute(found, ("treaties",)).fetchall() == [("e0",)]
    assert db.execute(found, ("cafe AND lend*",)).fetchall() == []
    assert db.execute(found, ("cafe AND lent",)).fetchall() == [("e4",)]
    assert ask(db, "SELECT count(*) FROM sentences_fts WHERE sentences_fts MATCH 'money'") == [(2,)]


def test_ids_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    problems = write(tmp_path, (told(1, "membership.join", ("BOL",), ("UN",), "1945-11-14"),))
    assert f"{DATABASE}: 1 ids of participants.actor_id -> actors lead nowhere" in problems
    assert f"{DATABASE}: 2 ids of relations.subject_id -> actors lead nowhere" in problems


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    content = bytearray((tmp_path / DATABASE).read_bytes())
    content[32768:33576] = bytes(808)  # where a page begins
    (tmp_path / DATABASE).write_bytes(content)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db, pytest.raises((DatabaseError, sqlite3.DatabaseError)):
        checked(db)


def test_reviewed_rows_replace_those_before(tmp_path: Path) -> None:
    write(tmp_path)
    given = {"event_id": "e1", "doc_id": "d", "sentence_id": "s1", "trigger_start": "4"}
    kinds = value_types("reviewed_events")
    row = tuple(given.get(column, "0" if kinds[column] is int else "") for column in columns_of("reviewed_events"))
    for _ in range(2):
        mark(tmp_path, {"events": [("accepted", "e1"), ("", "e2")]}, {"reviewed_events": [row]})
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        assert ask(db, "SELECT event_id, trigger_start, comment FROM reviewed_events") == [("e1", 4, None)]
        assert ask(db, "SELECT event_id FROM events WHERE review_status IS NOT NULL") == [("e1",)]


def test_every_table_is_described(tmp_path: Path) -> None:
    write(tmp_path)
    package = json.loads(data_package(reviewed=True))
    assert [entry["name"] for entry in package["resources"]] == [*TABLES, *REVIEWED]
    for entry in package["resources"]:
        fields = {field["name"]: field for field in entry["schema"]["fields"]}
        assert tuple(fields) == columns_of(entry["name"]) and all(field["description"] for field in fields.values())
        for key in entry["schema"].get("foreignKeys", ()):
            assert key["fields"] in fields and key["reference"]["resource"] in TABLES
    described = datasette("verbale")
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        made = ask(db, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%fts%'")
    assert all(f"\n      {name}:\n" in described for (name,) in made if not name.startswith("sqlite_"))


def test_pairs_that_are_not_sure_are_in_no_dyad_and_are_listed(tmp_path: Path) -> None:
    signed = told(0, "treaty.sign", ("PER", "CHL", "OTT"), (), "1901-03-02")
    weighed = (
        ("CHL", "", 0.9),
        ("OTT", "", 0.9),
        ("PER", "", 0.9),
        ("CHL", "OTT", 0.9),
        ("CHL", "PER", 0.9),
        ("OTT", "PER", 0.5),
    )
    given = replace(told(1, "aid.grant", ("PER",), ("CHL",), "1901-05-01"), pairs=(("PER", "CHL", 0.4),))
    assert write(tmp_path, (replace(signed, pairs=weighed), given), sure=0.6) == []
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        assert ask(db, "SELECT * FROM unsure_pairs") == [("e0", "OTT", "PER"), ("e1", "PER", "CHL")]
        assert ask(db, "SELECT event_id, source_party, target_party FROM dyad_events ORDER BY 2, 3") == [
            ("e0", "CHL", "OTT"), ("e0", "CHL", "PER"),
        ]  # fmt: skip
        assert ask(db, "SELECT count(*) FROM events") == [(2,)]
        assert ask(db, "SELECT subject_id, object_id FROM relations ORDER BY 1, 2") == [("CHL", "OTT"), ("CHL", "PER")]
