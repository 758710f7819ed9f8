"""What refers back: pronouns and definite noun phrases, resolved only where a reader would not hesitate."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from verbale.extractors.actors.drafts import Draft, Scene
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.epithets import by_form, half
from verbale.extractors.actors.reference.noun_phrases import definite, own_institution
from verbale.extractors.actors.reference.pairs import bare_pair, rival
from verbale.extractors.actors.reference.possessors import own_persons
from verbale.extractors.actors.reference.pronouns import pronoun
from verbale.extractors.actors.titles import own_pair, topics_in
from verbale.extractors.data_files import DATA

_PATH = DATA / "reference.toml"


@dataclass(frozen=True, slots=True)
class _Words:
    pronouns: dict[str, str]
    nouns: dict[str, str]
    rivals: frozenset[str]
    pair_any: frozenset[str]
    general: frozenset[str]
    free: frozenset[str]
    forms: dict[str, frozenset[str]]
    halves: dict[str, tuple[tuple[str, str], ...]]


@cache
def _words() -> _Words:
    data = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    pronouns = {word: kind for kind, words in data["pronouns"].items() for word in words}
    nouns = data["nouns"]
    kinds = {word: kind for kind in ("each", "organisation", "government", "country", "pair") for word in nouns[kind]}
    forms = {word: frozenset(states) for word, states in data["forms"].items()}
    pairs = [tuple(pair) for pair in data["compass"]["pairs"]]
    halves = {"north": tuple(pairs), "south": tuple((south, north) for north, south in pairs)}
    return _Words(
        pronouns,
        kinds,
        frozenset(nouns["rival"]),
        frozenset(nouns["pair_any"]),
        frozenset(nouns["organisation_general"]),
        frozenset(nouns["free"]),
        forms,
        halves,
    )


def resolve_references(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those added that refer back to them, in one pass from left to right.

    ``method`` of an added draft: pronoun; definite (from the text before); heading (the pair that a heading names); topic (what
    the document is about).
    """
    words = _words()
    known = Antecedents(scene, drafts, topics_in(scene, drafts), own_pair(scene))
    found = list(drafts)
    bare = {d.start: d for d in drafts if d.use == "national" and d.owner is None and not d.actor_ids}
    for i, word in enumerate(scene.lower):
        if i in bare:
            own_institution(known, bare[i], drafts)
        if word == "whose":
            own_persons(known, i, drafts)
            continue
        if word in words.pronouns:
            draft = pronoun(known, i, words.pronouns[word])
        elif word in {"both", "two"}:
            draft = bare_pair(known, i)
        elif word in words.rivals:
            draft = rival(known, i)
        elif word in words.halves:
            draft = half(known, i, words.halves[word])
        elif word in words.forms and (of_form := by_form(known, i, words.forms[word], words.free)):
            draft = of_form
        elif word in words.nouns or word in known.heads_said:
            draft = definite(known, i, words.nouns.get(word, ""), words.pair_any, words.general, words.free)
        else:
            continue
        if draft is not None and draft.actor_ids:
            found.append(draft)
            known.add(draft)
            own_persons(known, i, drafts)
    return found
