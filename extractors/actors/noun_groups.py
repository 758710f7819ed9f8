"""The noun group round an office or institution, and whose it is: ``the Polish prime (minister)``, ``(minister) of Peru``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbale.extractors.actors.drafts import Draft, Key
from verbale.extractors.actors.lexicon import (
    OFFICE_DOMAINS,
    OFFICE_MODIFIERS,
    OFFICE_SUFFIXES,
    OFFICE_WORDS,
    OFFICES,
)
from verbale.extractors.actors.token_view import TokenView
from verbale.extractors.parse import labels

_OWNERS = {"NORP", "GPE", "ORG", "NP"}
_OWNERS_BEFORE = _OWNERS | {"PERSON"}
_POSSESSIVE = {"'s", "’s", "'", "’"}
_JOINED = OFFICES | OFFICE_SUFFIXES
_TITLE = OFFICES | OFFICE_MODIFIERS
_OF = {"of", "for"}
_SERVED = _OF | {"to"}
_BEFORE_OWNER = {"the", "both"}
_AND = {"and", ","}
_DASHES = {"-", "–", "/"}


class Neighbours:
    """The mentions of a document by the tokens at which they start and end, while offices are joined to them.

    At each token stands the widest mention. One that is dropped is no mention any longer, but still says whose an office is.
    """

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._drafts = {draft.key: draft for draft in drafts}
        self._dropped: set[Key] = set()
        by_length = sorted(self._drafts.values(), key=lambda d: d.end - d.start)
        self._starting = {draft.start: draft.key for draft in by_length}
        self._ending = {draft.end: draft.key for draft in by_length}

    @property
    def drafts(self) -> list[Draft]:
        """All mentions, in the order of finding."""
        return [draft for key, draft in self._drafts.items() if key not in self._dropped]

    def starting(self, token: int) -> Draft | None:
        """The mention that starts with this token."""
        key = self._starting.get(token)
        return self._drafts[key] if key is not None else None

    def ending(self, end: int) -> Draft | None:
        """The mention that ends before this token."""
        key = self._ending.get(end)
        return self._drafts[key] if key is not None else None

    def add(self, draft: Draft) -> None:
        """A new mention; the widest one that starts at a token is the one found there."""
        self._drafts[draft.key] = draft
        old = self.starting(draft.start)
        if old is None or draft.end > old.end:
            self._starting[draft.start] = draft.key

    def change(self, draft: Draft) -> None:
        """A mention of which more is known; where it starts anew, it is the one found there."""
        if draft.start != self._drafts[draft.key].start:
            self._starting[draft.start] = draft.key
        self._drafts[draft.key] = draft

    def drop_recognised(self, start: int, end: int, owner: Draft) -> None:
        """Forget the recogniser's names within start..end, their owner apart."""
        for draft in self._drafts.values():
            if draft.start >= start and draft.end <= end and draft.recognised and draft.key != owner.key:
                self._dropped.add(draft.key)


def owner_before(view: TokenView, near: Neighbours, i: int, modifiers: frozenset[str]) -> tuple[int, Draft | None]:
    """(start, owner) of the noun group that ends in token i: modifiers, then the owner with or without ``'s``."""
    start = i
    while start and view.same_sentence(start - 1, i):
        owner = near.ending(start) or (near.ending(start - 1) if view.lower[start - 1] in _POSSESSIVE else None)
        if owner is not None and owner.label in _OWNERS_BEFORE and owner.actor_ids:
            return owner.start, owner
        if not _goes_on(view, near, start - 1, i, modifiers):
            break
        start -= 1
    while start < i and view.texts[start] == "-":
        start += 1
    return start, None


def _goes_on(view: TokenView, near: Neighbours, at: int, i: int, modifiers: frozenset[str]) -> bool:
    """Whether the noun group of the noun at token i has the token ``at``, too."""
    word = view.lower[at]
    if word in modifiers or word in _JOINED or _modifies(view, near, at):
        return True
    # "the president and commander": two offices of one person.
    return word == "and" and at > 0 and view.lower[at - 1] in _JOINED and view.lower[i] in _JOINED


def _modifies(view: TokenView, near: Neighbours, i: int) -> bool:
    """A capitalised word or a noun in a compound (``oil`` minister), if no actor's name ends there."""
    word = view.words[i]
    capital = view.texts[i][0].isupper() and word.pos_ in {"PROPN", "ADJ"}
    return (capital or (word.pos_ == "NOUN" and word.dep_ == "compound")) and near.ending(i + 1) is None


def owner_behind(view: TokenView, near: Neighbours, i: int) -> tuple[int, Draft | None]:
    """(end, owner) after token i: ``of Foreign Affairs``, ``of (the Republic of) X``, of who serves a person ``for X``."""
    n = len(view.lower)
    serves = view.lower[i] in OFFICE_WORDS.offices.serving
    links = _SERVED if serves else _OF
    end = at = _suffixed(view, i)
    while at + 1 < n and view.lower[at] in links and view.same_sentence(at + 1, i):
        k = at + 1
        while k < n - 1 and view.lower[k] in _BEFORE_OWNER:
            k += 1
        owner = _owner_at(view, near, k, serves)
        if owner is not None and view.same_sentence(k, i):
            return (end, None) if _belongs_on(view, owner) else (owner.end, owner)
        k = _domain_end(view, k, i)
        if k == at + 1 or (k < n and view.lower[k - 1] == "the"):
            break
        end = at = k
    return end, None


def _domain_end(view: TokenView, k: int, i: int) -> int:
    """Behind what an office is over (``Foreign Affairs``), from token k on, in the office's sentence."""
    while k < len(view.lower) and view.lower[k] in OFFICE_DOMAINS and view.same_sentence(k, i):
        k += 1
    return k


def _suffixed(view: TokenView, i: int) -> int:
    """The end of an office word with what belongs to it (``Envoy Extraordinary``)."""
    end = i + 1
    while view.lower[i] in OFFICES and view.lower_at(end) in OFFICE_SUFFIXES:
        end += 1
    return end


def _owner_at(view: TokenView, near: Neighbours, k: int, serves: bool) -> Draft | None:
    owner = near.starting(k) or (_served(view, near, k) if serves else None)
    labels = _OWNERS_BEFORE if serves else _OWNERS
    return owner if owner is not None and owner.label in labels and owner.actor_ids else None


def _served(view: TokenView, near: Neighbours, k: int) -> Draft | None:
    """The person behind the title at token k (``to (President Ilham) Aliyev``)."""
    at = k
    while at < len(view.lower) - 1 and at - k < 4 and view.lower[at] in _TITLE:
        at += 1
    person = near.starting(at)
    return person if person is not None and person.label == "PERSON" else None


def _belongs_on(view: TokenView, owner: Draft) -> bool:
    """Whether the name only modifies or possesses what stands behind it (``minister of Peru's coast``)."""
    if owner.end >= len(view.lower):
        return False
    modifies = owner.label == "NORP" and view.words[owner.end].pos_ in labels.NOUN_GROUP
    return modifies or view.lower[owner.end] in {"'s", "’s"}


def all_owners(view: TokenView, near: Neighbours, i: int, start: int, end: int, owner: Draft) -> tuple[int, int, list[Draft]]:
    """(start, end, owners) of a noun group with further owners: ``presidents of X and Y``, ``X-Y commission``, ``Polish and
    Swedish envoys``.
    """
    plural = view.words[i].tag_ in labels.PLURAL
    if owner.end <= i:
        start, before = _owners_before(view, near, i, start, owner, _DASHES | _AND if plural else _DASHES)
        return start, end, [*before, owner]
    if plural and owner.start > i:
        end, behind = _owners_behind(view, near, i, end, owner)
        return start, end, [owner, *behind]
    return start, end, [owner]


def _owners_before(
    view: TokenView, near: Neighbours, i: int, start: int, owner: Draft, links: set[str]
) -> tuple[int, list[Draft]]:
    found: list[Draft] = []
    while start > 1 and view.lower[start - 1] in links:
        other = near.ending(start - 1)
        if other is None or other.label != owner.label or not view.same_sentence(other.start, i):
            break
        found.insert(0, other)
        start = other.start
    return start, found


def _owners_behind(view: TokenView, near: Neighbours, i: int, end: int, owner: Draft) -> tuple[int, list[Draft]]:
    found: list[Draft] = []
    while end + 1 < len(view.lower) and view.lower[end] in _AND:
        k = end + 1 + (view.lower[end + 1] in {"the", "and"})
        other = near.starting(k)
        if other is None or other.label != owner.label or not view.same_sentence(k, i):
            break
        found.append(other)
        end = other.end
    return end, found


def shared(owners: Sequence[Draft]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(actors, parties) of all owners, each once."""
    actors = tuple(dict.fromkeys(a for owner in owners for a in owner.actor_ids))
    return actors, tuple(dict.fromkeys(p for owner in owners for p in owner.party_ids))
