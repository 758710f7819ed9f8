"""The line for Python: text or paths in, tables out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from spacy.language import Language

import verbale
from tests.conftest import ROOT
from verbale.extractors.schema import Thresholds
from verbale.extractors.text import make_document

SENTENCE = "Kenya recalled its ambassador from Ghana on 3 May 2019."
OTHER = "Peru severed relations with Chile in 1994."


def told(tables: verbale.Tables) -> list[tuple[str, str, str, str]]:
    events = tables.events
    columns = (events[name].tolist() for name in ("relation_type", "source_parties", "target_parties", "date_edtf"))
    return list(zip(*columns, strict=True))


def test_a_text_gives_its_events() -> None:
    tables = verbale.extract(SENTENCE)
    assert told(tables) == [("envoy.recall", "KEN", "GHA", "2019-05-03")]
    assert tables.relations["relation_type"].tolist() == ["envoy.recall"]
    assert tables.dates["text"].tolist() == ["3 May 2019"]
    assert {"KEN", "GHA"} <= set(tables.actors["actor_id"])
    assert tables.mentions["text"].tolist()[0] == "Kenya"
    assert tables.documents["doc_id"].tolist() == ["text"]


def test_cells_have_plain_types() -> None:
    events = verbale.extract(SENTENCE).events
    assert pd.api.types.is_integer_dtype(events["trigger_start"])
    assert pd.api.types.is_float_dtype(events["confidence"])
    assert all(isinstance(day, str) for day in events["date_start"])
    assert SENTENCE[events["quote_start"][0] : events["quote_end"][0]] == events["quote"][0]


def test_lists_paths_and_documents_go_together(tmp_path: Path) -> None:
    path = tmp_path / "peru.txt"
    path.write_text(OTHER + "\n", encoding="utf-8")
    tables = verbale.extract([SENTENCE, path, make_document("own", SENTENCE)])
    assert tables.events["doc_id"].tolist() == ["text-1", "peru", "own"]
    assert [kind for kind, *_ in told(tables)] == ["envoy.recall", "relations.sever", "envoy.recall"]
    assert told(verbale.extract(str(path))) == told(verbale.extract(OTHER))
    assert told(verbale.extract(tmp_path)) == told(verbale.extract(OTHER))


def test_rows_stand_in_the_order_of_the_text() -> None:
    events = verbale.extract(f"{OTHER} {SENTENCE} {OTHER}").events
    assert events["trigger_start"].tolist() == sorted(events["trigger_start"])
    assert len(events) == 3


def test_what_is_known_of_a_text_counts() -> None:
    dated = verbale.extract("Kenya recalled its ambassador from Ghana yesterday.", date="2019-05-04", topic=["KEN"])
    assert told(dated) == [("envoy.recall", "KEN", "GHA", "2019-05-03")]


def test_an_empty_text_gives_tables_without_rows() -> None:
    tables = verbale.extract("")
    assert {name: len(table) for name, table in tables.items() if name != "documents"} == dict.fromkeys(
        ("sentences", "actors", "mentions", "dates", "events", "candidates", "event_links", "happenings", "relations"), 0
    )
    assert tables.documents["status"].tolist() == ["empty"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (7, "a text, a path or a list of them is wanted, not int"),
        ([SENTENCE, 7], "item 2 is neither text nor path but int"),
        (Path("no/such/folder"), "no/such/folder"),
    ],
)
def test_what_is_wrong_is_said(wrong: object, message: str) -> None:
    with pytest.raises(verbale.UserError, match=message):
        verbale.extract(wrong)  # type: ignore[arg-type]


def test_a_pipeline_is_kept() -> None:
    pipeline = verbale.load(families=["envoy"])
    assert told(pipeline(f"{SENTENCE} {OTHER}")) == [("envoy.recall", "KEN", "GHA", "2019-05-03")]
    assert told(verbale.extract(SENTENCE, pipeline=pipeline)) == told(verbale.extract(SENTENCE))


def test_thresholds_are_shares_and_the_floor_is_the_lower_one() -> None:
    pipeline = verbale.load(families=["envoy"], finder="off", threshold=0.6, floor=0.6)
    assert pipeline.resources.thresholds == Thresholds(0.6, 0.6)
    assert pipeline(SENTENCE).candidates.columns.tolist() == pipeline(SENTENCE).events.columns.tolist()
    with pytest.raises(verbale.UsageError, match=r"threshold 1\.5 is not between 0 and 1"):
        verbale.load(threshold=1.5)
    with pytest.raises(verbale.UsageError, match=r"floor 0\.4 is above the threshold 0\.3"):
        verbale.load(threshold=0.3, floor=0.4)


def test_a_notebook_shows_the_events() -> None:
    tables = verbale.extract(SENTENCE.replace("Kenya", "Kenya & <b>Togo</b>"))
    assert repr(verbale.extract(SENTENCE)).splitlines()[1].split()[:4] == ["2019-05-03", "KEN", "envoy.recall", "GHA"]
    assert "<b>" not in tables._repr_html_()
    assert "<td>envoy.recall</td>" in verbale.extract(SENTENCE)._repr_html_()
    many = verbale.extract(" ".join([OTHER] * 12))
    assert "2 more" in repr(many)


def test_tables_are_read_back_as_they_were_made(tmp_path: Path) -> None:
    from verbale.flows.line.run import run_line
    from verbale.flows.settings import Settings

    settings = Settings(input=str(ROOT / "raw_text"), output=tmp_path / "tables", use_cache=False, decisions=tmp_path)
    run_line(settings)
    read, made = verbale.read_tables(tmp_path / "tables"), verbale.extract(ROOT / "raw_text")
    assert told(read) == told(made)
    assert read.events.dtypes.equals(made.events.dtypes)
    with pytest.raises(verbale.UserError, match="no tables"):
        verbale.read_tables(tmp_path / "nothing")


def test_importing_the_package_is_light() -> None:
    import subprocess
    import sys

    code = "import sys, verbale, verbale.errors; verbale.__version__; print({'spacy', 'pandas', 'prefect'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"


def test_extractors_ask_for_documents(nlp: Language) -> None:
    from verbale.extractors import extract

    with pytest.raises(verbale.UsageError, match="a Document is wanted, not str"):
        list(extract([SENTENCE], nlp))  # type: ignore[list-item]
    bare = replace(make_document("own", SENTENCE), blocks=())
    assert [event.relation_type for found in extract([bare], nlp) for event in found.events] == ["envoy.recall"]


def test_rules_and_actors_of_ones_own(tmp_path: Path) -> None:
    rules, actors = tmp_path / "rules", tmp_path / "actors"
    rules.mkdir()
    actors.mkdir()
    rule = """
family = "envoy"

[[rules]]
id = "envoy.expel.sack"
type = "expel"
trigger = { lemma = ["sack"], pos = "VERB" }
source = "subject"
target = { from = "object", head = "@diplomats" }
examples = ["{source=PER:Peru} {trigger:sacked} {target=CHL:the Chilean envoy}."]
non_examples = ["Peru sacked the town."]
"""
    (rules / "envoy.toml").write_text(rule, encoding="utf-8")
    (actors / "mine.csv").write_text("actor_id,name,kind\nNCHL,Nordic Chess League,organisation\n", encoding="utf-8")
    pipeline = verbale.load(rules=rules, actors=str(actors))
    text = "The Nordic Chess League sacked the Chilean envoy in 1994."
    assert told(pipeline(text)) == [("envoy.expel", "NCHL", "CHL", "1994")]
    assert not any("NCHL" in row for row in told(verbale.extract(text)))
    with pytest.raises(verbale.UserError, match="nowhere"):
        verbale.load(rules=tmp_path / "nowhere")
