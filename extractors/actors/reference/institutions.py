"""Institutions without an owner -> whose they are: ``police fired``, ``parliament voted``, ``the Council``, ``Congress``."""

from __future__ import annotations

from collections import Counter

from verbale.extractors.actors.drafts import Draft, make_draft
from verbale.extractors.actors.lexicon import is_generic
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.lexicon import REFERENCE
from verbale.extractors.actors.reference.noun_phrases import in_sight, label_of, modifies
from verbale.extractors.parse import Word, labels

_WORDS = REFERENCE.institutions
_BELOW = {"amod", "compound", "nmod", "det", "poss", "nummod", "neg"}
_COUNTED = {"CD", "POS"}
_SHARE = 0.5


def institution(known: Antecedents, i: int) -> Draft | None:
    """The mention of the state that the passage is about, where an institution at token i is plainly that state's."""
    view, word = known.view, known.words[i]
    if i in known.taken or word.pos_ not in labels.SUBSTANTIVE or view.lower_at(i + 1) in {"of", "-"}:
        return None
    if modifies(known, i) and not _adjoins(word):
        return None
    start = _start(known, word)
    if start is None:
        return None
    party = _home(known, start, i)
    return make_draft(i, i + 1, i, label_of(known, i), "topic", (party,), (party,)) if party else None


def _adjoins(word: Word) -> bool:
    """``government troops``: an institution before another that acts for it."""
    return word.lower_ in _WORDS.adjoined and word.head.lower_ in _WORDS.state


def _start(known: Antecedents, word: Word) -> int | None:
    """Where the noun group begins, None where a word of it says that the institution is somebody's, or anybody's."""
    start = word.i
    for child in word.children:
        if child.i > word.i or child.dep_ not in _BELOW:
            continue
        start = min(start, child.left_edge.i)
    opening = known.view.parsed.sentences[known.view.sentence_of[word.i]].start
    plain = word.text.islower()
    for token in known.words[start : word.i]:
        # "the Provisional government" is a certain one; "the Supreme Court" may be any state's.
        capital = token.text[:1].isupper() and token.i > opening and (plain or not is_generic([token.lower_]))
        if token.i in known.taken or capital or token.lower_ in _WORDS.alien or token.tag_ in _COUNTED:
            return None
    return start


def _home(known: Antecedents, start: int, i: int) -> str:
    """The state that the passage is about, where it is in sight or nobody else is."""
    topic = known.topic(i)
    states = in_sight(known, start, i, "government", ())
    return topic if topic and (topic in states or not states) else ""


def body(known: Antecedents, i: int) -> Draft | None:
    """The mention of the organisation, or of the state, that a body written with a capital belongs to."""
    view, word = known.view, known.words[i]
    if i in known.taken or not view.texts[i][0].isupper() or view.lower_at(i + 1) in {"of", "for", "-"} or modifies(known, i):
        return None
    name, start = _body_name(known, i)
    if not name or any(c.dep_ in _BELOW - {"det"} and c.i < start for c in word.children):
        return None
    party = _owner(known, name, i)
    return make_draft(start, i + 1, i, label_of(known, i), "definite", (party,), (party,)) if party else None


def _body_name(known: Antecedents, i: int) -> tuple[str, int]:
    """(name, start) of the body that ends in token i, in lower case; empty where it is none."""
    view = known.view
    if view.lower[i] != "general":
        return view.lower[i], i
    start = i - 2 if view.lower_at(i - 1) == "-" else i - 1
    return ("secretary-general", start) if view.lower_at(start) == "secretary" else ("", i)


def _owner(known: Antecedents, name: str, i: int) -> str:
    """Whose a body with this name is: that of the same body before, else the organisation that the text is about."""
    if name in _WORDS.own:
        first, topic = _WORDS.own[name][0], known.topic(i)
        return topic if topic in _WORDS.own[name] else first if known.named[first] else ""
    said = [d for d in known.heads_said.get(known.view.lower[i], []) if d.end <= i and d.party_ids]
    if said and name != "secretary-general":
        return said[-1].party_ids[0]
    counts = Counter({party: n for party, n in known.named.items() if known.is_organisation(party)})
    best = max(counts, key=lambda party: counts[party], default="")
    if best and counts[best] > _SHARE * counts.total() and counts[best] > 1:
        return best
    usual = _WORDS.usual.get(name, "")
    return usual if counts[usual] == max(counts.values(), default=0) else ""
