"""What the finders of mentions share: the tokens of a document as plain lists, and mentions in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from verbale.extractors.actors.gazetteer import Gazetteer, Name
from verbale.extractors.actors.name_index import atoms
from verbale.extractors.parse import Parsed
from verbale.extractors.schema import Actor, Timex


@dataclass(slots=True, eq=False)
class Draft:
    """A mention before it becomes a record.

    ``names``: the gazetteer's readings, while more than one is open; ``core``: a person's bare name; ``title``: the office word
    that stands with it; ``owner``: the mention whose party this one shares.
    """

    start: int
    end: int
    label: str
    method: str
    actor_ids: tuple[str, ...] = ()
    party_ids: tuple[str, ...] = ()
    head: int = -1
    use: str = ""
    names: tuple[Name, ...] = ()
    core: tuple[int, int] = (-1, -1)
    title: str = ""
    owner: Draft | None = None


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name that is no actor: an agreement, law, programme or event. ``parties``: whom its words name."""

    start: int
    end: int
    label: str
    text: str
    party_ids: tuple[str, ...] = ()


@dataclass(slots=True)
class Scene:
    """One parsed document as lists by token index, with the actors met so far."""

    parsed: Parsed
    gazetteer: Gazetteer
    texts: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    years_before: list[str] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)

    def party(self, actor_id: str) -> str:
        """The party behind an actor met in this document or known to the gazetteer."""
        return self.describe(actor_id).party_id

    def describe(self, actor_id: str) -> Actor:
        return self.actors.get(actor_id) or self.gazetteer.actor(actor_id)

    def same_sentence(self, a: int, b: int) -> bool:
        return self.parsed.sentence_of[a] == self.parsed.sentence_of[b]

    def head_of(self, start: int, end: int) -> int:
        """The token of start..end that hangs on a token outside: the span's head in the parse."""
        if end - start == 1:
            return start
        for i in range(end - 1, start - 1, -1):
            head = self.heads[i]
            if (head < start or head >= end or head == i) and (self.texts[i][0].isalnum()):
                return i
        return end - 1

    def new_actor(self, actor_id: str, kind: str, party_id: str) -> str:
        """Register an actor that the gazetteer does not know; an affiliation outweighs standing for itself."""
        known = self.actors.get(actor_id)
        if actor_id not in self.gazetteer and (known is None or known.party_id == actor_id):
            self.actors[actor_id] = Actor(actor_id, actor_id, kind, party_id)
        return actor_id

    def name_text(self, start: int, end: int) -> str:
        """The words of a name as they stand in the reading view, on one line."""
        return " ".join(self.parsed.words.span_text(start, end).split())


def make_scene(parsed: Parsed, gazetteer: Gazetteer, timexes: Sequence[Timex]) -> Scene:
    words = parsed.words
    years = [""] * len(parsed.sentences)
    for timex in sorted(timexes, key=lambda t: t.start):
        sentence = parsed.sentence_of[timex.start]
        if timex.date_start and not years[sentence]:
            years[sentence] = timex.date_start[:-6]
    texts, lower, heads = [w.text for w in words], [w.lower_ for w in words], [w.head.i for w in words]
    return Scene(parsed, gazetteer, texts, lower, heads, years, _carried(parsed, years))


def _carried(parsed: Parsed, years: Sequence[str]) -> list[str]:
    """The last year that each sentence's section has named up to it: whether ``Moscow`` is the Soviet Union."""
    carried: list[str] = []
    for sentence, year in zip(parsed.sentences, years, strict=True):
        before = carried[-1] if carried and not sentence.heading else ""
        carried.append(year or before)
    return carried


@dataclass(frozen=True, slots=True)
class AtomView:
    """The atoms of a document with the first and last token of each, for name lookup."""

    exact: list[str]
    lower: list[str]
    token: list[int]
    last: list[int]
    starts: list[bool]
    ends: list[bool]


def atom_view(texts: Sequence[str]) -> AtomView:
    """The atoms of these tokens; ``Co - operation`` in three tokens is one atom."""
    exact: list[str] = []
    token: list[int] = []
    starts: list[bool] = []
    ends: list[bool] = []
    for i, text in enumerate(texts):
        parts = atoms(text)
        n = len(parts)
        if n == 1:
            exact.append(parts[0])
            token.append(i)
            starts.append(True)
            ends.append(True)
        elif n:
            exact += parts
            token += [i] * n
            starts += [True] + [False] * (n - 1)
            ends += [False] * (n - 1) + [True]
    view = AtomView(exact, [a.lower() for a in exact], token, token.copy(), starts, ends)
    for k in range(len(exact) - 3, -1, -1):
        if exact[k] in {"Co", "co"} and exact[k + 1] == "-" and exact[k + 2].startswith("operat"):
            _merge(view, k)
    return view


def _merge(view: AtomView, k: int) -> None:
    """Make the three atoms from ``k`` on one."""
    view.exact[k] += view.exact[k + 2]
    view.lower[k] += view.lower[k + 2]
    view.last[k], view.ends[k] = view.last[k + 2], view.ends[k + 2]
    for column in (view.exact, view.lower, view.token, view.last, view.starts, view.ends):
        del column[k + 1 : k + 3]
