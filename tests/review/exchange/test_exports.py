"""The events in the formats of other tools: what is written, exactly, and that every offset quotes its document."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin
from typer.testing import CliRunner

from tests.records import event
from verbale.errors import UserError
from verbale.extractors import tables
from verbale.extractors.evaluation import load_gold
from verbale.extractors.schema import Actor, Document, Extraction, Mention, Sentence, Timex
from verbale.flows.cli.app import app
from verbale.review.exchange import AnnotationError, export, gold_of
from verbale.review.log import NoOutputsError

TEXT = "Ties\n\nOn 3 May 1990 Peru's\nforeign minister recalled its envoy from Chile. Cuba will not sign it."
TYPES = ("envoy.recall", "statement.reject", "treaty.sign")


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def mention(name: str, words: str, actor: str, sentence: str = "s1") -> Mention:
    return Mention(name, "a/note 1", sentence, *span(words), words, "GPE", (actor,), "gazetteer", (actor,), 0, 0, 0)


ACTORS = (
    Actor("PER", "Peru", "state", "PER", "PER", in_gazetteer=True),
    Actor("CHL", "Chile", "state", "CHL", "CHL", in_gazetteer=True),
    Actor("CUB", "Cuba", "state", "CUB", "CUB", in_gazetteer=True),
    Actor("minister", "foreign minister of Peru", "person", "PER"),
)
SENTENCES = tuple(
    Sentence(name, "a/note 1", "Ties", number, *span(words), words, 0, 0)
    for number, (name, words) in enumerate(
        (("s0", "Ties"), ("s1", TEXT[6 : TEXT.index(" Cuba")]), ("s2", TEXT[TEXT.index("Cuba") :])),
    )
)
MENTIONS = (
    mention("m1", "Peru's\nforeign minister", "minister"),
    mention("m2", "Chile", "CHL"),
    mention("m3", "Cuba", "CUB", "s2"),
)
DATE = Timex("d1", "a/note 1", "s1", *span("3 May 1990"), "3 May 1990", "1990-05-03", "DATE", "1990-05-03", "", "1990-05-03",
             "1990-05-03", "day", "on", "event", "explicit", "", "", 0, 0)  # fmt: skip
RECALL = event(
    event_id="e1", claim_id="c1", doc_id="a/note 1", section="Ties", sentence_id="s1", relation_type="envoy.recall",
    plover="REDUCE", cameo="161", quad="verbal conflict", goldstein="-4.0", trigger="recalled", trigger_start=span("recalled")[0],
    trigger_end=span("recalled")[1], sources=("Peru's foreign minister",), source_ids=("minister",), source_parties=("PER",),
    source_how=("named",), targets=("Chile",), target_ids=("CHL",), target_parties=("CHL",), target_how=("named",),
    date_text="3 May 1990", date_edtf="1990-05-03", date_start="1990-05-03", date_end="1990-05-03", polarity="pos",
    modality="asserted", quote=SENTENCES[1].text, quote_start=6, quote_end=6 + len(SENTENCES[1].text), confidence=0.75,
    extractor_version="0",
)  # fmt: skip
SIGN = event(
    event_id="e2", claim_id="c2", doc_id="a/note 1", section="Ties", sentence_id="s2", relation_type="treaty.sign",
    plover="SUPPORT", trigger="sign", trigger_start=span("sign it")[0], trigger_end=span("sign it")[0] + 4,
    sources=("Cuba", "(implied) PER"),
    source_ids=("CUB", "PER"), source_parties=("CUB", "PER"), source_how=("named", "implied"), polarity="neg", modality="planned",
    quote=SENTENCES[2].text, quote_start=span("Cuba")[0], quote_end=len(TEXT), date_edtf="1991", date_start="1991-01-01",
    date_end="1991-12-31",
)  # fmt: skip


@pytest.fixture
def output(tmp_path: Path) -> Path:
    document = Document("a/note 1", "note 1.txt", "A note", text=TEXT)
    found = Extraction(document, SENTENCES, ACTORS, MENTIONS, (DATE,), (RECALL, SIGN))
    folder = tmp_path / "outputs"
    folder.mkdir()
    for name, table in tables.to_tables([found]).items():
        (folder / f"{name}.csv").write_bytes(tables.to_csv(table))
    return folder


def test_brat(output: Path) -> None:
    made = export(output, "brat", TYPES)
    assert (made.n_events, sorted(made.files)) == (2, ["annotation.conf", "note-1.ann", "note-1.txt"])
    text = made.files["note-1.txt"].decode()
    assert [text[s.char_start : s.char_end] for s in SENTENCES] == [s.text for s in SENTENCES] and len(text) == len(TEXT)
    assert made.files["note-1.ann"].decode().splitlines() == [
        "T1\tenvoy-recall 44 52\trecalled",
        "T2\tperson 20 26;27 43\tPeru's foreign minister",
        "#1\tAnnotatorNotes T2\tPER",
        "T3\tstate 68 73\tChile",
        "#2\tAnnotatorNotes T3\tCHL",
        "T4\tdate 9 19\t3 May 1990",
        "#3\tAnnotatorNotes T4\t1990-05-03",
        "E1\tenvoy-recall:T1 source:T2 target:T3 date:T4",
        "#4\tAnnotatorNotes E1\tevent_id=e1",
        "T5\ttreaty-sign 89 93\tsign",
        "T6\tstate 75 79\tCuba",
        "#5\tAnnotatorNotes T6\tCUB",
        "E2\ttreaty-sign:T5 source:T6",
        "A1\tNegated E2",
        "A2\tModality E2 planned",
        "#6\tAnnotatorNotes E2\tevent_id=e2; source=PER; date=1991",
    ]
    for line in re.findall(r"^T\d+\t\S+ ([\d ;]+)\t(.*)$", made.files["note-1.ann"].decode(), re.MULTILINE):
        pieces = [tuple(map(int, piece.split())) for piece in line[0].split(";")]
        assert " ".join(text[start:end] for start, end in pieces) == line[1]
    assert made.files["annotation.conf"].decode().splitlines() == [
        "[entities]", "date", "organisation", "person", "state", "",
        "[relations]", "",
        "[events]",
        *(
            f"{kind}\tsource*:<ENTITY>, target*:<ENTITY>, date*:<ENTITY>, instrument*:<ENTITY>, place*:<ENTITY>"
            for kind in ("envoy-recall", "statement-reject", "treaty-sign")
        ), "",
        "[attributes]", "Negated\tArg:<EVENT>", "Modality\tArg:<EVENT>, Value:planned|hypothetical|reported",
    ]  # fmt: skip


def test_json_lines(output: Path) -> None:
    first, second = map(json.loads, export(output, "jsonl", TYPES).files["events.jsonl"].decode().splitlines())
    assert first["sources"] == [
        {"text": "Peru's foreign minister", "start": 20, "end": 43, "actor_id": "minister", "party": "PER", "how": "named"}
    ]
    assert first["trigger"] == {"text": "recalled", "start": 44, "end": 52}
    assert first["date"] == {
        "text": "3 May 1990", "start": 9, "end": 19, "edtf": "1990-05-03", "first": "1990-05-03", "last": "1990-05-03",
    }  # fmt: skip
    for named in (first["trigger"], first["date"], *first["targets"]):
        assert first["text"][named["start"] - first["text_start"] : named["end"] - first["text_start"]] == named["text"]
    assert (first["doc_id"], first["title"], first["goldstein"], first["confidence"]) == ("a/note 1", "A note", -4.0, 0.75)
    assert [(side["party"], side["start"]) for side in second["sources"]] == [("CUB", 75), ("PER", None)]
    assert (second["polarity"], second["modality"], second["goldstein"], second["date"]["start"]) == ("neg", "planned", "", None)


def test_docbin(output: Path) -> None:
    content = export(output, "docbin", TYPES).files["events.spacy"]
    (doc,) = DocBin(store_user_data=True).from_bytes(content).get_docs(spacy.blank("en").vocab)
    assert [(s.text, s.label_, s.id_) for s in doc.spans["events"]] == [
        ("recalled", "envoy.recall", "e1"), ("sign", "treaty.sign", "e2"),
    ]  # fmt: skip
    assert [(s.text, s.label_, s.id_, s.kb_id_) for s in doc.spans["arguments"]] == [
        ("Peru's\nforeign minister", "source", "e1", "PER"), ("Chile", "target", "e1", "CHL"),
        ("3 May 1990", "date", "e1", "1990-05-03"), ("Cuba", "source", "e2", "CUB"),
    ]  # fmt: skip
    assert doc.user_data["doc_id"] == "a/note 1" and [row["event_id"] for row in doc.user_data["events"]] == ["e1", "e2"]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode()), dialect="excel-tab"))


def filled(row: dict[str, Any]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


def test_icews(output: Path) -> None:
    made = export(output, "icews", TYPES)
    (row,) = rows(made.files["events.icews.tsv"])
    assert (made.n_events, made.left_out, len(row)) == (1, ("1 event (no CAMEO code)",), 20)
    assert filled(row) == {
        "Event ID": "e1", "Event Date": "1990-05-03", "Source Name": "foreign minister of Peru", "Source Sectors": "person",
        "Source Country": "Peru", "Event Text": "envoy.recall", "CAMEO Code": "161", "Intensity": "-4.0", "Target Name": "Chile",
        "Target Sectors": "state", "Target Country": "Chile", "Story ID": "a/note 1", "Sentence Number": "2",
    }  # fmt: skip


def test_polecat(output: Path) -> None:
    made = export(output, "polecat", TYPES)
    (row,) = rows(made.files["events.polecat.tsv"])
    assert (made.n_events, made.left_out, len(row)) == (1, ("1 event (no day)",), 40)
    assert filled(row) == {
        "Event ID": "e1", "Event Date": "1990-05-03", "Event Type": "REDUCE", "Intensity": "-4.0", "Quad Code": "VERBAL CONFLICT",
        "Actor Name": "foreign minister of Peru", "Actor Country": "PER", "Actor COW": "135", "Primary Actor Sector": "person",
        "Actor Sectors": "person", "Actor Name Raw": "Peru's foreign minister", "Recipient Name": "Chile",
        "Recipient Country": "CHL", "Recipient COW": "155", "Primary Recipient Sector": "state", "Recipient Sectors": "state",
        "Recipient Name Raw": "Chile", "Source": "A note", "Version": "0",
    }  # fmt: skip


def test_reviewed_rows_only(output: Path, tmp_path: Path) -> None:
    with pytest.raises(NoOutputsError, match=r"reviewed_events\.csv: no such file"):
        export(output, "jsonl", TYPES, reviewed=True)
    second = tables.read_table(output / "events.csv").iloc[1:]
    table = second.reindex(columns=list(tables.columns_of("reviewed_events")), fill_value="")
    (output / "reviewed_events.csv").write_bytes(tables.to_csv(table.assign(source_ids="CUB")))
    arguments = ["export", str(tmp_path / "made"), "--format", "jsonl", "--reviewed", "--output", str(output)]
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stdout) == (0, f"1 event in 1 file in {tmp_path / 'made'}\n"), result.output
    (line,) = (tmp_path / "made" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [side["actor_id"] for side in json.loads(line)["sources"]] == ["CUB", ""]


def test_what_brat_wrote_comes_back_as_annotated_documents(output: Path, tmp_path: Path) -> None:
    for name, content in export(output, "brat", TYPES).files.items():
        (tmp_path / name).write_bytes(content)
    result = CliRunner().invoke(app, ["import", str(tmp_path), str(tmp_path / "gold"), "--format", "brat"])
    assert (result.exit_code, result.stdout) == (0, f"1 documents in {tmp_path / 'gold'}\n"), result.output
    first, second = map(json.loads, (tmp_path / "gold" / "note-1.events.jsonl").read_text(encoding="utf-8").splitlines())
    assert first == {
        "id": "note-1-001", "doc": "note-1", "quote": "recalled its envoy from Chile", "qspan": [44, 73], "trigger": ["recalled"],
        "triggers": [[44, 52]], "type": "envoy.recall", "source": ["PER"], "target": ["CHL"], "date": "1990-05-03", "flags": [],
        "optional": False, "source_words": ["Peru's\nforeign minister"], "target_words": ["Chile"], "date_words": "3 May 1990",
    }  # fmt: skip
    assert (second["source"], second["date"], second["flags"]) == (["CUB", "PER"], "1991", ["neg", "planned"])
    gold = load_gold(tmp_path / "gold")
    assert [document.text for document in gold.values()] == [(tmp_path / "note-1.txt").read_text(encoding="utf-8")]


def test_one_stretch_may_stand_for_several_parties(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    party = "T2\tstate 20 24\tPeru\n#1\tAnnotatorNotes T2\tPER;BOL\n"
    lines = f"T1\tenvoy-recall 44 52\trecalled\n{party}E1\tenvoy-recall:T1 source:T2\n"
    (tmp_path / "note.ann").write_text(lines, encoding="utf-8")
    assert json.loads(gold_of(tmp_path, "brat", TYPES)["note.events.jsonl"])["source"] == ["PER", "BOL"]


PROBLEMS = {
    "T1\tenvoy-recal 44 52\trecalled\nE1\tenvoy-recal:T1": "2: there is no type 'envoy-recal'; did you mean 'envoy.recall'?",
    "T1\tenvoy-recall 44 51\trecalled": "1: the text has 'recalle' there in 'T1",
    "E1\tenvoy-recall:T9": "1: there is no 'T9'",
    "T1\tenvoy-recall 44 52\trecalled\nT2\tdate 20 24\tPeru\nE1\tenvoy-recall:T1 date:T2": "3: 'Peru'",
    "A1\tModality E1 wished": "1: Modality is planned, hypothetical, reported, not 'wished'",
    "T1\tenvoy-recall forty\trecalled": "1: invalid literal for int() with base 10: 'forty'",
}


@pytest.mark.parametrize(("lines", "problem"), PROBLEMS.items())
def test_annotations_that_cannot_be_read_are_told_with_their_line(tmp_path: Path, lines: str, problem: str) -> None:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "note.ann").write_text(lines, encoding="utf-8")
    with pytest.raises(AnnotationError) as error:
        gold_of(tmp_path, "brat", TYPES)
    assert str(error.value).startswith(f"{tmp_path / 'note.ann'}:{problem}")


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"no NAME.ann in this folder"):
        gold_of(tmp_path, "brat", TYPES)


def test_parquet(output: Path) -> None:
    pytest.importorskip("pyarrow", reason="an extra: with it pandas keeps texts in another way, so the tests run without")
    from pyarrow import BufferReader, parquet

    second = tables.read_table(output / "events.csv").assign(quote='a "quote",\r\nof\ttwo lines', goldstein=["", "-4.0"])
    (output / "events.csv").write_bytes(tables.to_csv(second))
    made = export(output, "parquet", TYPES)
    assert made.n_events == 2 and {f"{name}.parquet" for name in tables.TABLES if name != "changes"} <= set(made.files)
    found = parquet.read_table(BufferReader(made.files["events.parquet"])).to_pydict()
    assert list(found) == list(tables.TABLES["events"])
    assert (found["quote"][0], found["goldstein"], found["quote_start"]) == ('a "quote",\r\nof\ttwo lines', [None, -4.0], [6, 75])
    assert found["date_start"] == ["1990-05-03", "1991-01-01"] and found["place"] == [None, None]


def test_parquet_needs_pyarrow(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UserError, match=r"pip install 'verbale\[parquet\]'"):
        export(output, "parquet", TYPES)
