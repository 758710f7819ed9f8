"""The smallest stretch of a sentence that holds given words and begins and ends where clauses or phrases do."""

from __future__ import annotations

from collections.abc import Iterator, Set

from verbale.extractors.events.quotes.brackets import CLOSING, STRAIGHT, Stretch, balanced
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import has_subject, is_clausal, is_infinitive, noun_span
from verbale.extractors.parse import Word, Words, labels

_BESIDE = labels.ADJUNCT | labels.ADVERBIAL | labels.ADNOMINAL | {"appos", "parataxis", "advmod", "obl", "nmod"}
_LOOSE = frozenset({"cc", "punct", "mark", "preconj", "dep", "npadvmod"})
_BEFORE_GROUP = frozenset({"advmod", "preconj"})  # "almost half of its trade", "neither Chile nor Peru"
_INTRODUCING = frozenset({"mark", "advmod"})
_VERB_GROUP = labels.AUXILIARY | {"neg"}
_BELOW_VERB = labels.ADJUNCT | labels.OBJECT | labels.INDIRECT | labels.ATTRIBUTE | {"advmod", "obl"}
_ENDS = frozenset({";"})
_SEPARATORS = frozenset({",", ";", ":", "-", "–", "—", "(", "["})
_OPEN_ENDED = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "PART"})
_STEPS = 8  # up from a word to the phrase that it belongs to
_NEAR = 15  # tokens that a quote may begin earlier, not to begin amidst a phrase
_QUOTES = WORDS.quotes


def stretch(words: Words, bounds: range, trigger: int, evidence: Set[int]) -> Stretch:
    """The stretch within ``bounds`` (a sentence) that holds the ``evidence`` around a trigger, and what completes it.

    Complete is a trigger with its object and its complement, a noun with its group and what hangs on it by ``of``, a bracket with
    both of its ends.
    """
    held = evidence | {trigger}
    first = min(_start(words[i], trigger) for i in {min(held), trigger})
    ends = (max(_end(words[i], held, i == trigger), _end_of_clause(words[i], words[trigger], held)) for i in held)
    last = max(*ends, reach(words[trigger], held, top=True), _end_of_subject(words[trigger], held))
    first, last = max(first, bounds.start), min(last, bounds.stop - 1)
    return _trimmed(words, balanced(words, bounds, Stretch(first, last)), held)


def phrase(head: Word, listed: bool = True) -> tuple[int, int]:
    """The tokens of the phrase or clause of a head without what only stands beside it, the end exclusive.

    ``listed``: with the other members of its list and all that hangs on it, else with what it is nothing without.
    """
    start = clause_start(head) if is_clausal(head) else _group_start(head)
    last = reach(head, frozenset()) if listed else _end(head, frozenset(), whole=True)
    return start, last + 1


def _start(word: Word, trigger: int) -> int:
    """Where the phrase begins that a word stands in.

    For a noun its group, with the noun that it hangs on (``the embassy in Lima``) or the verb before it (``met in Lima``), so
    that no quote begins amidst a phrase. The group of the trigger itself is a whole.
    """
    start = word.i
    for _ in range(_STEPS):
        noun = _noun_of(word)
        start = min(start, _group_start(noun))
        if noun.i == trigger and noun.head.lower_ not in _QUOTES.binding:
            return start
        selected = noun.pos_ != "ADP" and noun.dep_ in labels.ANY_OBJECT and noun.head.pos_ == "ADP"
        above = noun.head if selected else noun
        governor = above.head
        if noun.dep_ in labels.ANY_SUBJECT:
            start = min([start, *(c.i for c in governor.children if c.dep_ in labels.AUXILIARY)])  # "had Peru left"
        if governor is above or not start - _NEAR <= governor.i < above.i:
            return min(start, above.left_edge.i) if above.pos_ == "ADP" and above.i == start - 1 else start
        if is_clausal(governor):
            return clause_start(governor) if above.dep_ in _BELOW_VERB else start
        if governor.pos_ not in labels.NOMINAL or above.pos_ != "ADP":
            return start
        word = governor
    return start


def _group_start(word: Word) -> int:
    if word.pos_ not in labels.NOMINAL | {"NUM"}:
        return word.left_edge.i if word.pos_ == "ADJ" else word.i
    start = noun_span(word)[0]
    before = (c.i for c in word.children if c.i == start - 1 and c.dep_ in _BEFORE_GROUP)
    return min([start, *before])


def clause_start(verb: Word) -> int:
    """The first word of a verb with its auxiliaries and its subject."""
    own = [c for c in verb.children if c.i < verb.i and (c.dep_ in _VERB_GROUP or c.dep_ in labels.ANY_SUBJECT)]
    return min([verb.i, *(c.left_edge.i for c in own)])


def _noun_of(word: Word) -> Word:
    """The noun that a word before it belongs to (``mainly Polish journalists``), else the word itself."""
    for _ in range(_STEPS):
        listed = word.dep_ == "conj" and word.pos_ == word.head.pos_ == "ADJ"
        modifies = word.dep_ in labels.LEFT_OF_NOUN and word.head.i > word.i and not is_clausal(word.head)
        if not (listed or modifies):
            return word
        word = word.head
    return word


def _end(word: Word, held: Set[int], whole: bool = False) -> int:
    """Where the phrase ends that a word stands in; the group of the trigger, and what it hangs on, are a ``whole``."""
    noun = _noun_of(word)
    behind = [c for c in noun.children if c.i > noun.i]
    clause = noun.head
    if noun.dep_ in labels.MEANT_SUBJECT and clause.i > noun.i and clause.i not in held and not whole:
        return reach(clause, held | {clause.i})  # no quote ends with the subject of a clause
    if noun.pos_ not in labels.NOMINAL:
        return max([noun.i, word.i, *(_end(c, held) for c in behind if _opens(noun))])
    bound = [c for c in behind if c.lower_ in _QUOTES.binding or c.dep_ in labels.COMPOUND or c.dep_ == "case"]
    bound += _bound_behind(noun)
    return max([noun.i, word.i, *(reach(c, held) for c in bound)])


def _bound_behind(noun: Word) -> list[Word]:
    """``measures placed on officials and sanctions against a firm``: what completes a noun, wherever a parser hangs it."""
    following = [noun.nbor()] if noun.i + 1 < noun.sent.stop else []
    return [w for w in following if w.lower_ in _QUOTES.binding and w.dep_ in labels.ADJUNCT and w.head is not noun]


def _end_of_clause(word: Word, trigger: Word, held: Set[int]) -> int:
    """Behind the trigger no quote ends within the subject of a clause (``declared that accounts of officials should ...``)."""
    if word.i <= trigger.i:
        return word.i
    for _ in range(_STEPS):
        clause = word.head
        if word.dep_ in labels.MEANT_SUBJECT:
            other = clause.i > word.i and clause.i not in held and word is not trigger and word not in trigger.ancestors
            return reach(clause, held | {clause.i}) if other else word.i
        if clause is word or is_clausal(clause):
            return word.i
        word = clause
    return word.i


def _end_of_subject(trigger: Word, held: Set[int]) -> int:
    """``In 1994 steps toward the release of prisoners were seen``: what holds a subject, and what stands before it of the same
    clause, holds the verb, too."""
    word = trigger
    for _ in range(_STEPS):
        if word.dep_ in labels.ANY_SUBJECT or word.head is word or is_clausal(word.head):
            break
        word = word.head
    verb = word.head
    if word.dep_ not in labels.ANY_SUBJECT or verb.i < trigger.i:
        return trigger.i
    fronted = (c for c in verb.children if c is not word and c.i < word.left_edge.i)
    return reach(verb, held | {verb.i}) if any(t.i in held for c in fronted for t in c.subtree) else trigger.i


def _opens(word: Word) -> bool:
    """A word that is nothing without what follows it."""
    return word.pos_ in _OPEN_ENDED and word.dep_ not in labels.PARTICLE


def reach(word: Word, held: Set[int], top: bool = False) -> int:
    """The last word of what completes a word: its subtree without what only stands beside it."""
    found = [child for child in _completing(word, held) if not (top and child.dep_ == "conj")]
    for below in found:  # grows as it is read: trees may be deeper than Python's stack
        found += _completing(below, held)
    return max([word.i, *(below.i for below in found)])


def _completing(word: Word, held: Set[int]) -> Iterator[Word]:
    for child in word.children:
        behind = child.i > word.i and not child.is_punct
        if behind and not (_is_aside(child, held) and held.isdisjoint(below.i for below in child.subtree)):
            yield child


def _is_aside(child: Word, held: Set[int]) -> bool:
    """What a phrase says beside its point: behind a comma, another clause, the circumstances of a deed."""
    dep, before = child.dep_, _before(child)
    if dep in _LOOSE or before.text in _ENDS or (before.text == ":" and before.i - 1 not in held):
        return True
    if dep == "conj":
        return _is_other(child, held) if is_clausal(child) else before.text == "," and not _is_listed(child)
    if dep in _BESIDE and before.text in _SEPARATORS:
        return True
    if dep in labels.ADVERBIAL:
        return any(c.dep_ in _INTRODUCING and c.i < child.i for c in child.children) or not is_infinitive(child)
    return is_clausal(child.head) and dep in labels.ADJUNCT and child.lower_ in _QUOTES.circumstances


def _before(word: Word) -> Word:
    """What stands before a phrase: a comma, be it a part of its subtree, or the word before."""
    left = word.left_edge
    return left if left.is_punct else left.doc[left.i - 1]


def _is_other(verb: Word, held: Set[int]) -> bool:
    """A coordinated clause that tells something else: beside one of the words held, or with a subject of its own."""
    return verb.head.i in held or has_subject(verb) or _before(verb).text == ","


def _is_listed(noun: Word) -> bool:
    """Behind a comma, a member of a list that a conjunction ends."""
    first = noun
    while first.dep_ == "conj" and first.head is not first:
        first = first.head
    members = [first]
    for member in members:
        members += [c for c in member.children if c.dep_ == "conj"]
    return any(c.pos_ == "CCONJ" for member in members for c in member.children)


def _trimmed(words: Words, found: Stretch, held: Set[int]) -> Stretch:
    """The stretch without what leads in or out: commas, conjunctions, prepositions and articles at its ends."""
    first, last = found
    while first < last and first not in held and _leads_in(words[first]):
        first += 1
    while last > first and _leads_out(words[last], held):
        last -= 1
    return Stretch(first, last)


def _leads_in(word: Word) -> bool:
    bracket = word.text in CLOSING or word.text in STRAIGHT
    return (word.is_punct and not bracket) or (word.pos_ == "CCONJ" and word.dep_ not in _BEFORE_GROUP)


def _leads_out(word: Word, held: Set[int]) -> bool:
    if word.is_punct:
        return word.text not in {*CLOSING.values(), *STRAIGHT, "%"} and not word.text.endswith(".")
    return word.i not in held and _opens(word) and word.dep_ not in labels.OBJECT
