"""What was written for an annotation tool comes back as it went out, and what such tools write by themselves is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cassis import load_cas_from_xmi, load_typesystem

from tests.records import event
from verbale.extractors import tables
from verbale.extractors.evaluation import load_gold
from verbale.extractors.schema import Actor, Document, Extraction, Mention, Sentence, Timex
from verbale.review.exchange import AnnotationError, ImportFormat, export, gold_of

# Wide characters, a word that is marked in part, and what has a meaning in tab-separated files.
TEXT = (
    "Ties 🕊\n\nOn 3 May 1990 Peru's\nforeign minister [sic] recalled|expelled an_envoy 🕊 of Chile-Bolivia. "
    "Cuba will not sign it.\tSo."
)
QUOTE = "recalled|expelled an_envoy 🕊 of Chile-Bolivia"
TYPES = ("envoy.expel", "envoy.recall", "treaty.sign")
FORMATS: tuple[ImportFormat, ...] = ("brat", "inception", "uima", "prodigy")


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def mention(name: str, words: str, actor: str, sentence: str = "s1") -> Mention:
    return Mention(name, "a/note 1", sentence, *span(words), words, "GPE", (actor,), "gazetteer", (actor,), 0, 0, 0)


FIRST, SECOND = TEXT[span("On 3")[0] : span(" Cuba")[0]], TEXT[span("Cuba")[0] : span("\tSo")[0]]
SENTENCES = tuple(
    Sentence(name, "a/note 1", "Ties 🕊" if not number else "", number, *span(words), words, 0, 0)
    for number, (name, words) in enumerate((("s0", "Ties 🕊"), ("s1", FIRST), ("s2", SECOND)))
)
ACTORS = (
    *(Actor(code, name, "state", code, code, in_gazetteer=True)
      for code, name in (("PER", "Peru"), ("CHL", "Chile"), ("BOL", "Bolivia"), ("CUB", "Cuba"))),
    Actor("minister", "foreign minister of Peru", "person", "PER"),
)  # fmt: skip
MENTIONS = (
    mention("m1", "Peru's\nforeign minister", "minister"),
    mention("m2", "Chile", "CHL"),
    mention("m3", "Bolivia", "BOL"),
    mention("m4", "Cuba", "CUB", "s2"),
)
DATE = Timex("d1", "a/note 1", "s1", *span("3 May 1990"), "3 May 1990", "1990-05-03", "DATE", "1990-05-03", "", "1990-05-03",
             "1990-05-03", "day", "on", "event", "explicit", "", "", 0, 0)  # fmt: skip


def told(name: str, kind: str, trigger: str, **also: Any) -> Any:
    return event(
        event_id=name, claim_id=f"c{name}", doc_id="a/note 1", sentence_id="s1", relation_type=kind, trigger=trigger,
        trigger_start=span(trigger)[0], trigger_end=span(trigger)[1], sources=("Peru's\nforeign minister",),
        source_ids=("minister",), source_parties=("PER",), targets=("Chile", "Bolivia"), target_ids=("CHL", "BOL"),
        target_parties=("CHL", "BOL"), date_text="3 May 1990", date_edtf="1990-05-03", date_start="1990-05-03",
        date_end="1990-05-03", polarity="pos", modality="asserted", quote=FIRST, quote_start=span(FIRST)[0],
        quote_end=span(FIRST)[1], **also,
    )  # fmt: skip


SIGN = event(
    event_id="e3", claim_id="c3", doc_id="a/note 1", sentence_id="s2", relation_type="treaty.sign", trigger="sign",
    trigger_start=span("sign it")[0], trigger_end=span("sign it")[0] + 4, sources=("Cuba", "(implied) PER"),
    source_ids=("CUB", "PER"), source_parties=("CUB", "PER"), polarity="neg", modality="planned", quote=SECOND,
    quote_start=span(SECOND)[0], quote_end=span(SECOND)[1], date_text="3 May 1990", date_edtf="1990-05-03",
)  # fmt: skip
EVENTS = (told("e1", "envoy.recall", "recalled"), told("e2", "envoy.expel", "expelled"), SIGN)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    document = Document("a/note 1", "note 1.txt", "A note", text=TEXT)
    found = Extraction(document, SENTENCES, ACTORS, MENTIONS, (DATE,), EVENTS)
    folder = tmp_path / "outputs"
    folder.mkdir()
    for name, table in tables.to_tables([found]).items():
        (folder / f"{name}.csv").write_bytes(tables.to_csv(table))
    return folder


def out_and_back(output: Path, form: ImportFormat) -> dict[str, bytes]:
    folder = output.parent / form
    folder.mkdir()
    for name, content in export(output, form, TYPES).files.items():
        (folder / name).write_bytes(content)
    return gold_of(folder, form, TYPES)


def lines(gold: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gold["note-1.events.jsonl"].decode().splitlines()]


@pytest.mark.parametrize("form", FORMATS)
def test_text_and_events_come_back_as_they_went_out(output: Path, form: ImportFormat) -> None:
    gold = out_and_back(output, form)
    assert sorted(gold) == ["note-1.events.jsonl", "note-1.txt"]
    assert gold["note-1.txt"].decode() == TEXT.replace("\tSo.", "")
    recalled, expelled, signed = lines(gold)
    assert recalled == {
        "id": "note-1-001", "doc": "note-1", "type": "envoy.recall", "source": ["PER"], "target": ["CHL", "BOL"],
        "date": "1990-05-03", "flags": [], "optional": False, "trigger": ["recalled"], "triggers": [list(span("recalled"))],
        "quote": QUOTE, "qspan": list(span(QUOTE)),
        "source_words": ["Peru's\nforeign minister"], "target_words": ["Chile", "Bolivia"], "date_words": "3 May 1990",
    }  # fmt: skip
    assert (expelled["type"], expelled["trigger"], expelled["target"]) == ("envoy.expel", ["expelled"], ["CHL", "BOL"])
    assert (signed["source"], signed["date"], signed["flags"]) == (["CUB", "PER"], "1990-05-03", ["neg", "planned"])
    for name, content in gold.items():
        (output / name).write_bytes(content)
    assert [len(document.events) for document in load_gold(output).values()] == [3]


def test_all_tools_give_the_same_annotations(output: Path) -> None:
    made = {form: out_and_back(output, form) for form in FORMATS}
    assert made["inception"] == made["brat"] == made["uima"]
    # A task of Prodigy shows one sentence: of the date in another one it keeps the code, not the words.
    brat, prodigy = lines(made["brat"]), lines(made["prodigy"])
    assert prodigy[2].pop("date_words") == "" and brat[2].pop("date_words") == "3 May 1990"
    assert prodigy == brat


def test_webanno_tsv(output: Path) -> None:
    content = export(output, "inception", TYPES).files["note-1.tsv"].decode().split("\n")
    assert content[:7] == [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=webanno.custom.Telling|label|code|modality|note|polarity",
        "#T_RL=webanno.custom.Argument|role|BT_webanno.custom.Telling",
        "", "", "#Text=Ties 🕊", "1-1\t0-4\tTies\t_\t_\t_\t_\t_\t_\t_\t",
    ]  # fmt: skip
    assert content[7].startswith("1-2\t5-7\t🕊\t_")  # offsets count units of UTF-16
    rows = {row.split("\t")[2]: row.split("\t") for row in content if "\t" in row}
    assert rows["Chile"][3:] == ["state[3]", "CHL[3]", "*[3]", "*[3]", "*[3]", "target|target", "2-13[1_3]|2-15[6_3]", ""]
    assert rows["recalled"][0] == "2-13" and rows["recalled"][3] == "envoy.recall[1]"
    assert rows["sign"][3:8] == ["treaty.sign[7]", "*[7]", "planned[7]", "event\\_id=e3\\; source=PER[7]", "neg[7]"]


def test_what_an_annotator_adds_in_inception_is_read(tmp_path: Path) -> None:
    """Marks without numbers, other layers, features in another order, and a party without a code."""
    (tmp_path / "own.tsv").write_text(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"
        "#T_SP=webanno.custom.Telling|code|label\n#T_RL=webanno.custom.Argument|role|BT_webanno.custom.Telling\n"
        "\n\n#Text=Peru recalled envoys\n1-1\t0-4\tPeru\t*\tGPE\t*\tstate\tSource\t1-2\t\n"
        "1-2\t5-13\trecalled\t_\t_\t*\tenvoy.recall\t_\t_\t\n1-3\t14-20\tenvoys\t_\t_\t_\t_\t_\t_\t\n",
        encoding="utf-8",
    )
    (line,) = gold_of(tmp_path, "inception", TYPES)["own.events.jsonl"].decode().splitlines()
    found = json.loads(line)
    assert (found["type"], found["source"], found["triggers"], found["quote"]) == (
        "envoy.recall",
        ["Peru"],
        [[5, 13]],
        "Peru recalled",
    )


def test_uima(output: Path) -> None:
    made = export(output, "uima", TYPES).files
    cas = load_cas_from_xmi(made["note-1.xmi"].decode(), typesystem=load_typesystem(made["TypeSystem.xml"].decode()))
    links = cas.select("webanno.custom.Argument")
    assert ("Chile", "target", "recalled") in {
        (link.Dependent.get_covered_text(), link.role, link.Governor.get_covered_text()) for link in links
    }
    covered = [one.get_covered_text() for one in cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence")]
    assert covered == [sentence.text for sentence in SENTENCES]
    (output.parent / "json").mkdir()
    (output.parent / "json" / "note-1.json").write_text(cas.to_json(), encoding="utf-8")
    assert gold_of(output.parent / "json", "uima", TYPES) == out_and_back(output, "brat")


def test_prodigy(output: Path) -> None:
    heading, task, _ = map(json.loads, export(output, "prodigy", TYPES).files["events.prodigy.jsonl"].decode().splitlines())
    assert (heading["text"], heading["relations"], heading["meta"]) == ("Ties 🕊", [], {"doc_id": "a/note 1", "start": 0})
    for span_ in task["spans"]:
        first, last = task["tokens"][span_["token_start"]], task["tokens"][span_["token_end"]]
        assert (first["start"], last["end"]) == (span_["start"], span_["end"])
    links = {(r["head_span"]["label"], r["label"], task["text"][r["child_span"]["start"] : r["child_span"]["end"]])
             for r in task["relations"]}  # fmt: skip
    assert ("envoy.expel", "target", "Bolivia") in links and len(links) == len(task["relations"]) == 8
    assert [task["tokens"][r["child"]]["text"] for r in task["relations"] if r["label"] == "source"] == ["minister", "minister"]


def test_what_an_annotator_makes_in_prodigy_is_read(tmp_path: Path) -> None:
    """Tasks of their own, a relation between tokens alone, and one that was rejected."""
    task = {
        "text": "Peru recalled envoys",
        "tokens": [
            {"text": w, "start": s, "end": s + len(w), "id": n} for n, (w, s) in enumerate((("Peru", 0), ("recalled", 5)))
        ],
        "spans": [{"start": 5, "end": 13, "token_start": 1, "token_end": 1, "label": "envoy.recall"}],
        "relations": [{"head": 1, "child": 0, "label": "SOURCE"}],
        "answer": "accept",
    }
    content = "\n".join(map(json.dumps, (task, {**task, "answer": "reject"}, {**task, "relations": None})))
    (tmp_path / "made.jsonl").write_text(content, encoding="utf-8")
    gold = gold_of(tmp_path, "prodigy", TYPES)
    assert sorted(gold) == ["made-0001.events.jsonl", "made-0001.txt", "made-0003.events.jsonl", "made-0003.txt"]
    assert [json.loads(gold[f"made-000{n}.events.jsonl"])["source"] for n in (1, 3)] == [["Peru"], []]


PROBLEMS = {
    ("prodigy", "a.jsonl", "[]"): "a.jsonl:1: this is no task of Prodigy",
    ("prodigy", "a.jsonl", "{}"): "a.jsonl:1: this is no task of Prodigy ('text')",
    ("prodigy", "a.jsonl", '{"text": "x", "spans": [{"start": 0}]}'): "a.jsonl:1: a span or relation is not as Prodigy writes it",
    ("prodigy", "a.jsonl", '{"text": "x", "spans": [{"start": 0, "end": 1, "label": "envoy.recal"}]}'):
        "a.jsonl:1: there is no type 'envoy.recal'; did you mean 'envoy.recall'?",
    ("inception", "a.tsv", "x"): "a.tsv: it does not begin with #FORMAT=WebAnno TSV 3",
    ("inception", "a.tsv", "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=x\n1-1\tx\tx"): "a.tsv:5: ",
    ("inception", "a.tsv", "#FORMAT=WebAnno TSV 3\n#T_SP=webanno.custom.Telling|label|modality\n\n\n#Text=x\n"
        "1-1\t0-1\tx\ttreaty.sign\twished\t"):
        "a.tsv:6: modality is asserted, planned, hypothetical, reported, not 'wished'",
    ("uima", "a.xmi", "<x"): "a.xmi: it cannot be read (",
    ("uima", "a.txt", "x"): ": no NAME.xmi or NAME.json in this folder",
}  # fmt: skip


@pytest.mark.parametrize(("form", "name", "content", "problem"), [(*given, problem) for given, problem in PROBLEMS.items()])
def test_what_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, form: ImportFormat, name: str, content: str, problem: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError) as error:
        gold_of(tmp_path, form, TYPES)
    assert problem in str(error.value) and "\n" not in str(error.value)
