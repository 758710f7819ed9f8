"""Doc -> arguments by grammatical function, the same for CLEAR and for Universal Dependencies labels.

No rule spells a parser's label: this module undoes voice (a passive's agent is its ``subject``, its surface subject the
``object``), resolves relative pronouns to their antecedents, lends subjects to infinitives, participles and coordinated verbs
(control), expands coordination, and names what is left by function:

verbs   subject, object, indirect, attribute, oblique:PREP, complement (a clause), gerund:PREP
nouns   possessor, compound, modifier, apposition, oblique:PREP, and subject/object where a copula or a light verb lends them

``A/B`` reads function B of the noun that fills A: ``object/possessor`` of *lifted its embargo* is *its*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractors.schema import Argument

_SUBJECT = {"nsubj", "csubj", "expl"}
_SUBJECT_PASSIVE = {"nsubjpass", "nsubj:pass", "csubjpass", "csubj:pass"}
_OBJECT = {"dobj", "obj"}
_INDIRECT = {"dative", "iobj"}
_ATTRIBUTE = {"attr", "acomp", "oprd"}
_PASSIVE_AUXILIARY = {"auxpass", "aux:pass"}
_RELATIVE = {"relcl", "acl:relcl"}
_REDUCED = {"acl"}
_POSSESSOR = {"poss", "nmod:poss"}
_MODIFIER = {"amod", "nmod"}
_COMPOUND = {"compound", "flat", "nn"}
_COMPLEMENT = {"xcomp", "ccomp"}
_ADVERBIAL = {"advcl"}
_PARTICLE = {"prt", "compound:prt"}
_AUXILIARY = {"aux", "auxpass", "aux:pass"}
_YEAR = re.compile(r"1\d{3}|20\d\d")
_LEFT_OF_NOUN = {
    "det",
    "amod",
    "compound",
    "poss",
    "nmod:poss",
    "nummod",
    "nmod",
    "quantmod",
    "predet",
    "flat",
    "nn",
    "case",
    "punct",
}
_RELATIVE_PRONOUNS = {"which", "that", "who", "whom", "whose"}
# Verbs that take whom they address after a preposition ("called on Poland to leave"): the infinitive is the addressee's.
_OBLIQUE_CONTROL = {"call": {"on", "upon"}, "appeal": {"to"}, "prevail": {"on", "upon"}, "plead": {"with"}, "rely": {"on"}}
# Verbs whose infinitive complement is understood of their object ("urged Poland to leave"), after Comrie's object control.
_OBJECT_CONTROL = {
    "allow", "ask", "authorise", "authorize", "call", "cause", "compel", "enable", "encourage", "expect", "force", "get", "help",
    "instruct", "invite", "lead", "oblige", "order", "permit", "persuade", "press", "pressure", "request", "require", "tell",
    "urge", "want", "warn",
}  # fmt: skip
_CONJUNCTIONS = {"after", "before", "as", "since", "until", "while", "when", "once", "because"}
# Adverbs whose preposition is the verb's: "called its envoy home from Rome".
_DIRECTIONS = {"home", "back", "away", "out", "together", "over", "jointly"}
_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
_COPULAS = {"be", "become", "remain"}
_DEPTH = 6
_REACH = 25


class Syntax:
    """The grammatical functions of one Doc, computed on demand and kept."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._arguments: dict[int, tuple[Argument, ...]] = {}

    def arguments(self, index: int) -> tuple[Argument, ...]:
        """All arguments of the verb, noun or adjective at this token index, coordination expanded, nearest evidence first."""
        found = self._arguments.get(index)
        if found is None:
            token = self.doc[index]
            pairs = self._verbal(token, 0) if is_clausal(token) else self._nominal(token)
            found = tuple(self._expand(pairs))
            self._arguments[index] = found
        return found

    def by_function(self, index: int, function: str) -> list[Argument]:
        """Arguments with this function; ``A/B`` looks for B at the nouns that fill A.

        ``oblique:*`` matches any preposition, ``premodifier`` modifiers and compounds (``mass protests``). A verb's obliques
        are followed by those of its object, a noun's by those of its ``of`` noun, marked by the path ``object``: parsers
        differ on where they belong.
        """
        first, _, rest = function.partition("/")
        if first == "oblique:*":
            direct = [a for a in self.arguments(index) if a.function.startswith("oblique:")]
        elif first == "premodifier":
            direct = [a for a in self.arguments(index) if a.function in {"modifier", "compound"}]
        else:
            direct = [a for a in self.arguments(index) if a.function == first]
        if first.startswith("oblique:") and first != "oblique:of":
            inner = "object" if is_clausal(self.doc[index]) else "oblique:of"
            direct = direct + [
                Argument(b.function, b.head, b.start, b.end, "object")
                for a in self.arguments(index)
                if a.function == inner
                for b in self.arguments(a.head)
                if b.function.startswith("oblique:")
                and first in {b.function, "oblique:*"}
                and b.path not in {"support", "copula"}
            ]
        if not rest:
            return direct
        return [b for a in direct for b in self.by_function(a.head, rest)]

    def subject_tokens(self, token: Token, depth: int = 0) -> list[tuple[Token, str]]:
        """The surface subjects of a clause with the way they were found: direct, conj, control, relative, reduced."""
        if depth > _DEPTH:
            return []
        own = [c for c in token.children if c.dep_ in _SUBJECT | _SUBJECT_PASSIVE and not _expletive(c)]
        own = own or [c for c in token.children if c.dep_ == "attr" and c.i < token.i and not _has_subject(token)]
        own = own or _swallowed_subject(token) or _subject_after_conjunction(token)
        if own:
            return [self._antecedent(c, token) for c in own]
        head, dep = token.head, token.dep_
        if dep in _RELATIVE and head.pos_ in _NOMINAL and not _relative_pronoun(token):
            return [] if _has_subject(token) else [(head, "relative")]
        if dep in _REDUCED and head.pos_ in _NOMINAL:
            return self._reduced(token, head, depth)
        if dep == "conj" and is_clausal(head):
            return [(t, "conj") for t, _ in self.subject_tokens(head, depth + 1)]
        return self._controlled(token, depth)

    def _reduced(self, token: Token, noun: Token, depth: int) -> list[tuple[Token, str]]:
        """``a law adopted in May``, ``a firm selling arms``; ``an attempt to leave`` takes the attempt's possessor or subject."""
        if any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children) or token.tag_ == "VB":
            owners = [c for c in noun.children if c.dep_ in _POSSESSOR]
            # "efforts by Peru to leave"
            owners += [n for c in noun.children if c.i < token.i for word, n in _obliques(c) if word == "by"]
            if owners:
                return [(owners[0], "control")]
            governor = noun.head
            return self._control_of(governor, depth) if is_clausal(governor) and governor.i < token.i else []
        return [(noun, "reduced")]

    def _controlled(self, token: Token, depth: int) -> list[tuple[Token, str]]:
        """Subjects lent by the governing clause to infinitives, participles and gerunds after prepositions."""
        governor = token.head
        if token.dep_ == "pcomp" or (token.dep_ in _ADVERBIAL | _COMPLEMENT and governor.pos_ == "ADP"):
            governor = _above_preposition(governor)
            if governor.pos_ in _NOMINAL and not is_clausal(governor):
                owners = [c for c in governor.children if c.dep_ in _POSSESSOR]
                return [(owners[0], "control")] if owners else []
        elif token.dep_ not in _COMPLEMENT | _ADVERBIAL:
            return []
        if governor.pos_ == "ADJ" and governor.head != governor:
            governor = governor.head
        if token == governor or not is_clausal(governor):
            return []
        finite = token.tag_ in {"VBD", "VBP", "VBZ"} or any(
            c.tag_ in {"MD", "VBD", "VBZ", "VBP"} for c in token.lefts if c.dep_ == "aux"
        )
        return [] if finite and token.dep_ not in {"xcomp"} else self._control_of(governor, depth, token)

    def _control_of(self, governor: Token, depth: int, token: Token | None = None) -> list[tuple[Token, str]]:
        infinitive = token is not None and (token.dep_ == "xcomp" or token.tag_ == "VB")
        addressed = _OBLIQUE_CONTROL.get(governor.lemma_, set())
        if infinitive and addressed:
            nouns = [noun for c in governor.children for prep, noun in _obliques(c) if prep in addressed]
            if nouns:
                return [(nouns[0], "control")]
        if infinitive and governor.lemma_ in _OBJECT_CONTROL:
            objects = [c for c in governor.children if c.dep_ in _OBJECT | _INDIRECT | _SUBJECT_PASSIVE]
            if objects:
                return [(objects[0], "control")]
        return [(t, "control") for t, _ in self.subject_tokens(governor, depth + 1)]

    def _antecedent(self, token: Token, clause: Token) -> tuple[Token, str]:
        """A relative pronoun stands for the noun that its clause modifies."""
        if token.lower_ in _RELATIVE_PRONOUNS and token.tag_ in {"WDT", "WP", "IN", "DT", "WP$"}:
            head = clause
            for _ in range(_DEPTH):
                if head.dep_ in _RELATIVE:
                    return head.head, "relative"
                if head.dep_ not in {"conj", "xcomp", "ccomp"}:
                    break
                head = head.head
        return token, "direct"

    def _verbal(self, token: Token, depth: int) -> Iterator[tuple[str, Token, str]]:
        passive = is_passive(token)
        surface = "object" if passive else "subject"
        for subject, path in self.subject_tokens(token):
            if subject.i != token.i:
                yield surface, subject, path
        for child in token.children:
            yield from self._child(token, child, passive)
        yield from self._gapped(token, passive)
        if not passive and not any(c.dep_ in _OBJECT for c in token.children):
            yield from self._shared_object(token)

    def _child(self, token: Token, child: Token, passive: bool) -> Iterator[tuple[str, Token, str]]:
        dep = child.dep_
        if dep in _OBJECT | _INDIRECT and token.lemma_ in _OBJECT_CONTROL:
            inner = [c for noun in conjuncts(child) for c in noun.children]
            yield from (("complement", c, "object") for c in inner if c.dep_ in _REDUCED and c.tag_ == "VB")
        if dep in _OBJECT:
            target, path = self._antecedent(child, token)
            yield "object", target, path
        elif dep in _INDIRECT:
            noun = next((c for c in child.children if c.dep_ == "pobj"), None) if child.pos_ == "ADP" else child
            if noun is not None:
                lone = child.pos_ != "ADP" and not any(c.dep_ in _OBJECT for c in token.children)
                yield "object" if lone else "indirect", noun, "direct"
        elif dep in _ATTRIBUTE and child.i > token.i:
            yield "attribute", child, "direct"
        elif dep in _COMPLEMENT | _ADVERBIAL and is_clausal(child):
            addressing = token.lemma_ in _OBLIQUE_CONTROL or token.lemma_ in _OBJECT_CONTROL
            complement = dep in _COMPLEMENT or (addressing and child.tag_ == "VB")
            yield ("complement" if complement else "adverbial"), child, "direct"
        elif dep in _COMPLEMENT and child.pos_ in _NOMINAL | {"ADJ"}:
            yield "attribute", child, "direct"
        elif _is_particle(child, token) and any(c.dep_ == "pobj" for c in child.children):
            # "broke off relations": what parsers hang below the particle is the verb's object.
            yield from (("object", c, "direct") for c in child.children if c.dep_ == "pobj")
        elif dep == "agent" or dep == "obl:agent":
            for noun in _prepositional_nouns(child):
                yield "subject" if passive else "oblique:by", noun, "agent"
        else:
            for preposition, noun in _obliques(child):
                if (
                    preposition == "by"
                    and passive
                    and noun.pos_ in {"PROPN", "PRON", "NOUN"}
                    and noun.ent_type_ not in {"DATE", "TIME"}
                ):
                    yield "subject", noun, "agent"
                    continue
                target, path = self._antecedent(noun, token)
                clausal = is_clausal(noun) and noun.tag_ == "VBG"
                yield f"{'gerund' if clausal else 'oblique'}:{preposition}", target, path

    def _gapped(self, token: Token, passive: bool) -> Iterator[tuple[str, Token, str]]:
        """The antecedent is the object of a relative clause that has a subject of its own: ``the ban which it had lifted``."""
        if token.dep_ in _RELATIVE and not passive and _has_subject(token) and not any(c.dep_ in _OBJECT for c in token.children):
            subject = next((c for c in token.children if c.dep_ in _SUBJECT), None)
            if subject is not None and subject.lower_ not in _RELATIVE_PRONOUNS and not _relative_oblique(token):
                yield "object", token.head, "relative"

    def _shared_object(self, token: Token) -> Iterator[tuple[str, Token, str]]:
        """``occupied and annexed Lithuania``: the object of the second verb is the first one's as well."""
        for second in token.children:
            if second.dep_ == "conj" and is_clausal(second) and not is_passive(second) and second.i - token.i <= 3:
                for child in second.children:
                    if child.dep_ in _OBJECT:
                        yield "object", child, "shared"

    def _nominal(self, token: Token) -> Iterator[tuple[str, Token, str]]:
        for child in token.children:
            if child.dep_ in _POSSESSOR:
                yield "possessor", child, "direct"
            elif child.dep_ in _COMPOUND and child.pos_ in {"PROPN", "NOUN"}:
                yield "compound", child, "direct"
            elif child.dep_ in _MODIFIER and not _has_case(child):
                yield "modifier", child, "direct"
            elif child.dep_ == "appos":
                yield "apposition", child, "direct"
            else:
                for preposition, noun in _obliques(child):
                    yield f"oblique:{preposition}", noun, "direct"
        yield from (("year", year, "direct") for year in _years(token))
        yield from self._predicated(token)

    def _predicated(self, token: Token) -> Iterator[tuple[str, Token, str]]:
        """Subjects and adjuncts that the governing verb lends: ``X is a member``, ``X imposed sanctions on Y``."""
        for child in token.children:
            if child.dep_ in _SUBJECT:
                yield "subject", self._antecedent(child, token)[0], "copula"
        verb = token.head
        if verb == token or not is_clausal(verb):
            return
        if token.dep_ in _ATTRIBUTE or (token.dep_ in _COMPLEMENT and verb.lemma_ in _COPULAS):
            path = "copula"
        elif token.dep_ in _OBJECT | _SUBJECT_PASSIVE:
            path = "support"
        else:
            return
        passive = is_passive(verb)
        if path == "copula" or not passive:
            for subject, _ in self.subject_tokens(verb):
                if subject.i != token.i:
                    yield "subject", subject, path
        for function, noun, _ in list(self._verbal_obliques(verb, passive)):
            yield function, noun, path

    def _verbal_obliques(self, verb: Token, passive: bool) -> Iterator[tuple[str, Token, str]]:
        for child in verb.children:
            for function, noun, path in self._child(verb, child, passive):
                if function.startswith("oblique:") or (passive and function == "subject"):
                    yield function, noun, path

    def _expand(self, pairs: Iterator[tuple[str, Token, str]]) -> Iterator[Argument]:
        """One Argument per conjunct; each function and head once, the nearest evidence first."""
        seen: set[tuple[str, int]] = set()
        for function, token, path in pairs:
            for i, part in enumerate(conjuncts(token)):
                if (function, part.i) in seen:
                    continue
                seen.add((function, part.i))
                start, end = noun_span(part)
                yield Argument(function, part.i, start, end, path if i == 0 else "conj")


def is_clausal(token: Token) -> bool:
    """A verb that heads a clause (also a copula), not an auxiliary or an adjectival participle."""
    return token.pos_ in _VERBAL and token.dep_ not in {"aux", "auxpass", "aux:pass", "cop", "amod", "compound"}


def is_passive(token: Token) -> bool:
    """Passive voice: by auxiliary, as a reduced relative, or as a conjunct of a passive without an auxiliary of its own."""
    if any(c.dep_ in _PASSIVE_AUXILIARY or c.dep_ in _SUBJECT_PASSIVE for c in token.children):
        return True
    if token.tag_ != "VBN" or any(c.dep_ in {"aux", *_SUBJECT} for c in token.children):
        return False
    if token.dep_ == "conj" and is_clausal(token.head):
        return is_passive(token.head) and not any(c.dep_ in _OBJECT for c in token.children)
    return token.dep_ in _REDUCED | _ADVERBIAL | _RELATIVE and not any(c.dep_ in _OBJECT for c in token.children)


def conjuncts(token: Token) -> list[Token]:
    """The token and its nominal conjuncts, in order; a chain (CLEAR) and a fan (UD) read the same."""
    found = [token]
    for part in found:
        found += [c for c in part.children if c.dep_ == "conj" and c.pos_ in _NOMINAL and c not in found]
        for child in part.children:
            if child.dep_ in {"cc", "prep"} and child.lower_ in {"as", "along", "together"}:
                found += [n for n in _coordinating_prepositions(child) if n not in found]
    return sorted(found, key=lambda t: t.i)


def _coordinating_prepositions(child: Token) -> list[Token]:
    """``as well as Poland``, ``along with Poland``, ``together with Poland`` add a member to a coordination."""
    doc, i = child.doc, child.i
    words = [t.lower_ for t in doc[i : i + 3]]
    if words[:3] == ["as", "well", "as"] or words[:2] in (["along", "with"], ["together", "with"]):
        return [t for t in child.subtree if t.dep_ == "pobj"][:1]
    return []


def head_lemmas(token: Token) -> set[str]:
    """The lemma of a head word in lower case; for a name also the title before it (``US Ambassador Jane Roe``)."""
    lemmas = {token.lemma_.lower()}
    if token.pos_ == "PROPN":
        lemmas |= {c.lemma_.lower() for c in token.children if c.dep_ in _COMPOUND and c.i < token.i}
    return lemmas


def noun_span(token: Token) -> tuple[int, int]:
    """The noun group up to its head: determiners, modifiers, possessors, compounds (end exclusive)."""
    start = min([token.i] + [c.left_edge.i for c in token.lefts if c.dep_ in _LEFT_OF_NOUN and c.dep_ != "punct"])
    return start, token.i + 1


def _years(token: Token) -> Iterator[Token]:
    """The year that belongs to a noun: ``the 1907 convention``, ``the Treaty of 1857``, ``the Treaty of Rome (1957)``."""
    for child in token.children:
        of = child.dep_ == "prep" and child.lower_ == "of"
        inner = [c for c in child.children if c.dep_ == "pobj"] if of else [child] if child.dep_ == "nummod" else []
        yield from (c for c in inner if _YEAR.fullmatch(c.text))
    for word in token.doc[token.i + 1 : token.i + _REACH]:
        if word.is_sent_start or word.text in {",", ";", "."} or is_clausal(word):
            return
        if word.text == "(":
            yield from (t for t in token.doc[word.i + 1 : word.i + 2] if _YEAR.fullmatch(t.text))
            return


def _is_particle(child: Token, verb: Token) -> bool:
    """A particle by its label, or a preposition that follows the verb at once and is more often a particle (``break off``)."""
    return child.dep_ in _PARTICLE or (child.dep_ == "prep" and child.i == verb.i + 1 and child.lower_ in {"off", "up", "out"})


def _swallowed_subject(token: Token) -> list[Token]:
    """``In 1948 Peru left``: without a comma, parsers hang the subject below the date's preposition."""
    if token.tag_ not in {"VBD", "VBZ", "VBP"} and not any(c.dep_ in _AUXILIARY for c in token.lefts):
        return []
    for child in token.lefts:
        nouns = [c for c in child.children if c.dep_ == "pobj" and c.pos_ == "PROPN"] if child.dep_ == "prep" else []
        if (
            nouns
            and child.i + 1 < nouns[0].i
            and _YEAR.fullmatch(child.nbor().text)
            and not any(c.is_punct for c in nouns[0].lefts)
        ):
            return nouns
    return []


def _subject_after_conjunction(token: Token) -> list[Token]:
    """``after Chile accused it``: parsers take the conjunction for a preposition and the subject for its noun."""
    if token.dep_ != "advcl" or token.tag_ not in {"VBD", "VBZ", "VBP"}:
        return []
    for child in token.head.children:
        if child.dep_ == "prep" and child.lower_ in _CONJUNCTIONS and child.i < token.i:
            nouns = [c for c in child.children if c.dep_ == "pobj" and c.i < token.i]
            if nouns and all(t.pos_ in {"ADV", "AUX"} for t in token.doc[nouns[-1].i + 1 : token.i]):
                return nouns
    return []


def _obliques(child: Token) -> list[tuple[str, Token]]:
    """(preposition, noun) of a prepositional dependent; ``because of`` and ``out of`` give their last preposition's noun."""
    if child.dep_ in {"prep", "agent", "prt"} or (child.pos_ in {"ADP", "SCONJ"} and child.dep_ in {"advmod", "conj", "dep"}):
        inner = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
        inner = inner or [c for c in child.children if c.dep_ in {"amod", "acomp"}]
        if inner:
            return [(child.lower_, noun) for noun in inner]
        return [pair for c in child.children if c.dep_ == "prep" for pair in _obliques(c)]
    if child.dep_ == "advmod" and child.lower_ in _DIRECTIONS:
        return [pair for c in child.children if c.dep_ == "prep" for pair in _obliques(c)]
    if child.dep_.split(":")[0] in {"obl", "nmod"} and child.dep_ not in _POSSESSOR:
        case = next((c for c in child.children if c.dep_ == "case"), None)
        return [(case.lower_, child)] if case is not None else []
    return []


def _prepositional_nouns(child: Token) -> list[Token]:
    return [c for c in child.children if c.dep_ == "pobj"] or ([child] if child.pos_ in _NOMINAL else [])


def _above_preposition(token: Token) -> Token:
    while token.pos_ in {"ADP", "SCONJ", "ADV"} and token.head != token:
        token = token.head
    return token


def _has_case(token: Token) -> bool:
    return any(c.dep_ == "case" for c in token.children)


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in _SUBJECT | _SUBJECT_PASSIVE for c in token.children)


def _expletive(token: Token) -> bool:
    return token.dep_ == "expl" or (token.lower_ == "there" and token.tag_ == "EX")


def _relative_pronoun(token: Token) -> bool:
    return any(c.lower_ in _RELATIVE_PRONOUNS and c.dep_ in _SUBJECT | _SUBJECT_PASSIVE for c in token.children)


def _relative_oblique(token: Token) -> bool:
    """``the court to which it appealed``: the antecedent fills the preposition, not the object."""
    return any(noun.lower_ in _RELATIVE_PRONOUNS for child in token.children for _, noun in _obliques(child)) or any(
        c.lower_ in {"where", "when", "why"} for c in token.children
    )
