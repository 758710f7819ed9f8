"""What single tokens are in their clause: verbs and voice, conjuncts, noun groups, obliques. Functions over a parsed token."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from verbale.extractors.parse import (
    ADVERBIAL,
    ATTRIBUTE,
    AUXILIARY,
    BECOMING,
    COMPOUND,
    CONJUNCTIONS,
    DIRECTIONS,
    LEFT_OF_NOUN,
    MINDED,
    NOMINAL,
    NOMINAL_PLACES,
    OBJECT,
    PARTICLE,
    PASSIVE_AUXILIARY,
    POSSESSOR,
    REACH,
    REDUCED,
    RELATIVE,
    RELATIVE_PRONOUNS,
    SUBJECT,
    SUBJECT_PASSIVE,
    TITLE_ENDS,
    VERBAL,
    YEAR,
    Word,
)
from verbale.extractors.text import MONTHS

_ADJECTIVAL = {"ADJ", "PROPN"}
_ADDING = {"as", "along", "together"}
_DATE_WORDS = 5  # "4 July , 1868"


def is_clausal(token: Word) -> bool:
    """A verb that heads a clause (also a copula), not an auxiliary, an adjectival participle or a gerund used as a noun."""
    if token.tag_ == "VBG" and token.dep_ in NOMINAL_PLACES and not any(c.dep_ in OBJECT for c in token.children):
        return False
    return token.pos_ in VERBAL and token.dep_ not in {"aux", "auxpass", "aux:pass", "cop", "amod", "compound"}


def is_mistaken_relative(token: Word) -> bool:
    """``Students clashed with police`` read as a noun with a reduced relative: a sentence needs a main verb, so this is it."""
    node = token.head
    if token.dep_ not in REDUCED or node.pos_ not in NOMINAL or token.tag_ not in {"VBD", "VBN"} or token.i < node.i:
        return False
    while node.head != node:
        node = node.head
        if node.pos_ in VERBAL:
            return False
    return node.pos_ not in VERBAL and not any(c.dep_ == "agent" or c.lower_ == "by" for c in token.children)


def is_passive(token: Word) -> bool:
    """Passive voice: by auxiliary, as a reduced relative, or as a conjunct of a passive without an auxiliary of its own."""
    if is_mistaken_relative(token):
        return False
    if any(c.dep_ in PASSIVE_AUXILIARY or c.dep_ in SUBJECT_PASSIVE for c in token.children):
        return True
    if is_fronted_participle(token):
        return True
    if token.tag_ != "VBN" or any(c.dep_ in {"aux", *SUBJECT} for c in token.children):
        return False
    if became(token):
        return True
    if token.dep_ == "conj" and is_clausal(token.head):
        return is_passive(token.head) and not any(c.dep_ in OBJECT for c in token.children)
    return token.dep_ in REDUCED | ADVERBIAL | RELATIVE | {"pcomp"} and not any(c.dep_ in OBJECT for c in token.children)


def is_fronted_participle(token: Word) -> bool:
    """``Admitted to the League in 1920, Albania looked abroad``: a participle that taggers take for a past tense."""
    opens = token.is_sent_start and token.dep_ in ADVERBIAL and token.i < token.head.i
    return bool(opens) and token.tag_ == "VBD" and not any(c.dep_ in SUBJECT | OBJECT for c in token.children)


def became(token: Word) -> bool:
    """``grew strained``: a participle below a verb of becoming, which lends it its subject."""
    return token.tag_ == "VBN" and token.dep_ in ATTRIBUTE and token.head.lemma in BECOMING and is_clausal(token.head)


def conjuncts(token: Word) -> list[Word]:
    """The token and its nominal conjuncts, in order; a chain (CLEAR) and a fan (UD) read the same."""
    found = [token]
    same = _ADJECTIVAL if token.pos_ == "ADJ" else NOMINAL
    for part in found:
        for child in part.children:
            if child.dep_ == "conj" and denied(child):  # "Peru but not Chile"
                continue
            if child.dep_ == "conj":
                found += [child] if child.pos_ in same and child not in found else []
            elif child.lower_ in _ADDING and child.dep_ in {"cc", "prep"}:
                found += [n for n in coordinating_prepositions(child) if n not in found]
    if len(found) > 1 and denied(token):  # "not Peru but Chile"
        found.remove(token)
    return sorted(found, key=lambda t: t.i) if len(found) > 1 else found


def denied(noun: Word) -> bool:
    """A member of a list with ``not`` of its own."""
    return any(c.dep_ == "neg" and c.lower_ == "not" and c.i == noun.left_edge.i for c in noun.children)


def coordinating_prepositions(child: Word) -> list[Word]:
    """``as well as Poland``, ``along with Poland``, ``together with Poland`` add a member to a coordination."""
    doc, i = child.doc, child.i
    words = [t.lower_ for t in doc[i : i + 3]]
    if words[:3] == ["as", "well", "as"] or words[:2] in (["along", "with"], ["together", "with"]):
        return [t for t in child.subtree if t.dep_ == "pobj"][:1]
    return []


def compound_lemma(token: Word) -> str:
    """The lemma of a compound that the tokenizer cuts in three (``cease - fire``) at its last part; else empty."""
    doc, i = token.doc, token.i
    return f"{doc[i - 2].lower_}-{token.lemma}" if i > 1 and doc[i - 1].lower_ == "-" else ""


def head_lemmas(token: Word) -> set[str]:
    """The lemma of a head word in lower case; for a name also the title before it (``US Ambassador Jane Roe``)."""
    cut = compound_lemma(token)
    if token.lemma in TITLE_ENDS:
        return {token.lemma, *(c.lemma for c in token.children if c.dep_ in COMPOUND and c.i < token.i)}
    if token.pos_ != "PROPN" and token.lower_ != "bases" and not cut:
        return {token.lemma}
    lemmas = {token.lemma, cut} if cut else {token.lemma}
    if token.lower_ == "bases":  # of "base" as of "basis": the lemma alone cannot tell
        lemmas |= {"base", "basis"}
    if token.pos_ == "PROPN":
        lemmas |= {c.lemma for c in token.children if c.dep_ in COMPOUND and c.i < token.i}
    return lemmas


def noun_span(token: Word) -> tuple[int, int]:
    """The noun group up to its head: determiners, modifiers, possessors, compounds (end exclusive)."""
    start = token.i
    for child in token.children:
        if child.i > token.i:
            break
        if child.dep_ in LEFT_OF_NOUN and child.dep_ != "punct":
            start = min(start, child.left_edge.i)
    return start, token.i + 1


def years(token: Word) -> Iterator[Word]:
    """The year that belongs to a noun: ``the 1907 convention``, ``the Treaty of 1857``, ``the Treaty of Rome (1957)``."""
    for child in token.children:
        of = child.dep_ == "prep" and child.lower_ == "of"
        inner = [child] if child.dep_ == "nummod" or (child.tag_ == "CD" and child.dep_ in COMPOUND) else []
        yield from (c for c in inner if YEAR.fullmatch(c.text))
        if of:  # "of 1857", "of May 1857", "of 3 May 1857": a calendar date of its own
            behind = token.doc[child.i + 1 : child.i + _DATE_WORDS]
            dated = takewhile(lambda word: word.lower_ in MONTHS or word.text == "," or word.text.isdigit(), behind)
            yield from islice((word for word in dated if YEAR.fullmatch(word.text)), 1)
    for word in token.doc[token.i + 1 : token.i + REACH]:
        if word.is_sent_start or word.text in {",", ";", "."} or is_clausal(word):
            return
        if word.text == "(":  # "(1857)", "(3 May 1857)"
            inside = takewhile(lambda t: t.text != ")", token.doc[word.i + 1 : word.i + _DATE_WORDS])
            yield from islice((t for t in inside if YEAR.fullmatch(t.text)), 1)
            return


def approximated(child: Word) -> Word | None:
    """The amount of ``cancelled close to $90 million``, which parsers hang below a preposition."""
    inner = [n for c in child.children if c.dep_ == "prep" and c.lower_ == "to" for n in c.children if c.i == child.i + 1]
    amounts = [n for n in inner if n.dep_ == "pobj" and any(c.dep_ == "nummod" for c in n.children)]
    return amounts[0] if amounts and child.lower_ in {"close", "up"} else None


def is_particle(child: Word, verb: Word) -> bool:
    """A particle by its label, or a preposition that follows the verb at once and is more often a particle (``break off``)."""
    return child.dep_ in PARTICLE or (child.dep_ == "prep" and child.i == verb.i + 1 and child.lower_ in {"off", "up", "out"})


def auxiliary_subject(token: Word) -> list[Word]:
    """``relations became strained``: parsers may leave the subject with the auxiliary."""
    return [c for aux in token.lefts if aux.dep_ in PASSIVE_AUXILIARY for c in aux.children if c.dep_ in SUBJECT]


def becomes(child: Word, verb: Word) -> bool:
    """``grew tense``, ``got worse``, ``turned sour``: a lone word right behind a verb of becoming, whatever its label."""
    mistaken = child.dep_ == "advmod" or (child.dep_ in OBJECT and verb.lemma == "turn")  # "got aid" is no such thing
    if verb.lemma not in BECOMING or child.i < verb.i or not mistaken:
        return False
    between = child.doc[verb.i + 1 : child.i]
    return list(child.children) == between and all(t.pos_ == "ADV" for t in between)


def swallowed_subject(token: Word) -> list[Word]:
    """``In 1948 Peru left``: without a comma, parsers hang the subject below the date's preposition."""
    if token.tag_ not in {"VBD", "VBZ", "VBP"} and not any(c.dep_ in AUXILIARY for c in token.lefts):
        return []
    for child in token.lefts:
        nouns = [c for c in child.children if c.dep_ == "pobj" and c.pos_ == "PROPN"] if child.dep_ == "prep" else []
        if (
            nouns
            and child.i + 1 < nouns[0].i
            and YEAR.fullmatch(child.nbor().text)
            and not any(c.is_punct for c in nouns[0].lefts)
        ):
            return nouns
    return []


def subject_after_conjunction(token: Word) -> list[Word]:
    """``after Chile accused it``: parsers take the conjunction for a preposition and the subject for its noun."""
    if token.dep_ != "advcl" or token.tag_ not in {"VBD", "VBZ", "VBP"}:
        return []
    for child in (*token.head.children, *token.children):
        if child.dep_ in {"prep", "mark"} and child.lower_ in CONJUNCTIONS and child.i < token.i:
            nouns = [c for c in child.children if c.dep_ == "pobj" and c.i < token.i]
            if nouns and all(t.pos_ in {"ADV", "AUX"} for t in token.doc[nouns[-1].i + 1 : token.i]):
                return nouns
    return []


def obliques(child: Word) -> list[tuple[str, Word]]:
    """(preposition, noun) of a prepositional dependent; ``because of`` and ``out of`` give their last preposition's noun."""
    if child.dep_ in {"prep", "agent", "prt"} or (child.pos_ in {"ADP", "SCONJ"} and child.dep_ in {"advmod", "conj", "dep"}):
        inner = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
        inner = inner or [c for c in child.children if c.dep_ in {"amod", "acomp"}]
        if inner:
            # "countries such as Chile": examples, like those of "including".
            such = child.lower_ == "as" and child.i > 0 and child.nbor(-1).lower_ == "such"
            return [("including" if such else child.lower_, noun) for noun in inner]
        deeper = [pair for c in child.children if c.dep_ == "prep" for pair in obliques(c)]
        return deeper or [(child.lower_, noun) for noun in shared_noun(child)]
    if child.dep_ == "advmod" and child.lower_ in DIRECTIONS:
        return [pair for c in child.children if c.dep_ == "prep" for pair in obliques(c)]
    if child.dep_.split(":")[0] in {"obl", "nmod"} and child.dep_ not in POSSESSOR:
        case = next((c for c in child.children if c.dep_ == "case"), None)
        return [(case.lower_, child)] if case is not None else []
    return []


def shared_noun(preposition: Word) -> list[Word]:
    """``withdrew its recognition of and cut ties with Chile``: the noun stands behind the second preposition only."""
    doc, start = preposition.doc, preposition.i + 1
    if preposition.dep_ != "prep" or start >= len(doc) or doc[start].lower_ not in {"and", "or"}:
        return []
    for word in doc[start + 1 : start + 7]:
        if word.is_sent_start or word.is_punct:
            return []
        if word.dep_ == "prep":
            return [c for c in word.children if c.dep_ == "pobj"]
    return []


def prepositional_nouns(child: Word) -> list[Word]:
    return [c for c in child.children if c.dep_ == "pobj"] or ([child] if child.pos_ in NOMINAL else [])


def above_preposition(token: Word) -> Word:
    while token.pos_ in {"ADP", "SCONJ", "ADV"} and token.head != token:
        token = token.head
    return token


def has_case(token: Word) -> bool:
    return any(c.dep_ == "case" for c in token.children)


def has_mark(token: Word) -> bool:
    """``told reporters that the road was closed``: a clause behind a conjunction."""
    return any(c.dep_ == "mark" for c in token.children)


def has_subject(token: Word) -> bool:
    return any(c.dep_ in SUBJECT | SUBJECT_PASSIVE for c in token.children)


def minded(token: Word) -> bool:
    """``it`` of ``Kenya said it was ready to leave``: what has a mind is somebody."""
    return token.lower_ == "it" and any(c.dep_ in ATTRIBUTE and c.lemma in MINDED for c in token.head.children)


def expletive(token: Word) -> bool:
    """``there``, ``it`` of ``it is likely that``."""
    return (token.dep_ == "expl" and not minded(token)) or (token.lower_ == "there" and token.tag_ == "EX")


def relative_pronoun(token: Word) -> bool:
    return any(c.lower_ in RELATIVE_PRONOUNS and c.dep_ in SUBJECT | SUBJECT_PASSIVE for c in token.children)


def relative_oblique(token: Word) -> bool:
    """``the court to which it appealed``: the antecedent fills the preposition, not the object."""
    return any(noun.lower_ in RELATIVE_PRONOUNS for child in token.children for _, noun in obliques(child)) or any(
        c.lower_ in {"where", "when", "why"} for c in token.children
    )
