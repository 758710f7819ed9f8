"""Clauses and their verbs, as the attachment of dates needs them; labels of CLEAR and of Universal Dependencies alike."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from verbale.extractors.data_files import DATA
from verbale.extractors.grammar import has_subject
from verbale.extractors.parse import Word, Words, labels

CORE = labels.MEANT_SUBJECT | labels.OBJECT | labels.ATTRIBUTE | {"appos"}
ADJUNCT = {
    "prep", "npadvmod", "advmod", "nmod", "appos", "obl", "nmod:tmod", "obl:tmod", "obl:npmod", "nmod:npmod", "dep", "amod",
    "nummod",
    "compound", "poss",
}  # fmt: skip
_FILE = DATA / "timex" / "attachment.toml"
_CUES = {
    "adopting",
    "adopting_nouns",
    "postponing",
    "occasions",
    "assembling",
    "attending",
    "instruments",
    "moments",
    "coming_about",
    "states",
    "leaving",
    "elsewhen",
    "simultaneous",
    "apart",
    "other_time",
}


@lru_cache(maxsize=1)
def cues() -> dict[str, frozenset[str]]:
    """The word lists of the attachment file by name. Raises ValueError naming a list that is unknown or missing."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    if set(data) != _CUES:
        raise ValueError(f"{_FILE.name}: unknown or missing lists {sorted(set(data) ^ _CUES)}")
    return {name: frozenset(words) for name, words in data.items()}


def clause(token: Word) -> Word | None:
    """The verb whose clause a token stands in."""
    for _ in range(20):
        if token.pos_ in labels.VERBAL and token.dep_ not in labels.HELPING:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def bearer(noun: Word) -> Word | None:
    """The verb of which a noun is a core argument or an adjunct: what dates the verb dates the event that the noun names."""
    token = noun
    for step in range(5):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ == "prep" and token.lower_ in ("following", "after"):
            direct = noun.head.i == token.i or (noun.dep_ == "conj" and noun.head.head.i == token.i)
            return head if direct and head.pos_ in labels.VERBAL else None
        if token.dep_ == "prep" and token.lower_ == "of" and head.pos_ in labels.NOUN and step <= 1:
            token = head
            continue
        if head.pos_ in labels.VERBAL:
            return (
                head
                if token.dep_ in CORE
                or (
                    token.dep_ in ("prep", "agent")
                    and token.i != noun.i
                    and (
                        token.lower_ in ("in", "at", "by", "to", "on", "with", "under", "from", "through")
                        or (token.lower_ == "for" and noun.lemma in cues()["occasions"] and head.lemma in cues()["assembling"])
                    )
                )
                else None
            )
        if not (head.dep_ in ("prep", "agent") or token.dep_ in ("conj",)):
            return None
        token = head
    return None


def coordinated_verbs(verb: Word) -> list[Word]:
    """The coordinated verbs of a clause in order."""
    first = verb
    for _ in range(8):
        if first.dep_ != "conj" or first.head.pos_ not in labels.VERBAL:
            break
        first = first.head
    chain = [first]
    todo = [first]
    while todo and len(chain) < 10:
        token = todo.pop()
        children = [c for c in token.children if c.dep_ == "conj" and c.pos_ in labels.VERBAL]
        chain += children
        todo += children
    return sorted(chain, key=lambda t: t.i)


def separate(doc: Words, verb: Word, last: Word) -> bool:
    """Whether the last of coordinated clauses has a subject of its own after a comma: another event at another time."""
    return has_subject(last) and any(t.text in ",;" for t in doc[verb.i : last.i])


def other_time(verb: Word) -> bool:
    """Perfect, modal or future: a clause that need not share the time of the clause above it."""
    forms = {c.lower_ for c in verb.children if c.dep_ in labels.HELPING}
    return bool(forms & cues()["other_time"])


def apart(verb: Word) -> bool:
    """A finite clause after ``after``, ``before``, ``until`` ...: another time than the clause above."""
    if verb.tag_ == "VBG":
        return False
    if verb.dep_ in ("pobj", "pcomp") and verb.head.lower_ in cues()["apart"]:
        return True
    return verb.dep_ == "advcl" and any(
        c.lower_ in cues()["apart"] for c in verb.children if c.dep_ in ("mark", "advmod", "prep", "case")
    )


def timeless(verb: Word) -> bool:
    """A state told in the present tense: ``the members are ...``."""
    return verb.lemma in cues()["states"] and verb.tag_ in ("VBZ", "VBP")


def is_when_clause(site: Word, verb: Word) -> bool:
    return (
        site.dep_ == "advcl"
        and site.head.i == verb.i
        and any(c.lower_ in cues()["simultaneous"] and c.dep_ in ("advmod", "mark") for c in site.children)
    )


def written_word(doc: Words, index: int) -> range:
    """The tokens of the written word around a token: ``re-elected``."""
    start = end = index
    while (
        start > 0
        and not doc[start - 1].whitespace_
        and (doc[start].text == "-" or doc[start - 1].text == "-")
        and index - start < 4
    ):
        start -= 1
    while (
        end + 1 < len(doc) and not doc[end].whitespace_ and (doc[end].text == "-" or doc[end + 1].text == "-") and end - index < 4
    ):
        end += 1
    return range(start, end + 1)


def word_head(doc: Words, index: int) -> Word:
    """Of a written word that was cut at its hyphen, the token that the rest hangs on."""
    word = written_word(doc, index)
    return next((doc[i] for i in word if doc[i].head.i not in word or doc[i].head.i == i), doc[index])
