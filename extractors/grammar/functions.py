"""Words of a Doc -> arguments by grammatical function, the same for CLEAR and for Universal Dependencies labels.

No rule spells a parser's label: this module undoes voice (a passive's agent is its ``subject``, its surface subject the
``object``), resolves relative pronouns to their antecedents, lends subjects to infinitives, participles and coordinated verbs
(control), expands coordination, and names what is left by function:

verbs   subject, object, indirect, attribute, oblique:PREP, complement (a clause), gerund:PREP, auxiliary
nouns   possessor, compound, modifier, apposition, oblique:PREP, complement (its infinitive),
        and subject/object where a copula or a light verb lends them

``A/B`` reads function B of the noun that fills A: ``object/possessor`` of *lifted its embargo* is *its*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from verbale.extractors.grammar.clauses import (
    approximated,
    becomes,
    conjuncts,
    has_case,
    has_mark,
    has_subject,
    is_clausal,
    is_particle,
    is_passive,
    noun_span,
    obliques,
    prepositional_nouns,
    relative_oblique,
    years,
)
from verbale.extractors.grammar.dealings import dealings_meant
from verbale.extractors.grammar.subjects import antecedent, subject_tokens
from verbale.extractors.parse import (
    ADVERBIAL,
    ATTITUDE,
    ATTRIBUTE,
    AUXILIARY,
    COMPLEMENT,
    COMPOUND,
    COPULAS,
    INDIRECT,
    MODIFIER,
    NOMINAL,
    OBJECT,
    OBJECT_CONTROL,
    OBLIQUE_CONTROL,
    OWNED_BY,
    POSSESSOR,
    REDUCED,
    RELATIVE,
    RELATIVE_PRONOUNS,
    SUBJECT,
    SUBJECT_PASSIVE,
    Word,
    Words,
)
from verbale.extractors.schema import Argument


class Syntax:
    """The grammatical functions of one text, computed on demand and kept."""

    def __init__(self, doc: Words) -> None:
        self.doc = doc
        self._arguments: dict[int, tuple[Argument, ...]] = {}
        self._by_function: dict[int, dict[str, list[Argument]]] = {}

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
        groups = self._by_function.get(index)
        if groups is None:
            groups = self._by_function[index] = self._groups(index)
        found = groups.get(function)
        if found is None:
            first, _, rest = function.partition("/")
            direct = groups.get(first, ()) if rest else ()
            found = groups[function] = [b for a in direct for b in self.by_function(a.head, rest)]
        return found

    def _groups(self, index: int) -> dict[str, list[Argument]]:
        """The arguments by function, with those that only ``by_function`` names."""
        groups: dict[str, list[Argument]] = defaultdict(list)
        for argument in self.arguments(index):
            groups[argument.function].append(argument)
            if argument.function.startswith("oblique:"):
                groups["oblique:*"].append(argument)
            elif argument.function in {"modifier", "compound"}:
                groups["premodifier"].append(argument)
        for holder in list(groups.get("object" if is_clausal(self.doc[index]) else "oblique:of", ())):
            for b in self.arguments(holder.head):
                if b.function.startswith("oblique:") and b.path not in {"support", "copula"}:
                    inner = Argument(b.function, b.head, b.start, b.end, "object")
                    groups["oblique:*"].append(inner)
                    if b.function != "oblique:of":
                        groups[b.function].append(inner)
        return dict(groups)

    def _verbal(self, token: Word, depth: int) -> Iterator[tuple[str, Word, str]]:
        passive = is_passive(token)
        surface = "object" if passive else "subject"
        for subject, path in subject_tokens(token):
            if subject.i != token.i:
                yield surface, subject, path
                yield from self._meant(subject if passive else None)
        for child in token.children:
            yield from self._child(token, child, passive)
            yield from self._meant(child if child.dep_ in OBJECT else None)
        yield from self._gapped(token, passive)
        if not passive:
            yield from self._shared_object(token)

    def _meant(self, pronoun: Word | None) -> Iterator[tuple[str, Word, str]]:
        noun = dealings_meant(pronoun) if pronoun is not None else None
        if noun is not None:
            yield "object", noun, "pronoun"

    def _child(self, token: Word, child: Word, passive: bool) -> Iterator[tuple[str, Word, str]]:
        dep = child.dep_
        if dep in OBJECT | INDIRECT and token.lemma_ in OBJECT_CONTROL:
            inner = [c for noun in conjuncts(child) for c in noun.children]
            yield from (("complement", c, "object") for c in inner if c.dep_ in REDUCED and (c.tag_ == "VB" or has_mark(c)))
        if becomes(child, token):
            yield "attribute", child, "direct"
        if dep in AUXILIARY and child.tag_ == "MD":
            yield "auxiliary", child, "direct"
        if dep in OBJECT:
            target, path = antecedent(child, token)
            yield "object", target, path
        elif dep in INDIRECT:
            noun = next((c for c in child.children if c.dep_ == "pobj"), None) if child.pos_ == "ADP" else child
            if noun is not None:
                lone = child.pos_ != "ADP" and not any(c.dep_ in OBJECT for c in token.children)
                yield "object" if lone else "indirect", noun, "direct"
        elif dep in ATTRIBUTE and child.i > token.i:
            yield "attribute", child, "direct"
        elif dep in COMPLEMENT | ADVERBIAL and is_clausal(child):
            addressing = token.lemma_ in OBLIQUE_CONTROL or token.lemma_ in OBJECT_CONTROL
            complement = dep in COMPLEMENT or (addressing and child.tag_ == "VB")
            yield ("complement" if complement else "adverbial"), child, "direct"
        elif dep in COMPLEMENT and child.pos_ in NOMINAL | {"ADJ"}:
            yield "attribute", child, "direct"
        elif is_particle(child, token) and any(c.dep_ == "pobj" for c in child.children):
            # "broke off relations": what parsers hang below the particle is the verb's object.
            yield from (("object", c, "direct") for c in child.children if c.dep_ == "pobj")
        elif dep == "agent" or dep == "obl:agent":
            for noun in prepositional_nouns(child):
                yield "subject" if passive else "oblique:by", noun, "agent"
        elif dep == "advmod" and (amount := approximated(child)) is not None:
            yield "object", amount, "direct"
        else:
            for preposition, noun in obliques(child):
                if (
                    preposition == "by"
                    and passive
                    and noun.pos_ in {"PROPN", "PRON", "NOUN"}
                    and noun.ent_type_ not in {"DATE", "TIME"}
                ):
                    yield "subject", noun, "agent"
                    continue
                target, path = antecedent(noun, token)
                clausal = is_clausal(noun) and noun.tag_ == "VBG"
                yield f"{'gerund' if clausal else 'oblique'}:{preposition}", target, path

    def _gapped(self, token: Word, passive: bool) -> Iterator[tuple[str, Word, str]]:
        """The antecedent is the object of a relative clause that has a subject of its own: ``the ban which it had lifted``."""
        if token.dep_ in RELATIVE and not passive and has_subject(token) and not any(c.dep_ in OBJECT for c in token.children):
            subject = next((c for c in token.children if c.dep_ in SUBJECT), None)
            if subject is not None and subject.lower_ not in RELATIVE_PRONOUNS and not relative_oblique(token):
                yield "object", token.head, "relative"

    def _shared_object(self, token: Word) -> Iterator[tuple[str, Word, str]]:
        """``occupied and annexed Lithuania``: the object of the second verb is the first one's as well.

        An object of the first one that stands behind the second is a lost member of its list.
        """
        own = min((c.i for c in token.children if c.dep_ in OBJECT), default=len(self.doc))
        first = token
        while True:
            near = (c for c in first.children if c.dep_ == "conj" and first.i < c.i <= min(first.i + 3, own))
            second = next((c for c in near if is_clausal(c) and not is_passive(c)), None)
            if second is None:
                return
            found = [c for c in second.children if c.dep_ in OBJECT]
            yield from (("object", child, "shared") for child in found)
            if found or own < len(self.doc):
                return
            first = second  # "signed, ratified and denounced a treaty"

    def _nominal(self, token: Word) -> Iterator[tuple[str, Word, str]]:
        for child in token.children:
            if child.dep_ in POSSESSOR:
                yield "possessor", _owner(child, token), "direct"
            elif child.dep_ in COMPOUND and child.pos_ in {"PROPN", "NOUN"}:
                yield "compound", child, "direct"
            elif child.dep_ in MODIFIER and not has_case(child):
                yield "modifier", child, "direct"
            elif child.dep_ == "appos":
                yield "apposition", child, "direct"
            elif child.dep_ in REDUCED and child.tag_ == "VB" and is_clausal(child):
                yield "complement", child, "direct"  # "its invitation to join NATO"
            elif child.dep_ in REDUCED and child.lemma in OWNED_BY and is_passive(child):
                yield from ((f"oblique:{word}", noun, "direct") for c in child.children for word, noun in obliques(c))
            else:
                for preposition, noun in obliques(child):
                    yield f"oblique:{preposition}", noun, "direct"
        yield from (("year", year, "direct") for year in years(token))
        yield from self._predicated(token)

    def _predicated(self, token: Word) -> Iterator[tuple[str, Word, str]]:
        """Subjects and adjuncts that the governing verb lends: ``X is a member``, ``X imposed sanctions on Y``."""
        for child in token.children:
            if child.dep_ in SUBJECT:
                yield "subject", antecedent(child, token)[0], "copula"
        verb = token.head
        if verb == token or not is_clausal(verb):
            return
        if token.dep_ in ATTRIBUTE or (token.dep_ in COMPLEMENT and verb.lemma_ in COPULAS):
            path = "copula"
        elif token.dep_ in OBJECT | SUBJECT_PASSIVE and verb.lemma not in ATTITUDE:
            path = "support"
        else:
            return
        passive = is_passive(verb)
        if path == "copula" or not passive:
            for subject, _ in subject_tokens(verb):
                if subject.i != token.i:
                    yield "subject", subject, path
        for function, noun, _ in list(self._verbal_obliques(verb, passive)):
            yield function, noun, path

    def _verbal_obliques(self, verb: Word, passive: bool) -> Iterator[tuple[str, Word, str]]:
        for child in verb.children:
            for function, noun, path in self._child(verb, child, passive):
                if function.startswith("oblique:") or (passive and function == "subject"):
                    yield function, noun, path

    def _expand(self, pairs: Iterator[tuple[str, Word, str]]) -> Iterator[Argument]:
        """One Argument per conjunct; each function and head once, the nearest evidence first."""
        seen: set[tuple[str, int]] = set()
        for function, token, path in pairs:
            for i, part in enumerate(conjuncts(token)):
                if (function, part.i) in seen:
                    continue
                seen.add((function, part.i))
                start, end = noun_span(part)
                yield Argument(function, part.i, start, end, path if i == 0 else "conj")


def _owner(possessor: Word, noun: Word) -> Word:
    """``Sweden, whose troops landed``: the troops are Sweden's."""
    clause = noun
    while possessor.tag_ == "WP$" and not is_clausal(clause) and clause.head != clause:
        clause = clause.head
    return antecedent(possessor, clause)[0]
