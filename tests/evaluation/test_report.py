"""Scores: counted by hand, and on the same input the same numbers, to three digits, as the reference scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verbale.extractors import tables
from verbale.extractors.evaluation import as_json, evaluate, format_report
from verbale.extractors.evaluation.by_rule import records_of
from verbale.extractors.evaluation.codes import fold
from verbale.extractors.evaluation.gold import GoldError, load_gold
from verbale.extractors.evaluation.scoring import rows_of_table, score

TEXT = """Foreign affairs

In March 1911 Ruritania expelled the Graustark envoy and closed its legation in Strelsau.
The two kingdoms signed a border treaty in 1913. Observers praised it.
Graustark did not ratify the treaty, and it may impose tariffs.
"""


def annotation(quote: str, trigger: str, kind: str, source: list[str], target: list[str], date: str = "", **more: Any) -> str:
    line = {"quote": quote, "trigger": [trigger], "type": kind, "source": source, "target": target, "date": date, "flags": []}
    return json.dumps(line | {"optional": False} | more)


ANNOTATIONS = [
    annotation("Ruritania expelled the Graustark envoy", "expelled", "envoy.expel", ["RUR"], ["GRA"], "1911-03"),
    annotation("closed its legation in Strelsau", "closed", "mission.close", ["GRA|RUR"], ["RUR|"], "1911-03|"),
    annotation("signed a border treaty in 1913", "signed", "treaty.sign", ["RUR", "GRA"], [], "1913"),
    annotation("Observers praised it", "praised", "statement.support", ["Observers"], [], optional=True),
    annotation("did not ratify the treaty", "ratify", "treaty.ratify|treaty.sign", ["GRA"], [], flags=["neg"]),
    annotation("may impose tariffs", "impose", "trade.restrict", ["GRA"], [], flags=["cond"]),
]
COLUMNS = (
    "doc_id relation_type trigger_start trigger_end source_parties target_parties date_edtf date_start date_end"
    " polarity modality confidence rule_id"
)


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    (tmp_path / "ruritania.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "ruritania.events.jsonl").write_text("\n".join(ANNOTATIONS) + "\n", encoding="utf-8")
    return tmp_path


def found(
    trigger: str,
    kind: str,
    source: str,
    target: str = "",
    date: str = "",
    polarity: str = "pos",
    modality: str = "asserted",
    confidence: float = 0.5,
    rule: str = "r",
) -> dict[str, str]:
    start = TEXT.index(trigger)
    first = {4: "-01-01", 7: "-01", 10: ""}.get(len(date), "")
    last = {4: "-12-31", 7: "-31", 10: ""}.get(len(date), "")
    cells = ["in/ruritania.txt", kind, str(start), str(start + len(trigger)), source, target, date, date + first, date + last]
    return dict(zip(COLUMNS.split(), [*cells, polarity, modality, str(confidence), rule], strict=True))


ROWS = [
    found("expelled", "envoy.expel", "RUR", "GRA", "1911-03", confidence=0.95, rule="envoy.expel.verb"),
    found("closed", "mission.reduce", "RUR", "", "", confidence=0.9, rule="mission.reduce.verb"),
    found("signed", "treaty.sign", "GRA", "RUR", "1913", confidence=0.95, rule="treaty.sign.verb"),
    found("praised", "statement.support", "Observers"),
    found("ratify", "treaty.ratify", "GRA", "", "", confidence=0.2, rule="treaty.ratify.verb"),
    found("kingdoms", "statehood.found", "RUR", confidence=0.2, rule="statehood.found.noun"),
]


def test_hand_counted_scores(gold_folder: Path) -> None:
    scores = score(load_gold(gold_folder), ROWS)
    total = scores.total
    assert total.values() == (5, 5, 4, 3, 4, 4, 3, 2, 6, 3, 5)
    kinds = [(o.kind, o.wrong) for o in scores.outcomes]
    assert kinds == [
        ("full", ()),
        ("part", ("type",)),
        ("full", ()),
        ("optional", ()),
        ("part", ("flags",)),
        ("miss", ()),
        ("extra", ()),
    ]
    assert {name: (t.gold, t.found, t.hit, t.rows, t.right) for name, t in scores.families.items()} == {
        "envoy": (1, 1, 1, 1, 1),
        "mission": (1, 1, 1, 1, 0),
        "statehood": (0, 1, 0, 1, 0),
        "statement": (0, 0, 0, 1, 1),
        "trade": (1, 0, 0, 0, 0),
        "treaty": (2, 2, 2, 2, 1),
    }


def test_what_the_rules_gave(gold_folder: Path) -> None:
    rules = {record.rule_id: record for record in records_of(score(load_gold(gold_folder), ROWS))}
    assert set(rules) == {row["rule_id"] for row in ROWS}
    assert rules["statehood.found.noun"].wrongs == 1 and "kingdoms" in rules["statehood.found.noun"].wrong[0]
    assert rules["envoy.expel.verb"].tally.typed == 1 and not rules["envoy.expel.verb"].wrong
    assert (rules["r"].tally.rows, rules["r"].tally.found, rules["r"].tally.right) == (1, 0, 1)


def test_the_account_names_what_went_wrong(gold_folder: Path) -> None:
    text = format_report(evaluate(load_gold(gold_folder), ROWS), detail=True)
    assert text.splitlines()[:6] == [
        "1 documents, 5 core events, 6 rows",
        "detect  P 0.800  R 0.800  F1 0.800",
        "typed   P 0.600  R 0.600  F1 0.600",
        "full    P 0.400  R 0.400  F1 0.400",
        "rows right: 0.500 of 6; right in family: 0.833",
        "of the 4 detected: dated 1.000, parties 1.000, flags 0.750 right",
    ]
    assert "miss\truritania\tmay impose tariffs" in text and "wrong: flags" in text and "extra\truritania" in text


def test_nothing_found_scores_nothing(gold_folder: Path) -> None:
    assert as_json(evaluate(load_gold(gold_folder), []))["detect"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_a_folder_or_line_that_cannot_be_read_is_named(tmp_path: Path, gold_folder: Path) -> None:
    with pytest.raises(GoldError, match="no such folder"):
        load_gold(tmp_path / "absent")
    (tmp_path / "empty").mkdir()
    with pytest.raises(GoldError, match=r"no NAME\.events\.jsonl"):
        load_gold(tmp_path / "empty")
    (gold_folder / "ruritania.events.jsonl").write_text(ANNOTATIONS[0] + '\n{"quote": "absent"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"ruritania\.events\.jsonl:2: ValueError"):
        load_gold(gold_folder)
    (gold_folder / "lost.events.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match=r"lost\.txt cannot be read"):
        load_gold(gold_folder)


def test_party_names_fold() -> None:
    assert fold("Council of Europe") == fold("COE") and fold("u.n.o") != fold("UN") and fold(" european-union ") == "EU"


def write_events(path: Path, rows: list[dict[str, str]]) -> Path:
    lines = [COLUMNS.split(), *([row[column] for column in COLUMNS.split()] for row in rows)]
    path.write_bytes(b"".join(map(tables.csv_line, lines)))
    return path


def reference(shared: Path, gold: Path, events: Path) -> Any:
    script = shared / "gold" / "score_events.py"
    result = subprocess.run(
        [sys.executable, str(script), str(gold), str(events), "--json"], capture_output=True, text=True, check=True
    )
    return json.loads(result.stdout)


def assert_agrees(ours: dict[str, Any], reference: dict[str, Any]) -> None:
    """Every figure of the reference stands in ours under the same keys; ours has more."""
    for part, figures in reference.items():
        assert {key: ours[part][key] for key in figures} == figures, part


def perturbed(folder: Path, seed: int) -> list[dict[str, str]]:
    """The annotations as rows of a table, with mistakes of every sort sprinkled in."""
    rng = random.Random(seed)
    rows = []
    types = sorted({kind for document in load_gold(folder).values() for e in document.events for kind in e.types})
    for name, document in load_gold(folder).items():
        for event in document.events:
            if rng.random() < 0.2 or not event.triggers:
                continue
            start, end = rng.choice(event.triggers)
            if rng.random() < 0.15:
                start, end = start + rng.randint(-30, 30), end + rng.randint(-5, 60)
            want = rng.choice(event.dates).removeprefix("since:").removeprefix("before:").split("/")[0]
            date = rng.choice([want, want, want, "1999", "2001-05", ""]).replace("X", "0")
            sides = [[sorted(names)[-1] for names in side] for side in (event.sources, event.targets)]
            if rng.random() < 0.2:
                sides.reverse()
            if rng.random() < 0.2:
                sides = [sides[0] + sides[1], []]
            if rng.random() < 0.1:
                sides[1].append("FRA")
            cells = [
                rng.choice([name, f"x/{name}.txt"]),
                rng.choice(types) if rng.random() < 0.2 else rng.choice(event.types),
                str(max(0, start)),
                str(max(1, start + 1, end)),
                ";".join(sides[0]),
                ";".join(sides[1]),
                rng.choice([date, date + "/.."]),
                date and (date + "-01-01")[:10],
                rng.choice([date and (date + "-28-28")[:10], ""]),
                "neg" if ("neg" in event.flags) != (rng.random() < 0.1) else "pos",
                rng.choice(["asserted", "asserted", "reported", "planned", "hypothetical"]),
                f"{rng.random():.2f}",
                "r",
            ]
            rows += [dict(zip(COLUMNS.split(), cells, strict=True))] * rng.choice([1, 1, 1, 1, 2])
    rng.shuffle(rows)
    return rows


@pytest.mark.parametrize("seed", range(6))
def test_same_scores_as_the_reference_on_perturbed_annotations(shared: Path, tmp_path: Path, seed: int) -> None:
    rows = perturbed(shared / "gold", seed)
    events = write_events(tmp_path / "events.csv", rows)
    ours = as_json(evaluate(load_gold(shared / "gold"), rows_of_table(tables.read_table(events))))
    assert_agrees(ours, reference(shared, shared / "gold", events))
    assert 0.02 < ours["rows"]["right"] < 0.95 and ours["rows"]["n"] == len(rows)
    assert 0.2 < ours["detect"]["f1"] < 0.95 and ours["full"]["f1"] > 0.02


def test_every_document_has_the_reference_scores_of_its_own(shared: Path, tmp_path: Path) -> None:
    events = write_events(tmp_path / "events.csv", perturbed(shared / "gold", 7))
    scores = score(load_gold(shared / "gold"), rows_of_table(tables.read_table(events)))
    for name in list(scores.documents)[:4]:
        alone = tmp_path / name
        alone.mkdir()
        for path in (shared / "gold").glob(f"{name}.*"):
            (alone / path.name).write_bytes(path.read_bytes())
        wanted, tally = reference(shared, alone, events), scores.documents[name]
        assert {"right": round(tally.rows_right, 3), "n": tally.rows} == wanted["rows"]
        assert round(tally.prf("full")[2], 3) == wanted["full"]["f1"]


def test_every_group_has_the_reference_scores_of_its_passages_alone(shared: Path, tmp_path: Path) -> None:
    passages = shared / "annotated" / "dev"
    events = write_events(tmp_path / "events.csv", perturbed(passages, 8))
    report = evaluate(load_gold(passages), rows_of_table(tables.read_table(events)))
    ours = as_json(report)
    assert_agrees(ours, reference(shared, passages, events))
    assert len(report.groups) > 5
    for name in list(report.groups)[:3]:
        alone = tmp_path / name
        alone.mkdir()
        for path in passages.glob(f"{name}__*"):
            (alone / path.name).write_bytes(path.read_bytes())
        assert_agrees(ours["groups"][name], reference(shared, alone, events))


def test_same_scores_as_the_reference_on_a_written_document(shared: Path, gold_folder: Path) -> None:
    events = write_events(gold_folder / "events.csv", ROWS)
    assert_agrees(as_json(evaluate(load_gold(gold_folder), ROWS)), reference(shared, gold_folder, events))
