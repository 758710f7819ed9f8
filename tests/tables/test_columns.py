"""The columns of the tables are those of the contract, each of them described."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from verbale.extractors import tables
from verbale.extractors.data_files import DATA, DataError, read
from verbale.extractors.schema import Document, Event, Mention, Sentence, Timex
from verbale.extractors.tables.descriptions import DESCRIPTIONS, Descriptions

EVENT = (
    "event_id claim_id doc_id section sentence_id relation_type plover cameo quad goldstein trigger trigger_start"
    " trigger_end sources source_ids source_parties source_how targets target_ids target_parties target_how instrument place"
    " quantity persons"
    " content about echo_of date_text date_edtf date_mod date_start date_end date_granularity date_method polarity modality"
    " attributed_to confidence parties_confidence method rule_id quote quote_start quote_end prefix suffix extractor_version"
    " model review_status happening_id partners"
)
CONTRACT = {
    "documents": "doc_id path title document_date sha256 encoding language n_chars n_sentences n_events status error note",
    "sentences": "sentence_id doc_id section ordinal char_start char_end text",
    "actors": "actor_id name kind party_id iso3 valid_from valid_to in_gazetteer n_mentions",
    "mentions": "mention_id doc_id sentence_id char_start char_end text label actor_id method",
    "dates": "date_id doc_id sentence_id char_start char_end text edtf timex3_type timex3_value timex3_mod date_start date_end"
    " granularity relation role method anchor_text anchor_value",
    "events": EVENT,
    "candidates": EVENT,
    "event_links": "link_id doc_id sentence_id from_event to_event relation words char_start char_end",
    "happenings": "happening_id relation_type source_parties target_parties date_edtf date_start date_end polarity modality"
    " n_events n_documents n_independent conflict why confidence event_ids",
    "relations": "relation_id kind subject_id relation_type object_id participants directed date_first date_last open end_told"
    " opened_by closed_by successors n_events n_documents polarity modality conflict confidence event_ids",
    "changes": "table row_id change column before after",
}


def test_columns_are_those_of_the_contract() -> None:
    assert {table: " ".join(columns) for table, columns in tables.TABLES.items()} == CONTRACT


def test_every_column_is_described_and_nothing_else(tmp_path: Path) -> None:
    assert list(DESCRIPTIONS) == [*tables.TABLES, *tables.REVIEWED]
    text = (DATA / "tables.toml").read_text(encoding="utf-8")
    for before, after, problem in (
        ('plover = "PLOVER', 'plovers = "PLOVER', "events.columns: not the columns"),
        ("[events.enum]\npolarity", "[events.enum]\npolarities", "events: no such column: polarities"),
        ('label = "name"', 'label = "names"', "actors: no such column: names"),
        ("[changes]\ntitle", "[changes]\nname", "changes.name: unknown key"),
        ('like = "events"', 'like = "event"', "like: there is no table event"),
        ('like = "events"', 'like = "dates"', "candidates.columns: not the columns"),
    ):
        path = tmp_path / "tables.toml"
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        with pytest.raises(DataError, match=problem):
            read(Descriptions, path)


def test_hidden_fields_stay_hidden() -> None:
    hidden = {
        f.name
        for record in (Document, Sentence, Mention, Timex, Event)
        for f in fields(record)
        if f.metadata.get("column", 0) is None
    }
    assert hidden == {
        "text",
        "topic",
        "blocks",
        "start",
        "end",
        "heading",
        "dateline",
        "lead",
        "row",
        "own",
        "party_ids",
        "head",
        "why",
        "signs",
        "unknown",
        "pairs",
    }
    shown = {column for columns in tables.TABLES.values() for column in columns}
    assert not {"topic", "blocks", "heading", "party_ids", "signs"} & shown
