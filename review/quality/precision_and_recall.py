"""How much of what the tables tell is right, and how much of what the texts tell is in them: from sentences judged whole.

Only where somebody looked for what was missed can recall be known. Sentences that an audit drew at random speak for the whole
corpus; those of passages that somebody chose and marked complete speak for themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verbale.review.log import (
    ADDED,
    ComparedRun,
    RelationType,
    Row,
    Verdict,
    as_corrected,
    audited,
    complete_sentences,
    is_heading,
)
from verbale.review.quality.shares import Share
from verbale.review.quality.whole import Judged, is_decided, judged, sentences_in_order

ALL = "all"


@dataclass(frozen=True, slots=True)
class FamilyQuality:
    """``right``: rows that are right in every cell. ``there``: rows that tell an event of their family, rightly in every cell or
    not. ``recall``: events of the family that people know of, and how many of them a run told."""

    family: str
    right: Share
    there: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class Basis:
    """Sentences that were judged whole, and what they say. ``waiting``: drawn and not judged whole yet; ``of``: of how many."""

    sentences: int
    families: tuple[FamilyQuality, ...]
    reviewers: tuple[str, ...]
    waiting: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Quality:
    """``drawn``: of audits; ``chosen``: of other passages that were marked complete; ``rows``: of all decided rows, wherever."""

    drawn: Basis
    chosen: Basis
    rows: Share


def quality(state: ComparedRun, types: Mapping[str, RelationType]) -> Quality:
    """What the decisions of a run say about it."""
    found = judged(state)
    sentences = [sentence["sentence_id"] for sentence in sentences_in_order(state) if not is_heading(sentence)]
    drawn = set(audited(c.decision for c in state.carried)) & set(state.evidence.sentences)
    reviewers = complete_sentences(c.decision for c in state.carried)
    told = [row for row in state.rows if _is_told(row, state) and is_decided(state.verdicts.get(row["event_id"]))]
    right = sum(state.verdicts[row["event_id"]].status == "accepted" for row in told)
    return Quality(
        _basis(found.whole & drawn, found, state, types, reviewers, waiting=len(drawn - found.whole), of=len(sentences)),
        _basis(found.whole - drawn, found, state, types, reviewers),
        Share(right, len(told)),
    )


def _basis(
    sentences: frozenset[str],
    found: Judged,
    state: ComparedRun,
    types: Mapping[str, RelationType],
    reviewers: Mapping[str, frozenset[str]],
    waiting: int = 0,
    of: int = 0,
) -> Basis:
    names = sorted(set().union(*(reviewers.get(sentence_id, frozenset()) for sentence_id in sentences)))
    rows = [row for sentence_id in sorted(sentences) for row in found.rows.get(sentence_id, ())]
    return Basis(len(sentences), _families(rows, state, types), tuple(names), waiting, of)


def _families(rows: Iterable[Row], state: ComparedRun, types: Mapping[str, RelationType]) -> tuple[FamilyQuality, ...]:
    """All families together, and each by itself. An event counts once in the family that people say it is of."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        verdict = state.verdicts[row["event_id"]]
        said, true = family_of(row), true_family(row, verdict, state, types)
        told = _is_told(row, state)
        events = {"row": told, "right": told and verdict.status == "accepted", "there": told and said == true}
        for kind, counted in events.items():
            counts[kind, said] += counted
        if true:
            counts["event", true] += 1
            counts["found", true] += told and said == true
    families = sorted({family for (_, family), n in counts.items() if n})
    for (kind, family), n in list(counts.items()):
        counts[kind, ALL] += n if family != ALL else 0
    return tuple(
        FamilyQuality(
            family,
            Share(counts["right", family], counts["row", family]),
            Share(counts["there", family], counts["row", family]),
            Share(counts["found", family], counts["event", family]),
        )
        for family in ([ALL, *families] if families else [])
    )


def family_of(row: Row) -> str:
    """The family of a row's type."""
    return row["relation_type"].split(".")[0]


def true_family(row: Row, verdict: Verdict, state: ComparedRun, types: Mapping[str, RelationType]) -> str:
    """The family of the event that people say is told: none where it is none, or nobody knows which."""
    if verdict.status == "rejected":
        return ""
    return family_of(as_corrected(row, verdict.values, types, state.evidence))


def _is_told(row: Row, state: ComparedRun) -> bool:
    """Whether a run told it by itself: no reviewer added it, nor is it a candidate, or was one that people accepted."""
    if row["method"] == ADDED or row["event_id"] in state.evidence.candidates:
        return False
    verdict = state.verdicts.get(row["event_id"])
    return not verdict or all(decision.snapshot.get("table") != "candidates" for decision in verdict.decisions)


def format_quality(found: Quality) -> str:
    """The report as text: each figure with what it rests on."""
    lines: list[str] = []
    if found.drawn.sentences or found.drawn.waiting:
        waiting = f"; {found.drawn.waiting} more were drawn and are not judged whole yet" if found.drawn.waiting else ""
        lines += [
            f"{found.drawn.sentences} of {found.drawn.of} sentences, drawn at random, judged whole{_by(found.drawn)}{waiting}.",
            "They speak for the whole corpus.",
            *_table(found.drawn),
            "",
        ]
    if found.chosen.sentences:
        lines += [
            f"{found.chosen.sentences} sentences in passages that were marked complete{_by(found.chosen)}.",
            "Somebody chose them: the figures hold for them, and say nothing of the others.",
            *_table(found.chosen),
            "",
        ]
    if not found.drawn.sentences and not found.chosen.sentences:
        lines += [
            "No sentence is judged whole yet, so recall cannot be known: draw some (verbale review audit --n 100), or mark",
            "passages complete on the page (w), and decide their rows.",
            "",
        ]
    lines.append(f"Of {found.rows.n} rows decided anywhere {found.rows.part} are right in every cell: {found.rows}.")
    if found.rows.n:
        lines.append("They were not drawn: whoever begins with the doubtful ones finds more that are wrong.")
    lines.append("Intervals: 95 %, Wilson (1927), as if the events of a sentence had nothing to do with each other.")
    return "\n".join(lines) + "\n"


def _by(basis: Basis) -> str:
    return f" by {', '.join(basis.reviewers)}" if basis.reviewers else ""


def _table(basis: Basis) -> list[str]:
    if not basis.families:
        return ["", "No event is told in them, and none is in the tables."]
    width = max(len("family"), *(len(family.family) for family in basis.families))
    head = f"{'family':{width}s}  rows  precision         all cells right    events  recall"
    cells = ((f.family, f.there.n, str(f.there), str(f.right), f.recall.n, f.recall) for f in basis.families)
    return ["", head, *(f"{name:{width}s}  {n:4d}  {a:16s}  {b:16s}  {m:6d}  {c}" for name, n, a, b, m, c in cells)]
