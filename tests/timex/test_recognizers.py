"""Recognizers-Text's cases of calendar dates: what is in scope must come out right, and what is no date must not fire.

The cases stand beside the checkout; a user who does not have them skips these tests. The classes that are left out, with their
reasons, are in ``data/recognizers_classes.toml``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from spacy.language import Language

from verbale.extractors import parse_documents
from verbale.extractors.schema import Block, Document, Timex
from verbale.extractors.timex import find_timexes

CLASSES = Path(__file__).parent.parent / "data" / "recognizers_classes.toml"
NO_REFERENCE = "2016-11-07"  # their own default


class Result(NamedTuple):
    """``share``: of the cases in scope that came out right; ``wrong``: the others, with what was wrong."""

    share: float
    in_scope: int
    left_out: Counter[str]
    wrong: list[str]
    false_alarms: list[str]


@pytest.fixture(scope="module")
def result(nlp: Language, shared: Path) -> Result:
    lines = (shared / "temporal" / "recognizers_dates.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    patterns = [(c["name"], re.compile(c["pattern"], re.I)) for c in tomllib.loads(CLASSES.read_text("utf-8"))["left_out"]]
    left_out: Counter[str] = Counter()
    wrong, false_alarms = [], []
    right = 0
    for row, parsed in zip(rows, parse_documents(nlp, [_document(row) for row in rows]), strict=True):
        timexes = find_timexes(parsed, "news")
        if not row["expected"]:
            false_alarms += [row["input"]] if any(t.date_start or t.date_end for t in timexes) else []
            continue
        name = next((name for name, pattern in patterns if pattern.search(row["input"])), None)
        if name is not None:
            left_out[name] += 1
            continue
        problems = [problem for expected in row["expected"] if (problem := _problem(expected, timexes))]
        right += not problems
        wrong += [f"{row['input']}: {'; '.join(problems)}"] if problems else []
    in_scope = right + len(wrong)
    return Result(right / in_scope, in_scope, left_out, wrong, false_alarms)


def _document(row: dict[str, Any]) -> Document:
    date = (row["reference_date"] or NO_REFERENCE)[:10]
    return Document(row["id"], "", document_date=date, text=row["input"], blocks=(Block(0, len(row["input"]), False, ""),))


def _problem(expected: dict[str, Any], timexes: tuple[Timex, ...]) -> str:
    """What is wrong with our reading of one expected date; empty where it is right."""
    ours = [t for t in timexes if t.char_start < expected["end"] and t.char_end > expected["start"]]
    if not ours:
        return f"missed {expected['text']}"
    wanted = _intervals(expected)
    return "" if not wanted or any(_agrees(ours, *interval) for interval in wanted) else f"{expected['text']} {wanted[:2]}"


def _intervals(expected: dict[str, Any]) -> list[tuple[str, str]]:
    """Their possible readings as (first day, day after the last); a single day has both the same; an open side is empty."""
    found = []
    for value in expected["values"] or ():
        for reading in (value or {}, (value or {}).get("past") or {}, (value or {}).get("future") or {}):
            day = reading.get("value") or reading.get("date") or ""
            start, end = (
                reading.get("start") or reading.get("startDate") or day,
                reading.get("end") or reading.get("endDate") or day,
            )
            if start[:10] or end[:10]:
                found.append((start[:10], end[:10]))
    return list(dict.fromkeys(found))


def _agrees(ours: list[Timex], start: str, end: str) -> bool:
    """Whether our dates say the same stretch of the calendar as theirs.

    Their ranges end where the last point begins (``2014 to 2018`` ends on 1 January 2018); ours take it in. A day that is counted
    from another in months or years is that month or year in TIMEX3. Parts (early, late) stay the whole unit with a modifier.
    """
    starts = [t.date_start for t in ours if t.date_start]
    ends = [t.date_end for t in ours if t.date_end]
    first, last = min(starts, default=""), max(ends, default="")
    if first == start and last in (end, _day_before(end)):
        return True
    if len(ours) > 1 and first == start and ours[-1].timex3_value and end.startswith(ours[-1].timex3_value):
        return True
    coarse = any(t.granularity in ("month", "year") and re.search("month|year", t.text, re.I) for t in ours)
    if start == end and coarse and first <= start <= last:
        return True
    return any(t.timex3_mod and t.date_start <= start and end and _day_before(end) <= t.date_end for t in ours)


def _day_before(day: str) -> str:
    try:
        return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def test_cases_in_scope_come_out_right(result: Result) -> None:
    assert result.share >= 0.85, (round(result.share, 3), result.in_scope, dict(result.left_out), result.wrong[:40])


def test_most_cases_are_in_scope(result: Result) -> None:
    assert result.in_scope >= 850, dict(result.left_out)


def test_at_most_two_of_the_negatives_fire(result: Result) -> None:
    assert len(result.false_alarms) <= 2, result.false_alarms
