"""What a predicate's own verb group or noun phrase says of it: negation, auxiliaries, adverbs, modifiers, word order."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.grammar.clauses import is_clausal, next_form
from verbale.extractors.grammar.cues import Cues, Effect
from verbale.extractors.parse import Word, labels

Said = tuple[Effect, str]
_ADVERBS = frozenset({"advmod", "dep"})
_DESCRIBED = frozenset({"attr", "acomp"})
_ACTORS = labels.ANY_SUBJECT | labels.OBJECT
_QUOTATION_MARKS = frozenset({"'", '"', "‘", "’", "“", "”"})


def own_effects(token: Word, cues: Cues) -> Iterator[Said]:
    """The effects of the words around a predicate, each with the word."""
    for child in group(token):
        if next_form(child) not in cues.negation.merely:
            yield from _effects_beside(child, token, cues)
    yield from _effects_before(token, cues)
    if token.dep_ == "conj" and _after_nor(token):
        yield "negation", "nor"
    for child in token.children if is_clausal(token) else ():
        for word in (*_denial_in(child, cues), *_denial_behind(child, cues)):
            yield "negation", word
    if any(_supposes(word, token, cues) for word in (*token.children, token.head)):
        yield "hypothetical", "by word order"
    if _is_undone_plan(token, cues):
        yield "planned", "was to"


def group(token: Word) -> list[Word]:
    """The words of the verb group: for a copula's complement the copula's too."""
    words = list(token.children)
    if token.dep_ in _DESCRIBED and is_clausal(token.head):
        words += [c for c in token.head.children if c.i < token.i]
    return words


def ends_denial(token: Word, cues: Cues) -> bool:
    """``did not recognise it until 1991``, ``Not until 1991 did it join``: it did then."""
    objects = [token, *(c for c in token.children if c.dep_ in labels.OBJECT)]
    limits = [c for t in objects for c in t.children if c.lower_ in cues.negation.limits and c.dep_ == "prep"]
    ending = [c for c in limits if c.i > token.i or (c.i > 0 and c.nbor(-1).lower_ == "not")]
    return any(n.pos_ == "NUM" or n.ent_type_ == "DATE" for c in ending for n in c.subtree)


def is_yet_to(governor: Word, child: Word, cues: Cues) -> bool:
    """``has yet to ratify``, ``are yet to vote``: it has not happened."""
    waiting = cues.negation.waiting
    beside = [*governor.children, *child.children]
    auxiliaries = (c for c in beside if c.dep_ == "aux" and c.lemma in waiting)
    verb = governor if governor is not child else next(auxiliaries, child)
    if verb.lemma not in waiting or (verb is governor and child.dep_ != "xcomp"):
        return False
    return any(c.lower_ == "yet" and verb.i < c.i and next_form(c) == "to" for c in beside)


def _effects_beside(child: Word, token: Word, cues: Cues) -> Iterator[Said]:
    """What one word of the group does to the predicate."""
    no_longer = child.lower_ == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no"
    word = "no longer" if no_longer else child.lower_
    determined = token.pos_ != "VERB" and word in cues.negation.determiners and not _is_mentioned(child)
    behind = child.i > token.i and token.pos_ == "VERB"  # "found not guilty"
    if (child.dep_ == "neg" and not behind) or word in cues.negation.adverbs - {"not"} or determined:
        yield "negation", word
    if word in cues.reported.adverbs and child.dep_ in _ADVERBS:
        yield "reported", word
    if child.dep_ == "mark" and word in cues.hypothetical.marks:
        yield "hypothetical", word
    if child.dep_ in labels.AUXILIARY:
        yield from _of_auxiliary(child, token, cues)
    elif token.pos_ in labels.SUBSTANTIVE:
        yield from _of_modifier(child, token, cues)


def _of_auxiliary(auxiliary: Word, token: Word, cues: Cues) -> Iterator[Said]:
    word = auxiliary.lower_
    if word == "would" and token.dep_ == "ccomp":
        yield "planned", word  # "announced that it would leave"
    elif not _tells_what_was(auxiliary, token, cues):
        yield from _irrealis(word, cues.hypothetical.auxiliaries, cues.planned.auxiliaries)


def _of_modifier(child: Word, noun: Word, cues: Cues) -> Iterator[Said]:
    """``the planned visit``, ``a possible visit``, ``the alleged visit``, ``the visit scheduled for May``."""
    word = child.lower_
    if child.dep_ == "amod":
        yield from _irrealis(word, cues.hypothetical.modifiers, cues.planned.modifiers)
        if word in cues.reported.modifiers:
            yield "reported", word
    behind = child.dep_ in labels.REDUCED and child.tag_ == "VBN" and child.i > noun.i
    if behind and child.lemma in cues.planned.participles:
        yield "planned", word


def _irrealis(word: str, supposing: frozenset[str], planning: frozenset[str]) -> Iterator[Said]:
    if word in supposing:
        yield "hypothetical", word
    if word in planning:
        yield "planned", word


def _effects_before(token: Word, cues: Cues) -> Iterator[Said]:
    """What the two words before the predicate do to it: ``instead of``, ``yet to``, ``about to``, ``is to``."""
    before = f"{token.nbor(-2).lower_} {token.nbor(-1).lower_}" if token.i > 1 else ""
    if before in cues.negation.instead:
        yield "negation", before
    if is_yet_to(token, token, cues):
        yield "negation", "yet to"
    elif before == "about to" or _is_about_to(token):
        yield "planned", "about to"
    elif _is_to(token, cues) or _is_headline_plan(token):
        yield "planned", "is to"
    elif _is_listed_plan(token):
        yield "planned", "to"


def _is_about_to(token: Word) -> bool:
    """``was about to be named``."""
    return any(
        c.lower_ == "to" and c.dep_ in labels.AUXILIARY and c.i > 0 and c.nbor(-1).lower_ == "about" for c in token.children
    )


def _denial_in(child: Word, cues: Cues) -> Iterator[str]:
    """``no agreement was signed``, ``recognised nobody``, ``not all states signed``: in a subject or object that there is not."""
    if child.dep_ not in labels.NOMINAL_PLACE:
        return
    if child.lower_ in cues.negation.nobody and child.dep_ in _ACTORS:
        yield child.lower_
    for word in child.children:
        determines = word.dep_ in {"det", "neg", "preconj"}
        if determines and word.lower_ in cues.negation.determiners and not _is_mentioned(word):
            yield "no"
        elif word.lower_ in cues.negation.everybody and word.i > 0 and word.nbor(-1).lower_ == "not":
            yield "not"
        elif child.dep_ in labels.ANY_SUBJECT and _is_scant(word, cues):
            yield word.lower_


def _denial_behind(child: Word, cues: Cues) -> Iterator[str]:
    """``spoke with neither``, ``has relations with neither China nor Peru``: behind a preposition of the verb or its object.

    Not behind one that is there for others, too: ``has embassies in Mali but in neither Chad nor Togo``.
    """
    for preposition in (child, *child.children):
        reached = [c for c in preposition.children if c.dep_ == "pobj"] if preposition.dep_ == "prep" else []
        said = [w.lower_ for noun in reached for w in (noun, *noun.children) if w.lower_ in cues.negation.neither]
        said += [noun.lower_ for noun in reached if noun.lower_ in cues.negation.nobody and _is_bare(noun)]
        if said and not any(_is_again(preposition, word) for word in preposition.head.subtree):
            yield from said


def _is_scant(word: Word, cues: Cues) -> bool:
    """``few states recognised it``, ``very little help came``, not ``a few states``, ``the Little Entente``."""
    if word.lower_ not in cues.negation.scant or word.i > word.head.i or (word.text != word.lower_ and not word.is_sent_start):
        return False
    return not any(c.dep_ in {"det", "poss"} for t in (word, word.head) for c in t.children if c.i < word.i)


def _is_bare(noun: Word) -> bool:
    """``asked it for nothing``, not ``for nothing but time``, ``none of them``."""
    return not any(c.i > noun.i for c in noun.children)


def _is_again(preposition: Word, word: Word) -> bool:
    """Whether a preposition is the same word as an earlier one of its clause."""
    return word.lower_ == preposition.lower_ and word.i < preposition.i and word.dep_ == "prep"


def _is_mentioned(word: Word) -> bool:
    """A word in quotation marks of its own: ``a "no" vote``."""
    return word.i > 0 and word.nbor(-1).text in _QUOTATION_MARKS and next_form(word) in _QUOTATION_MARKS


def _tells_what_was(auxiliary: Word, token: Word, cues: Cues) -> bool:
    """``would later recognise it``, ``could not agree``: the future of a story is told as a fact, and what nobody managed."""
    if auxiliary.lower_ in cues.hypothetical.managing:
        return any(c.dep_ == "neg" for c in token.children)
    return auxiliary.lower_ == "would" and any(c.lower_ in cues.hypothetical.later and c.dep_ == "advmod" for c in token.children)


def _supposes(auxiliary: Word, verb: Word, cues: Cues) -> bool:
    """``Had Peru left, Chile would have stayed``, ``... had Peru left``: a condition by its word order."""
    if auxiliary.lower_ not in cues.hypothetical.inverted or not _is_inverted(auxiliary, verb):
        return False
    if verb.dep_ == "advcl":
        return auxiliary.i == verb.left_edge.i
    # Parsers hang the condition beside what follows from it.
    words = [verb.doc[i] for i in verb.sent]
    follows = any(w.tag_ == "MD" and w.head is not verb and w.lower_ in cues.hypothetical.auxiliaries for w in words)
    opens = _opens_sentence(auxiliary) or auxiliary.i == verb.left_edge.i
    return follows and opens and not any(w.text == "?" for w in words)


def _is_inverted(auxiliary: Word, verb: Word) -> bool:
    """The auxiliary stands before the subject: ``had Peru left``, ``were Peru to leave``."""
    holders = (verb, verb.head) if verb.head is auxiliary else (verb,)
    helps = auxiliary.dep_ == "aux" or verb.head is auxiliary
    return helps and any(
        c.dep_ in labels.NOMINAL_SUBJECT | {"attr"} and auxiliary.i < c.i < verb.i for holder in holders for c in holder.children
    )


def _opens_sentence(word: Word) -> bool:
    """Nothing but quotation marks and brackets stands before the word in its sentence."""
    return all(word.doc[i].is_punct for i in range(word.sent.start, word.i))


def _after_nor(token: Word) -> bool:
    """``did not recognise it, nor did it trade with it; but it sent an envoy``: of several conjuncts the first behind ``nor``."""
    before = [c for c in token.head.children if c.i < token.i and c.dep_ in {"cc", "conj"}]
    return bool(before) and before[-1].lower_ == "nor"


def _is_to(token: Word, cues: Cues) -> bool:
    """``is to visit``, ``are to be imposed``, ``was to have visited``; ``was to become``, in a story, tells what came."""
    helping = [c for c in token.children if c.dep_ in labels.AUXILIARY]
    if not any(c.lower_ == "to" for c in helping) or is_yet_to(token.head, token, cues):
        return False
    forms = {c.tag_ for c in helping if c.lemma == "be"}
    head = token.head
    if token.dep_ == "xcomp" and head.lemma == "be" and not any(c.dep_ in _DESCRIBED for c in head.children):
        forms.add(head.tag_)
    perfect = any(c.lower_ == "have" for c in helping)
    return not forms.isdisjoint({"VBZ", "VBP"}) or (perfect and "VBD" in forms)


def _is_headline_plan(token: Word) -> bool:
    """``Peru to open embassy in Oslo``: an infinitive below no verb, with somebody who is to do it."""
    return any(not _opens_item(word) for word in _free_infinitive(token))


def _is_listed_plan(token: Word) -> bool:
    """``2. To hold a meeting in May``: an infinitive below no verb, in a list of what is to be done."""
    return any(_opens_item(word) for word in _free_infinitive(token))


def _free_infinitive(token: Word) -> list[Word]:
    """The ``to`` of an infinitive below no verb."""
    if token.tag_ != "VB" or any(above.pos_ in labels.VERBAL for above in token.ancestors):
        return []
    return [c for c in token.children if c.lower_ == "to" and c.dep_ == "aux"]


def _opens_item(word: Word) -> bool:
    """``2. To hold``, ``Fourth: To admit``: nobody stands before the word in its sentence."""
    return word.is_sent_start or word.nbor(-1).is_punct


def _is_undone_plan(token: Word, cues: Cues) -> bool:
    """``was to join in May, but this was postponed``: what was to come did not."""
    head = token.head
    helping = [c for c in token.children if c.dep_ in labels.AUXILIARY]
    past = [c for c in (*helping, head) if c.lemma == "be" and c.tag_ == "VBD"]
    if not past or not any(c.lower_ == "to" for c in helping) or token.dep_ == "advcl":
        return False
    behind = [token.doc[i] for i in token.sent if i > token.i]
    contrast = next((w.i for w in behind if w.lower_ in cues.planned.contrasting), None)
    return contrast is not None and any(w.lemma in cues.planned.undone and w.i > contrast for w in behind)
