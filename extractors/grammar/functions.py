"""Words of a Doc -> arguments by grammatical function, the same for CLEAR and for Universal Dependencies labels.

No rule spells a parser's label: this room undoes voice (a passive's agent is its ``subject``, its surface subject the
``object``), resolves relative pronouns to their antecedents, lends subjects to infinitives, participles and coordinated verbs
(control), expands coordination, and names what is left by function:

verbs   subject, object, indirect, attribute, oblique:PREP, complement (a clause), gerund:PREP, auxiliary
nouns   possessor, compound, modifier, apposition, oblique:PREP, complement (its infinitive),
        and subject/object where a copula or a light verb lends them

``A/B`` reads function B of the noun that fills A: ``object/possessor`` of *lifted its embargo* is *its*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from verbale.extractors.grammar.clauses import is_clausal
from verbale.extractors.grammar.noun_arguments import noun_arguments
from verbale.extractors.grammar.noun_groups import conjuncts, noun_span
from verbale.extractors.grammar.verb_arguments import Found, verb_arguments
from verbale.extractors.parse import Words
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
            found = tuple(_expanded(verb_arguments(token) if is_clausal(token) else noun_arguments(token)))
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


def _expanded(found: Iterable[Found]) -> Iterator[Argument]:
    """One Argument per conjunct; each function and head once, the nearest evidence first."""
    seen: set[tuple[str, int]] = set()
    for function, token, path in found:
        for i, part in enumerate(conjuncts(token)):
            if (function, part.i) in seen:
                continue
            seen.add((function, part.i))
            start, end = noun_span(part)
            yield Argument(function, part.i, start, end, path if i == 0 else "conj")
