"""Events that reviewers add: what has become of each after a run, and the rows that they are.

- ``current``: its sentence is there with its words; the event is a row of its own.
- ``found_since``: a row that was not there tells the same deed between the same parties at the same words. What the reviewer said
  now holds for that row: an acceptance, or a correction where the row says something else (``changed``).
- ``re_anchored``: the sentence is gone, but a similar one holds the same words and names: a place is proposed, never taken by
  itself.
- ``stale``: there is such a sentence without the words, or it stands several times and which one was meant is in doubt.
- ``orphaned``: the sentence is gone and nothing resembles it.

What a second reviewer adds of the same deed belongs to the first one's row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from verbale.extractors.ids import claim_id, content_id, normalise
from verbale.extractors.tables import columns_of, split
from verbale.review.log.corrections import span_of
from verbale.review.log.decisions import PLACED, Decision
from verbale.review.log.evidence import DETAILS, SIMILAR, Evidence, Row, similar
from verbale.review.log.fates import Carried

ADDED = "review"
"""The method of a row that a reviewer added."""
_SAID = ("date_edtf", "polarity", "modality", *DETAILS)
"""What may differ between an added event and a row that tells it; details only where the reviewer filled them in."""
_AROUND = 24  # characters of the text around that tell equal sentences apart


def span_in(text: str, words: str, at: str) -> tuple[int, int] | None:
    """Where words stand in a sentence: as noted, else at the nearest place where they stand, however its lines are broken."""
    start, end = span_of(at)
    if text[start:end] == words:
        return start, end
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    return min(found, key=lambda span: abs(span[0] - start)) if found else None


def relocated(values: Mapping[str, str], text: str) -> dict[str, str] | None:
    """Values whose words are placed as they stand in this sentence now; None where they do not stand in it."""
    result = dict(values)
    for name in PLACED:
        if name in values:
            span = span_in(text, values[name], values[f"{name}_at"])
            if span is None:
                return None
            result |= {name: text[slice(*span)], f"{name}_at": f"{span[0]}-{span[1]}"}
    return result


def place_additions(decisions: Iterable[Decision], evidence: Evidence) -> dict[str, Carried]:
    """Decision id -> what became of it, for standing decisions that add an event, in their order."""
    result: dict[str, Carried] = {}
    own: dict[str, list[Row]] = {}
    for decision in decisions:
        placed = _placed(decision, evidence, own)
        result[decision.id] = placed
        if placed.row is not None:
            own.setdefault(placed.row["sentence_id"], []).append(placed.row)
    return result


def _placed(decision: Decision, evidence: Evidence, own: Mapping[str, Sequence[Row]]) -> Carried:
    sentence_id = decision.snapshot["sentence_id"]
    text = evidence.sentences.get(sentence_id)
    if text is None:
        return _lost(decision, evidence)
    if _another_twin(decision, evidence):
        return Carried(decision, "stale", note="this sentence stands several times, and another one may have been meant")
    values = relocated(decision.values, text)
    if values is None:
        return Carried(decision, "stale", note="the sentence is there, its words are not")
    row = _row(decision, values, evidence)
    beside = set(split(decision.snapshot.get("beside", "")))
    new = [other for other in evidence.by_sentence.get(sentence_id, ()) if other["event_id"] not in beside]
    for other in [*new, *own.get(sentence_id, ())]:
        if _same_deed(row, other):
            said = {column: (row[column], other.get(column, "")) for column in _SAID if row[column] or column not in DETAILS}
            changed = {column: pair for column, pair in said.items() if set(split(pair[0])) != set(split(pair[1]))}
            first = other["method"] == ADDED
            note = "another reviewer added it, too" if first else "found since: the run now tells it"
            return Carried(decision, "current" if first else "found_since", other["event_id"], changed=changed, note=note)
    return Carried(decision, "current", row["event_id"], row=row)


def _lost(decision: Decision, evidence: Evidence) -> Carried:
    """The fate of an added event whose sentence is not there: the most similar sentence that holds its words is proposed."""
    judged = decision.snapshot.get("sentence", "")
    near = evidence.nearest(judged)
    if not near:
        return Carried(decision, "orphaned", note="the sentence is gone")
    text = evidence.sentences[near]
    alike = similar(judged, text)
    moved = relocated({name: decision.values[name] for name in ("trigger", "trigger_at")}, text)
    if moved is None or alike < SIMILAR or not _names_the_same(decision, judged, text):
        return Carried(decision, "stale", note=f"its words are not in the sentence that is most like it: {normalise(text)[:400]}")
    note = "the same words in a similar sentence"
    return Carried(decision, "re_anchored", proposal=near, similarity=round(alike, 3), note=note)


def _names_the_same(decision: Decision, judged: str, text: str) -> bool:
    """Whether a sentence names the parties and the date that the judged one named: half-alike ones tell of other events."""
    said = (*split(decision.values.get("sources", "")), *split(decision.values.get("targets", "")))
    return all(words in text for words in (*said, decision.values.get("date_text", "")) if words in judged)


def _another_twin(decision: Decision, evidence: Evidence) -> bool:
    """Whether equal sentences make it doubtful which was meant: neither the text before nor the text after is the same."""
    sentence_id = decision.snapshot["sentence_id"]
    place, judged = evidence.places[sentence_id], decision.snapshot
    now = evidence.twins.get((place.doc_id, normalise(evidence.sentences[sentence_id])), 1)
    if max(int(judged.get("twins") or "1"), now) == 1:
        return False
    before, after = _around(sentence_id, evidence)
    prefix, suffix = _bare(judged.get("prefix", ""))[-_AROUND:], _bare(judged.get("suffix", ""))[:_AROUND]
    return before[-len(prefix) :] != prefix and after[: len(suffix)] != suffix


def _around(sentence_id: str, evidence: Evidence) -> tuple[str, str]:
    """The text before and after a sentence of its document, without white space."""
    place = evidence.places[sentence_id]
    starts = {other: found.start for other, found in evidence.places.items() if found.doc_id == place.doc_id}
    same = sorted(starts, key=lambda other: starts[other])
    at = same.index(sentence_id)
    before = "".join(_bare(evidence.sentences[other]) for other in same[max(0, at - 4) : at])
    return before, "".join(_bare(evidence.sentences[other]) for other in same[at + 1 : at + 5])


def _bare(text: str) -> str:
    return "".join(text.split())


def _same_deed(row: Row, other: Row) -> bool:
    """Whether two rows of a sentence tell of the same: one type, the same parties, words that overlap."""
    sides = ("source_parties", "target_parties")
    return (
        row["relation_type"] == other["relation_type"]
        and all(set(split(row[side])) == set(split(other.get(side, ""))) for side in sides)
        and int(row["trigger_start"]) < int(other["trigger_end"])
        and int(other["trigger_start"]) < int(row["trigger_end"])
    )


def _row(decision: Decision, values: Mapping[str, str], evidence: Evidence) -> dict[str, str]:
    """The added event as a row: what it says, and where it stands now."""
    sentence_id = decision.snapshot["sentence_id"]
    place = evidence.places[sentence_id]
    spans = {name: span_of(values[f"{name}_at"]) for name in PLACED}
    before, after = decision.snapshot.get("prefix", ""), decision.snapshot.get("suffix", "")
    cells = dict.fromkeys(columns_of("events"), "")
    cells |= {name: value for name, value in values.items() if not name.endswith("_at")}
    for name, (start, end) in spans.items():
        cells |= {f"{name}_start": str(place.start + start), f"{name}_end": str(place.start + end)}
    return cells | {
        "event_id": decision.event_id,
        "claim_id": claim_id(values["relation_type"], split(values.get("source_ids", "")), split(values.get("target_ids", ""))),
        "doc_id": place.doc_id,
        "section": place.section,
        "sentence_id": sentence_id,
        "polarity": values.get("polarity", "pos"),
        "modality": values.get("modality", "asserted"),
        "confidence": "1",
        "method": ADDED,
        "prefix": before,
        "suffix": after,
    }


def new_event_id(*parts: str) -> str:
    """The id of an added event that was written down elsewhere, the same for the same parts."""
    return content_id("a", *parts)
