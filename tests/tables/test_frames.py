"""Tables: the columns of the contract, cells that are never missing, CSV that reads back exactly."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import event
from verbale.errors import UserError
from verbale.extractors import schema, tables
from verbale.extractors.data_files import DATA, DataError, read
from verbale.extractors.schema import Actor, Document, Event, Extraction, Mention, Relation, Sentence, Timex
from verbale.extractors.tables import datapackage
from verbale.extractors.tables.descriptions import DESCRIPTIONS, Descriptions

CONTRACT = {
    "documents": "doc_id path title document_date sha256 encoding n_chars n_sentences n_events status error",
    "sentences": "sentence_id doc_id section ordinal char_start char_end text",
    "actors": "actor_id name kind party_id iso3 valid_from valid_to in_gazetteer n_mentions",
    "mentions": "mention_id doc_id sentence_id char_start char_end text label actor_id method",
    "dates": "date_id doc_id sentence_id char_start char_end text edtf timex3_type timex3_value timex3_mod date_start date_end"
    " granularity relation role method anchor_text anchor_value",
    "events": "event_id claim_id doc_id section sentence_id relation_type plover cameo trigger trigger_start trigger_end sources"
    " source_ids source_parties targets target_ids target_parties instrument place quantity date_text date_edtf date_start"
    " date_end date_granularity date_method polarity modality attributed_to confidence rule_id quote quote_start quote_end"
    " prefix suffix extractor_version model review_status",
    "relations": "relation_id subject_id relation_type object_id directed date_first date_last n_events n_documents polarity"
    " confidence event_ids",
    "changes": "table row_id change column before after",
}


def extraction(doc_id: str, text: str) -> Extraction:
    document = Document(doc_id, f"{doc_id}.txt", text=text)
    sentence = Sentence("s1" + doc_id, doc_id, "", 0, 0, len(text), text, 0, 1)
    mention = Mention(
        "m" + doc_id, doc_id, sentence.sentence_id, 0, 1, text[:1], "GPE", ("FRA", "DEU"), "ner", ("FRA", "DEU"), 0, 1, 0
    )
    actors = (Actor("FRA", "France", "state", "FRA", in_gazetteer=True), Actor("DEU", "Germany", "state", "DEU"))
    return Extraction(document, (sentence,), actors, (mention,))


def test_columns_are_those_of_the_contract() -> None:
    assert {table: " ".join(columns) for table, columns in tables.TABLES.items()} == CONTRACT


def test_every_column_is_described_and_nothing_else(tmp_path: Path) -> None:
    assert list(DESCRIPTIONS) == list(tables.TABLES)
    text = (DATA / "tables.toml").read_text(encoding="utf-8")
    for before, after, problem in (
        ('plover = "PLOVER', 'plovers = "PLOVER', "events.columns: not the columns"),
        ("[events.enum]\npolarity", "[events.enum]\npolarities", "events: no such column: polarities"),
        ("[changes]\ntitle", "[changes]\nname", "changes.name: unknown key"),
    ):
        path = tmp_path / "tables.toml"
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        with pytest.raises(DataError, match=problem):
            read(Descriptions, path)


def test_rows_merge_over_documents_and_are_sorted() -> None:
    result = tables.to_tables([extraction("b", "Paris talks."), extraction("a", "Bonn talks.")])
    assert result["documents"]["doc_id"].tolist() == ["a", "b"]
    assert result["documents"]["n_chars"].tolist() == [11, 12]
    assert result["actors"][["actor_id", "n_mentions", "in_gazetteer"]].values.tolist() == [["DEU", 2, False], ["FRA", 2, True]]
    assert result["mentions"]["actor_id"].tolist() == ["FRA;DEU"] * 2
    assert {name: tuple(table.columns) for name, table in result.items()} == {
        name: columns for name, columns in tables.TABLES.items() if name != "changes"
    }
    assert not any(table.isna().any().any() for table in result.values())


def test_empty_input_gives_empty_tables_with_columns() -> None:
    result = tables.to_tables([])
    assert all(len(table) == 0 and tuple(table.columns) == tables.TABLES[name] for name, table in result.items())
    assert tables.to_csv(result["events"]).decode() == ",".join(tables.TABLES["events"]) + "\n"


def test_the_gazetteers_description_of_an_actor_wins() -> None:
    known, guessed = Actor("FRA", "France", "state", "FRA", in_gazetteer=True), Actor("FRA", "the French", "group", "FRA")
    rows = [tables.row("actors", guessed, n_mentions=5), tables.row("actors", known, n_mentions=1)]
    assert [(r[1], r[-1]) for r in tables.merge_actors(rows)] == [("France", 6)]


def test_lists_numbers_and_truth_values_as_csv_spells_them() -> None:
    relation = Relation("r1", "FRA", "treaty.sign", "", False, "1963-01-22", "", 1, 1, "pos", 2 / 3, ("e1", "e2"))
    table = tables.to_tables([], [relation])["relations"]
    assert tables.to_csv(table).decode().splitlines()[1] == "r1,FRA,treaty.sign,,false,1963-01-22,,1,1,pos,0.667,e1;e2"
    assert tables.row("events", event(sources=("a;b", "c")))[tables.TABLES["events"].index("sources")] == "a,b;c"
    assert tables.split("") == () and tables.split(tables.join(("a", "", "b"))) == ("a", "", "b")


AWKWARD = [
    "line\r\nbreak",
    "lone\rreturn",
    "NA",
    "null",
    "1991-12",
    "007",
    "1e5",
    ' "quoted", text ',
    "tab\tand\x00nul\x0bvt\x0c\x1c\x85\u2028",
    "=HYPERLINK(1)",
    "\ufeffmark",
    "\u202eright to left",
    "",
    " ",
    "'",
    "\n",
    "\r",
    "x" * 300_000,
]


def test_awkward_text_survives_csv(tmp_path: Path) -> None:
    extractions = [extraction(f"d{i:02d}", text or "-") for i, text in enumerate(AWKWARD)]
    expected = {f"s1d{i:02d}": text or "-" for i, text in enumerate(AWKWARD)}
    content = tables.to_csv(tables.to_tables(extractions)["sentences"])
    (tmp_path / "sentences.csv").write_bytes(content)
    table = tables.read_table(tmp_path / "sentences.csv")
    assert dict(zip(table["sentence_id"], table["text"], strict=True)) == expected
    csv.field_size_limit(1_000_000)
    plain = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    assert {line["sentence_id"]: line["text"] for line in plain} == expected


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_text_survives_csv(texts: list[str]) -> None:
    changes = tables.frame("changes", [("t", str(i), "changed", "c", text, text[::-1]) for i, text in enumerate(texts)])
    content = tables.to_csv(changes)
    assert content.count(b"\r") == sum(text.count("\r") * 2 for text in texts)
    assert tables.parse_csv(content)["before"].tolist() == texts
    assert list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))[1:] == changes.values.tolist()


def test_types_come_back() -> None:
    before = tables.to_tables(
        [extraction("a", "Bonn talks.")], [Relation("r", "A", "t.u", "B", True, "", "", 1, 1, "pos", 0.25, ())]
    )
    for name, table in before.items():
        after = tables.typed(name, tables.parse_csv(tables.to_csv(table)))
        assert after.equals(table) and after.dtypes.equals(table.dtypes), name


def test_a_folder_of_tables_comes_back(tmp_path: Path) -> None:
    written = tables.to_tables([extraction("b", "Paris talks."), extraction("a", "Bonn talks.")])
    for name, table in written.items():
        (tmp_path / f"{name}.csv").write_bytes(tables.to_csv(table.iloc[::-1]))
    found = tables.read_tables(tmp_path)
    assert list(found) == list(written)
    for name, table in written.items():
        assert found[name].iloc[::-1].reset_index(drop=True).equals(table) and found[name].dtypes.equals(table.dtypes), name


def test_a_folder_without_tables_or_with_a_damaged_one_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no tables there; run verbale extract first"):
        tables.read_tables(tmp_path / "absent")
    for content, problem in (("a,b\n1\n", "row 2 has 1 cells"), ("a\n1\n", "there is no column 'doc_id'")):
        (tmp_path / "documents.csv").write_text(content, encoding="utf-8")
        with pytest.raises(UserError, match=rf"documents\.csv: {problem}"):
            tables.read_tables(tmp_path)


def test_hidden_fields_stay_hidden() -> None:
    hidden = {
        f.name
        for record in (Document, Sentence, Mention, Timex, Event)
        for f in fields(record)
        if f.metadata.get("column", 0) is None
    }
    assert hidden == {"text", "topic", "blocks", "start", "end", "heading", "party_ids", "head", "why", "signs"}
    shown = {column for columns in tables.TABLES.values() for column in columns}
    assert not {"topic", "blocks", "heading", "party_ids", "why", "signs"} & shown


def test_datapackage_names_keys_and_types() -> None:
    package = datapackage(["documents", "sentences", "events"], {"title": "T"})
    assert [entry["path"] for entry in package["resources"]] == ["documents.csv", "sentences.csv", "events.csv"]
    events = package["resources"][2]["schema"]
    assert events["primaryKey"] == ["event_id"]
    assert {key["fields"]: key["reference"]["resource"] for key in events["foreignKeys"]} == {
        "doc_id": "documents",
        "sentence_id": "sentences",
    }
    by_name = {entry["name"]: entry for entry in events["fields"]}
    assert by_name["trigger_start"]["type"] == "integer" and by_name["confidence"]["type"] == "number"
    assert by_name["date_start"]["type"] == "string"
    assert "foreignKeys" not in datapackage(["mentions"], {})["resources"][0]["schema"]


def test_a_record_changed_is_a_row_changed() -> None:
    e = event(event_id="e1", sources=("France",))
    assert tables.row("events", e) != tables.row("events", replace(e, date_edtf="1963"))
    assert schema.Event is Event
