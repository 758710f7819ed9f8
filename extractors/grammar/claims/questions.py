"""Questions: what they ask about is open. ``Has Peru left?``, ``When did Peru leave?``"""

from __future__ import annotations

from verbale.extractors.grammar.clauses import is_clausal
from verbale.extractors.parse import Word, labels

_ENDS = frozenset({".", "?", "!", ";"})
_CLOSED = labels.ADNOMINAL | labels.ADVERBIAL | {"pcomp"}


def is_asked(trigger: Word, top: Word) -> bool:
    """Whether a sentence asks about a predicate. ``top``: the highest word whose scope it stands in.

    ``Why did Peru leave?`` presupposes that it did; so do clauses beside the one that asks, and nouns that it only mentions
    (``what of the raid?``).
    """
    words = trigger.doc
    end = next((i for i in range(trigger.i, trigger.sent.stop) if words[i].text in _ENDS), None)
    if not is_clausal(top) or end is None or words[end].text != "?" or top.dep_ in _CLOSED:
        return False
    return not any(c.lower_ == "why" for word in {trigger, top} for c in word.children)
