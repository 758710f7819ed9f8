"""A rule that may be, and how it is written as a rule file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """What sentences have in common that tell an event alike: the word that tells it, the functions in which its parties stand to
    that word, and polarity and modality (``claim``). ``symmetric``: all parties are sources."""

    relation_type: str
    lemma: str
    pos: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    claim: tuple[str, str] = ("pos", "asserted")
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that may be. ``examples``: marked sentences; ``non_examples``: plain ones; ``seen``: in how many sentences it was
    told."""

    rule_id: str
    shape: Shape
    examples: tuple[str, ...]
    non_examples: tuple[str, ...]
    seen: int

    @property
    def family(self) -> str:
        return self.shape.relation_type.partition(".")[0]


def as_toml(family: str, drafts: Sequence[Draft]) -> str:
    """A rule file with these drafts."""
    return f"family = {quoted(family)}\n" + "".join(map(rule_lines, drafts))


def near_misses_of(draft: Draft) -> tuple[str, ...]:
    """The non-examples, of which a rule must have one: where nobody rejected such a sentence, one that only holds the word."""
    return draft.non_examples or (f"Nobody there could say what is meant by {draft.shape.lemma}.",)


def rule_lines(draft: Draft) -> str:
    """The draft as a table of a rule file."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    shape = draft.shape
    yield ""
    yield f"# A draft: reviewers told this in {draft.seen} sentences. Weigh it, give it an id and near misses of your own."
    yield "[[rules]]"
    yield f"id = {quoted(draft.rule_id)}"
    yield f"type = {quoted(shape.relation_type.partition('.')[2])}"
    yield f"trigger = {{ lemma = [{quoted(shape.lemma)}], pos = {quoted(shape.pos)} }}"
    yield f"source = {_role(shape.sources, together=shape.symmetric)}"
    if shape.targets:
        yield f"target = {_role(shape.targets)}"
    yield _listed("examples", (_example(one, shape) for one in draft.examples))
    if not draft.non_examples:
        yield "# Nobody rejected a sentence with this word: put a near miss here."
    yield _listed("non_examples", map(quoted, near_misses_of(draft)))


def _role(functions: Sequence[str], *, together: bool = False) -> str:
    told = ", ".join(map(quoted, functions))
    if together and len(functions) > 1:
        return f"{{ from = [{told}], all = true }}"
    return told if len(functions) == 1 else f"[{told}]"


def _example(sentence: str, shape: Shape) -> str:
    polarity, modality = shape.claim
    if shape.claim == ("pos", "asserted"):
        return quoted(sentence)
    return f"{{ text = {quoted(sentence)}, polarity = {quoted(polarity)}, modality = {quoted(modality)} }}"


def _listed(name: str, items: Iterable[str]) -> str:
    return "\n".join([f"{name} = [", *(f"  {item}," for item in items), "]"])


def quoted(text: str) -> str:
    """A text as TOML has it: as JSON does, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
