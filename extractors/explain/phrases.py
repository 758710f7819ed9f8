"""Pieces of explanations: what a word governs, what a rule asks for, who does what to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbale.extractors.grammar import Syntax, is_clausal
from verbale.extractors.parse import Parsed, Word
from verbale.extractors.rules import Role, Rule, fold_functions
from verbale.extractors.schema import Event


def event_line(event: Event) -> str:
    """``envoy.recall  NOR -> CHL  2003-03  pos asserted  confidence 0.91  parties 0.84``."""
    sources, targets = ", ".join(dict.fromkeys(event.source_parties)) or "-", ", ".join(dict.fromkeys(event.target_parties))
    arrow = f"{sources} -> {targets}" if targets else sources
    how = f"{event.polarity} {event.modality}"
    sure = [f"confidence {event.confidence:.2f}"]
    if event.parties_confidence:
        sure.append(f"parties {float(event.parties_confidence):.2f}")
    return "  ".join([event.relation_type, arrow, event.date_edtf or "undated", how, *sure])


def circumstance_lines(event: Event) -> Iterator[str]:
    """``place 'Oslo'``: what an event tells beside parties and date."""
    for name, text in (("instrument", event.instrument), ("place", event.place), ("quantity", event.quantity)):
        if text:
            yield f"{name} {one_line(text)!r}"


def word_line(word: Word) -> str:
    """``expelled (verb expel)``."""
    return f"{word.text} ({'verb' if is_clausal(word) else word.pos_.lower()} {word.lemma_})"


def function_lines(parsed: Parsed, syntax: Syntax, word: Word) -> Iterator[str]:
    """The grammatical functions that the parse gives a word: ``object: two diplomats``, with how it is known."""
    for argument in syntax.arguments(word.i):
        how = "" if argument.path == "direct" else f" ({argument.path})"
        yield f"{argument.function}: {one_line(parsed.quote(argument.start, argument.end))}{how}"


def condition_lines(rule: Rule) -> Iterator[str]:
    """What a rule asks of the words around its trigger."""
    yield from (f"{function} = {either(lemmas)}" for function, lemmas in rule.with_.items())
    yield from (f"no {function} = {either(lemmas)}" for function, lemmas in rule.without.items())


def role_line(role: Role) -> str:
    """Which functions fill a role, and what heads it asks for."""
    return " or ".join(fold_functions(role.from_)) + (f" (head {either(role.head)})" if role.head else "")


def either(words: Iterable[str]) -> str:
    return " | ".join(words)


def listed(words: Sequence[str], most: int = 6) -> str:
    """``ambassador, diplomat, envoy ... (12 in all)``: enough to know which list is meant."""
    more = f" ... ({len(words)} in all)" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def one_line(text: str) -> str:
    return " ".join(text.split())
