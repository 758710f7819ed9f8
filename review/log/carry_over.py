"""What has become of every decision after a run: compared with its snapshot, cell by cell, never moved by itself.

What may become of it: ``fates.py``; of events that reviewers added, ``additions.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from verbale.extractors.ids import normalise
from verbale.extractors.tables import split
from verbale.review.log.additions import place_additions
from verbale.review.log.decisions import LISTS, PASSAGES, VERDICTS, Decision
from verbale.review.log.evidence import DETAILS, JUDGED, LONGEST_CELL, MUCH_ALIKE, SIMILAR, Evidence, Row, similar
from verbale.review.log.fates import Carried
from verbale.review.log.passages import fate_of_passage, renamed


def carry_over(decisions: Iterable[Decision], evidence: Evidence) -> tuple[Carried, ...]:
    """The fate of every standing decision (``decisions.standing``), in their order; what was said of passages of a document that
    has another name now is told with the ids of today.

    No row is proposed twice to one reviewer, and none on which that reviewer has decided already.
    """
    ordered = list(decisions)
    moved = renamed(ordered, evidence)
    ordered = [moved.brought_up(d) for d in ordered]
    added = place_additions((d for d in ordered if d.action == "add"), evidence)
    evidence = evidence.with_rows(c.row for c in added.values() if c.row is not None)
    fates = added | {d.id: fate_of_passage(d, evidence.sentences, moved.names) for d in ordered if d.action in PASSAGES}
    fates |= _all_settled([d for d in ordered if d.id not in fates], added.values(), evidence)
    taken = {(d.reviewer, d.event_id) for d in ordered if d.action in VERDICTS and _stands_there(d, evidence)}
    proposals = _propose([d for d in ordered if d.id not in fates], evidence, taken)
    return tuple(fates.get(d.id) or proposals.get(d.id) or _lost(d, evidence) for d in ordered)


def _all_settled(decisions: Iterable[Decision], added: Iterable[Carried], evidence: Evidence) -> dict[str, Carried]:
    """Decision id -> fate of those that need no proposal; what was said of an added event goes where it went."""
    moved = {c.decision.event_id: c.event_id for c in added if c.event_id}
    found = ((d.id, _settled(d, evidence, moved.get(d.event_id, d.event_id))) for d in decisions)
    return {decision_id: fate for decision_id, fate in found if fate is not None}


def _settled(decision: Decision, evidence: Evidence, event_id: str) -> Carried | None:
    """The fate of a decision whose row is there, or whose correction the run has caught up with. ``event_id``: its row,
    or the one that tells an added event now."""
    row = evidence.events.get(event_id)
    if row is not None:
        return _kept(decision, row, evidence)
    said = _says_it_now(decision, evidence)
    return Carried(decision, "resolved", said, note="the run now says what the reviewer said") if said else None


def _lost(decision: Decision, evidence: Evidence) -> Carried:
    """The fate of a decision that has neither its row nor a proposal."""
    if decision.snapshot.get("sentence_id") in evidence.sentences:
        if decision.action == "reject" and decision.snapshot.get("twins", "1") == "1":
            return Carried(decision, "resolved", note="the rejected row is gone")
        return Carried(decision, "stale", note="the sentence is there, the claim is not found in it any more")
    near = evidence.nearest(decision.snapshot.get("sentence", ""))
    if near:
        text = normalise(evidence.sentences[near])[:400]
        return Carried(decision, "stale", note=f"the claim is not found in the sentence that is most like it: {text}")
    return Carried(decision, "orphaned", note="the sentence is gone")


def _kept(decision: Decision, row: Row, evidence: Evidence) -> Carried:
    """The row has kept its id: does it stand where it stood, and say what it said?"""
    if _another_twin(decision, row, evidence):
        return Carried(decision, "stale", note="this sentence stands several times, and another one may have been meant")
    changed = differences(decision.snapshot, row)
    if not cells_equal("trigger", decision.snapshot.get("trigger", row.get("trigger", "")), row.get("trigger", "")):
        # One sentence can make the same claim with several words; which of them has this id may change.
        changed["trigger"] = (decision.snapshot["trigger"], row.get("trigger", ""))
    if decision.action == "correct" and agrees(decision.values, row) and not set(changed) - set(decision.values):
        return Carried(decision, "resolved", row["event_id"], changed=changed, note="the run now says what the reviewer said")
    if changed and decision.action != "comment":
        return Carried(decision, "values_changed", row["event_id"], changed=changed)
    return Carried(decision, "current", row["event_id"], changed=changed)


def _stands_there(decision: Decision, evidence: Evidence) -> bool:
    row = evidence.events.get(decision.event_id)
    return row is not None and not _another_twin(decision, row, evidence)


def _another_twin(decision: Decision, row: Row, evidence: Evidence) -> bool:
    """Whether equal sentences make it doubtful which one was judged: neither the text before nor the text after is the same."""
    before = int(decision.snapshot.get("twins") or "1")
    now = evidence.twins.get((row["doc_id"], normalise(evidence.sentences.get(row["sentence_id"], ""))), 1)
    if max(before, now) == 1:
        return False
    return not _same_context(decision, row)


def _same_context(decision: Decision, row: Row) -> bool:
    """Whether the text before or the text after is what it was."""
    return any(_bare(decision.snapshot.get(side, "")) == _bare(row.get(side, "")) for side in ("prefix", "suffix"))


def _bare(text: str) -> str:
    return "".join(text.split())


def cells_equal(column: str, one: str, other: str) -> bool:
    """Lists compare as sets: the order in which parties are named says nothing. Of long cells snapshots keep the beginning."""
    one, other = one[:LONGEST_CELL], other[:LONGEST_CELL]
    return set(split(one)) == set(split(other)) if column in LISTS else one == other


def differences(snapshot: Mapping[str, str], row: Row) -> dict[str, tuple[str, str]]:
    """Column -> (as judged, now) of the cells that a verdict was about and that say something else now."""
    judged = [*JUDGED, *(column for column in DETAILS if snapshot.get(column))]
    pairs = {column: (snapshot.get(column, ""), row.get(column, "")) for column in judged}
    return {column: pair for column, pair in pairs.items() if not cells_equal(column, *pair)}


def agrees(values: Mapping[str, str], row: Row) -> bool:
    """Whether a row says what a correction says. The words for the actors may differ where the actors are the same."""
    said = {column: value for column, value in values.items() if not column.endswith("_at")}
    compared = {column: value for column, value in said.items() if column not in ("sources", "targets")} or said
    return all(cells_equal(column, value, row.get(column, "")) for column, value in compared.items())


def _says_it_now(decision: Decision, evidence: Evidence) -> str:
    """The row in the same sentence, on the same trigger, that says exactly what a correction said, if there is one."""
    if decision.action != "correct":
        return ""
    wanted = {column: decision.snapshot.get(column, "") for column in JUDGED}
    wanted |= {column: value for column, value in decision.values.items() if column not in ("sources", "targets")}
    rows = evidence.by_sentence.get(decision.snapshot.get("sentence_id", ""), ())
    found = [r for r in rows if agrees({"trigger": decision.snapshot.get("trigger", ""), **wanted}, r)]
    found = [r for r in found if not _another_twin(decision, r, evidence)]
    return found[0]["event_id"] if len(found) == 1 else ""


def _propose(lost: Sequence[Decision], evidence: Evidence, taken: set[tuple[str, str]]) -> dict[str, Carried]:
    """Decision id -> proposal: the rows that make the same claim in the most similar sentences, no row twice to one reviewer."""
    options: list[tuple[float, int, int, str]] = []
    for number, decision in enumerate(lost):
        if decision.action in VERDICTS:
            options += [
                (-similarity, -alike, number, event) for similarity, alike, event in _candidates(decision, evidence, taken)
            ]
    used: set[tuple[str, str]] = set()
    found: dict[str, Carried] = {}
    for similarity, _, number, event_id in sorted(options):
        decision = lost[number]
        if decision.id not in found and (decision.reviewer, event_id) not in used:
            used.add((decision.reviewer, event_id))
            note = "the same claim in a similar sentence"
            found[decision.id] = Carried(decision, "re_anchored", proposal=event_id, similarity=round(-similarity, 3), note=note)
    return found


def _candidates(decision: Decision, evidence: Evidence, taken: set[tuple[str, str]]) -> Iterator[tuple[float, int, str]]:
    """(similarity of the sentences, how much else is alike, event id) of the new rows that make the same claim."""
    judged = decision.snapshot
    known = set(split(judged.get("same_claim", "")))
    for row in evidence.by_claim.get(judged.get("claim_id", ""), ()):
        if (decision.reviewer, row["event_id"]) in taken:
            continue
        similarity = similar(judged.get("sentence", ""), evidence.sentences.get(row["sentence_id"], ""))
        if row["event_id"] in known and not (similarity == 1.0 and _same_context(decision, row)):
            continue  # it stood beside the judged one all along; only equal sentences trade places
        # Half-alike sentences with the same claim at another time tell of another event.
        if similarity >= (SIMILAR if row.get("date_edtf", "") == judged.get("date_edtf", "") else MUCH_ALIKE):
            alike = sum(row.get(column, "") == judged.get(column, "") for column in ("doc_id", "trigger", "date_edtf", "rule_id"))
            yield similarity, alike, row["event_id"]
