"""Six hundred decisions of every kind through every kind of rerun: none lost, none attached to another claim or sentence."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from benchmarks import synthetic
from tests.review.additions import addition
from verbale.extractors.ids import normalise
from verbale.review.log import Decision, Evidence, complete_sentences, make, standing
from verbale.review.log.carry_over import agrees, carry_over
from verbale.review.log.fates import Carried
from verbale.review.log.run import apart

TEXTS = synthetic.library(10, 60)
KINDS = ("accept", "reject", "party", "trigger", "quote", "attributed_to", "date", "add", "complete", "comment")
"""What is done with a sentence and its event: a tenth of the sentences each, corrections by what they correct."""


def evidence_of(texts: Mapping[str, str], verbs: Mapping[str, str] = synthetic.VERBS) -> Evidence:
    return Evidence.of_run(synthetic.run(texts, verbs), "first")


BEFORE = evidence_of(TEXTS)


def corrected(kind: str, sentence: str) -> dict[str, str]:
    """The values of a correction of this kind, as the page makes them of words selected in the sentence."""
    at = sentence.index("over the ") + 5
    return {
        "party": {"source_ids": "LUX", "source_parties": "LUX", "sources": "Luxembourg"},
        "trigger": {"trigger": "the", "trigger_at": f"{at}-{at + 3}"},
        "quote": {"quote": sentence[at:-1], "quote_at": f"{at}-{len(sentence) - 1}"},
        "attributed_to": {"attributed_to": "Peru"},
        "date": {"date_edtf": "1877"},
    }[kind]


def decided(kind: str, event_id: str, sentence_id: str) -> Decision:
    sentence, doc_id = BEFORE.sentences[sentence_id], BEFORE.places[sentence_id].doc_id
    about = {"event_id": event_id, "snapshot": BEFORE.snapshot(event_id)}
    if kind == "add":
        named = {
            f"{side}{what}": BEFORE.events[event_id][f"{side}{what}"] for side in ("source", "target") for what in ("s", "_ids")
        }
        date = re.match(r"(?:In|On) ([^,]*),", sentence)
        return addition(BEFORE, sentence_id, "tells", reviewer="ann", date_text=date[1] if date else "", **named)
    if kind == "complete":
        kept = {"doc_id": doc_id, "sentence": normalise(sentence)}
        about = {"event_id": sentence_id, "values": {"sentences": sentence_id}, "snapshot": kept}
    more: dict[str, object] = {"accept": {}, "complete": {}, "reject": {"reason": "no_event"}, "comment": {"comment": "hm"}}.get(
        kind
    ) or {}
    action = kind if kind in ("accept", "reject", "complete", "comment") else "correct"
    if action == "correct":
        more = {"values": corrected(kind, sentence)}
    return make({"action": action, **about, **more}, reviewer="ann")


MADE = {
    decision.id: (kind, sentence_id, replace(decision, corpus="first"))
    for number, (event_id, row) in enumerate(sorted(BEFORE.events.items()))
    for kind, sentence_id in [(KINDS[number % len(KINDS)], row["sentence_id"])]
    for decision in [decided(kind, event_id, sentence_id)]
}
DECISIONS = tuple(decision for _, _, decision in MADE.values())


def number_in(sentence: str) -> str:
    """The number of the paper that a sentence names, by which it is known however it is edited."""
    found = re.search(r"pap\w+ (\d+)", sentence)
    return found[1] if found else ""


def paper_of(sentence_id: str) -> str:
    return number_in(BEFORE.sentences[sentence_id])


def check(carried: tuple[Carried, ...], now: Evidence) -> None:
    """Every decision is accounted for, in its order, and stands at no other claim and no other sentence than its own."""
    assert [c.decision.id for c in carried] == list(MADE)
    for c in carried:
        kind, sentence_id, decision = MADE[c.decision.id]
        if kind == "complete":
            texts = [now.sentences[s] for s in complete_sentences([c.decision]) if s in now.sentences]
            assert [normalise(t) for t in texts] == [normalise(BEFORE.sentences[sentence_id])] * (c.status == "current")
        elif kind == "add":
            there = now.sentences.get(c.proposal, "") or (now.sentences[c.row["sentence_id"]] if c.row else "")
            assert number_in(there) in ("", paper_of(sentence_id)) and bool(there) == (c.status in ("current", "re_anchored"))
        for event_id in filter(None, (c.event_id, c.proposal)):
            if kind not in ("add", "complete"):
                row = now.events[event_id]
                assert number_in(now.sentences[row["sentence_id"]]) == paper_of(sentence_id)
                assert row["claim_id"] == decision.snapshot["claim_id"] or agrees(decision.values, row)


def edited(change: Callable[[str, random.Random], str], sentences: int) -> dict[str, str]:
    """The texts with ``change`` applied to so many sentences of each document."""
    rng, texts = random.Random(1), dict(TEXTS)
    for name in texts:
        for sentence in rng.sample(re.findall(r"[^\s][^.\n]*\.", texts[name]), sentences):
            texts[name] = texts[name].replace(sentence, change(sentence, rng))
    return texts


def typo(sentence: str, rng: random.Random) -> str:
    """Two letters of the matter swapped, as fingers do; outside all words that a correction names but the quote."""
    word = sentence[sentence.index(" over the ") + 10 :].split()[0]
    return sentence.replace(f"over the {word}", f"over the {word[0]}{word[2]}{word[1]}{word[3:]}")


def rewritten(sentence: str, rng: random.Random) -> str:
    return f"Nobody in the capital could say any longer what had come of it all by the year {rng.randint(1880, 1999)}."


RENAMED = evidence_of({n.replace("chronicle-003", "annals"): t for n, t in TEXTS.items()})
CHANGED = {phrase: kind for phrase, kind in synthetic.VERBS.items() if phrase != "accused"} | {"praised": "statement.criticise"}
SCENARIOS: dict[str, tuple[Evidence, dict[str, int]]] = {
    "nothing changed": (BEFORE, {"current": 600}),
    "paragraph inserted": (
        evidence_of({n: f"A new opening. Peru praised Chile over nothing at all.\n\n{t}" for n, t in TEXTS.items()}),
        {"current": 600},
    ),
    # A complete mark says that its sentence was read to the end: of one that was edited since nobody has said so.
    "120 typos": (evidence_of(edited(typo, 12)), {"current": 480, "re_anchored": 102, "orphaned": 10, "stale": 8}),
    "document renamed": (RENAMED, {"current": 547, "re_anchored": 48, "stale": 5}),
    "120 sentences rewritten": (evidence_of(edited(rewritten, 12)), {"current": 480, "orphaned": 119, "stale": 1}),
    "changed rules": (evidence_of(TEXTS, CHANGED), {"current": 520, "stale": 70, "resolved": 10}),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_six_hundred_decisions_of_all_kinds(name: str) -> None:
    now, expected = SCENARIOS[name]
    assert Counter(kind for kind, _, _ in MADE.values()) == dict.fromkeys(KINDS, 60)
    carried = carry_over(standing(DECISIONS), now)
    check(carried, now)
    assert Counter(c.status for c in carried) == expected


def test_they_are_left_alone_by_a_second_corpus() -> None:
    other = replace(evidence_of(synthetic.library(10, 60, first=20)), corpus="other")
    assert apart(standing(DECISIONS), other) == ((), {"first": 600})


def test_complete_marks_follow_their_document_to_its_new_name() -> None:
    carried = [c for c in carry_over(standing(DECISIONS), RENAMED) if c.decision.action == "complete"]
    moved = [c for c in carried if c.note]
    assert len(carried) == 60 and {c.status for c in carried} == {"current"}
    assert len(moved) > 1 and {c.note for c in moved} == {"its document is called annals now"}
    for c in moved:
        (now,) = complete_sentences([c.decision])
        assert RENAMED.places[now].doc_id == "annals" and paper_of(MADE[c.decision.id][1]) == number_in(RENAMED.sentences[now])
        assert c.decision == replace(MADE[c.decision.id][2], values={"sentences": now}), "all else is as it was said"


def complete_in(text: str, sentence: str, name: str = "old") -> Decision:
    evidence = evidence_of({name: text})
    (sentence_id,) = (s for s, words in evidence.sentences.items() if words == sentence)
    kept = {"doc_id": name, "sentence": sentence}
    return make(
        {"action": "complete", "event_id": sentence_id, "values": {"sentences": sentence_id}, "snapshot": kept}, reviewer="ann"
    )


LONG = "Peru praised Chile over the cable survey of the harbour commission, as paper 7 tells."


@pytest.mark.parametrize(
    ("then", "marked", "now", "status"),
    [
        (LONG, LONG, {"new": f"An opening.\n\n{LONG}"}, "current"),
        (LONG, LONG, {"new": LONG, "copy": LONG}, "orphaned"),  # which of the two it was nobody can say
        (
            "The talks failed.",
            "The talks failed.",
            {"new": "Much was said. The talks failed."},
            "orphaned",
        ),  # that is said everywhere
        (LONG, LONG, {"new": LONG.replace("harbour", "railway")}, "orphaned"),
        (
            f"{LONG} Then nothing.",
            LONG,
            {"old": "Then nothing.", "new": LONG},
            "orphaned",
        ),  # the document is there, the sentence gone
    ],
)
def test_a_mark_goes_to_no_sentence_that_may_be_another(then: str, marked: str, now: dict[str, str], status: str) -> None:
    evidence = evidence_of(now)
    (carried,) = carry_over([complete_in(then, marked)], evidence)
    assert carried.status == status
    found = [s for s in complete_sentences([carried.decision]) if s in evidence.sentences]
    assert [evidence.places[s].doc_id for s in found] == ["new"] * (status == "current")


def test_an_added_event_is_not_proposed_where_others_are_named() -> None:
    """Sentences of one mould are much alike; who is named in them tells them apart."""
    before = evidence_of({"d": LONG})
    (sentence_id,) = before.sentences
    added = addition(before, sentence_id, "tells")
    for text, status in ((LONG.replace("cable", "calbe"), "re_anchored"), (LONG.replace("Chile", "Japan"), "stale")):
        (carried,) = carry_over([added], evidence_of({"d": text}))
        assert carried.status == status and bool(carried.proposal) == (status == "re_anchored")
