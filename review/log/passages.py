"""What reviewers say of sentences: that they are complete, or that they were drawn to be judged whole.

A sentence that was edited since is another one, which nobody has judged: what is said of a passage holds for those of its
sentences that are still there, and for no others. The id of a sentence is made of its document's name, its words and how often
they stood there before: of a document that has another name now it can be reckoned what ids its sentences had under the old one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from verbale.extractors import ids
from verbale.extractors.ids import Occurrences, normalise
from verbale.extractors.tables import split
from verbale.review.log.decisions import PASSAGES, Decision
from verbale.review.log.evidence import Evidence
from verbale.review.log.fates import Carried

_TELLING = 60
"""Characters of found sentences below which two documents may hold the same by chance (*The talks failed.*)."""
_MOST = 0.5
"""Share of the sentences known of a document by its old name that must stand in the one that it is taken for."""


def sentences_of(decision: Decision) -> tuple[str, ...]:
    """The ids of the sentences that a decision is about."""
    return split(decision.values.get("sentences", ""))


def complete_sentences(decisions: Iterable[Decision]) -> dict[str, frozenset[str]]:
    """Sentence id -> who says that nothing more is told in it, of standing decisions."""
    found: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.action == "complete":
            for sentence_id in sentences_of(decision):
                found.setdefault(sentence_id, set()).add(decision.reviewer)
    return {sentence_id: frozenset(reviewers) for sentence_id, reviewers in found.items()}


def audited(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """The sentences that were drawn by standing audits, in the order in which they were drawn."""
    return tuple(dict.fromkeys(s for decision in decisions if decision.action == "audit" for s in sentences_of(decision)))


def is_heading(sentence: Mapping[str, str]) -> bool:
    """A sentence that is the title of its own section: it tells of nothing by itself."""
    return bool(sentence["section"]) and _bare(sentence["text"]) == _bare(sentence["section"])


def _bare(title: str) -> str:
    return normalise(title).strip("=#*. ")


def fate_of_passage(decision: Decision, sentences: Mapping[str, object], names: Mapping[str, str]) -> Carried:
    """What became of a decision on sentences; ``sentences``: those of the run, by their ids; ``names``: what documents of then
    are called now."""
    named = sentences_of(decision)
    kept = sum(sentence_id in sentences for sentence_id in named)
    if kept == len(named):
        now = names.get(decision.snapshot.get("doc_id", ""))
        return Carried(decision, "current", note=f"its document is called {now} now" if now else "")
    if kept:
        return Carried(decision, "values_changed", note=f"{len(named) - kept} of {len(named)} sentences have changed since")
    return Carried(decision, "orphaned", note="none of its sentences is there any more")


def draw(sentences: Iterable[str], n: int, seed: str) -> tuple[str, ...]:
    """``n`` sentences at random: the first in an order that the seed and the ids alone decide."""
    return tuple(sorted(sentences, key=lambda sentence_id: blake2b(f"{seed}\x1f{sentence_id}".encode()).digest())[:n])


@dataclass(frozen=True, slots=True)
class Renamed:
    """``names``: a document that is gone -> what it is called now; ``sentences``: id of then -> id of now."""

    names: Mapping[str, str]
    sentences: Mapping[str, str]

    def brought_up(self, decision: Decision) -> Decision:
        """The decision with the ids of today; itself where none of its sentences has another."""
        named = sentences_of(decision)
        if decision.action not in PASSAGES or not any(one in self.sentences for one in named):
            return decision
        return replace(decision, values={**decision.values, "sentences": ";".join(self.sentences.get(one, one) for one in named)})


def renamed(decisions: Iterable[Decision], evidence: Evidence) -> Renamed:
    """The documents that decisions on passages name and that are there under another name, with their sentences.

    Only where one document holds most of what is known of the old one, and no other as much: a copy beside it makes it doubtful.
    """
    ordered = list(decisions)
    lost = {one for d in ordered if d.action in PASSAGES for one in sentences_of(d) if one not in evidence.sentences}
    gone = _texts_of_gone(ordered, evidence) if lost else {}
    if not gone:
        return Renamed({}, {})
    holders, texts = _holders(evidence), _sentences_in_order(evidence)
    names: dict[str, str] = {}
    sentences: dict[str, str] = {}
    for old, known in sorted(gone.items()):
        found = _now_called(known, holders)
        if found:
            named = {one: now for one, now in _ids_under(old, texts[found]) if one in lost}
            names |= {old: found} if named else {}
            sentences |= named
    return Renamed(names, sentences)


def _texts_of_gone(decisions: Sequence[Decision], evidence: Evidence) -> dict[str, set[str]]:
    """Of every document that decisions tell of and that is not there: the sentences that they keep of it."""
    there, found = evidence.documents, defaultdict[str, set[str]](set)
    for decision in decisions:
        doc_id, text = decision.snapshot.get("doc_id", ""), decision.snapshot.get("sentence", "")
        if doc_id and text and doc_id not in there:
            found[doc_id].add(text)
    return found


def _holders(evidence: Evidence) -> dict[str, set[str]]:
    """The words of a sentence, as snapshots keep them -> the documents that hold it."""
    found = defaultdict[str, set[str]](set)
    for doc_id, text in evidence.twins:
        found[text[:2000]].add(doc_id)
    return found


def _sentences_in_order(evidence: Evidence) -> dict[str, list[tuple[str, str]]]:
    """Document -> (id, words) of its sentences as they follow each other."""
    found = defaultdict[str, list[tuple[str, str]]](list)
    for one, place in sorted(evidence.places.items(), key=lambda item: item[1].number):
        found[place.doc_id].append((one, evidence.sentences[one]))
    return found


def _now_called(known: set[str], holders: Mapping[str, set[str]]) -> str:
    """The document that holds most of these sentences; empty where none does, or several hold as many."""
    held = Counter(doc_id for text in known for doc_id in holders.get(text, ()))
    best = held.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return ""
    name, number = best[0]
    telling = sum(len(text) for text in known if name in holders.get(text, ()))
    return name if number >= _MOST * len(known) and telling >= _TELLING else ""


def _ids_under(name: str, sentences: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """(id that a sentence had in a document of this name, its id now)."""
    seen = Occurrences()
    for now, text in sentences:
        yield ids.sentence_id(name, text, seen.next(normalise(text))), now
