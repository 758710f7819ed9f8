"""Surname -> the known persons that have it, for those who go by surname and office: ``Secretary of State Kerry``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from verbale.extractors.actors.gazetteer.name_index import atoms
from verbale.extractors.actors.gazetteer.records import Name
from verbale.extractors.actors.lexicon import NAME_WORDS
from verbale.extractors.schema import Actor

_ARTICLE = re.compile(r"^(?:al|el|an|as|ash|ad|ar)-", re.IGNORECASE)
_NUMBER = re.compile(r"^[IVX]+$")


def surname_key(surname: str) -> str:
    """A surname as it is compared: ``al-Assad`` is ``assad``, ``Gül`` is ``gul``."""
    return " ".join(atoms(_ARTICLE.sub("", surname))).lower()


def surnames_of(actors: Mapping[str, Actor], names: Iterable[Name]) -> Mapping[str, tuple[Actor, ...]]:
    """Of every person with a party the surnames in names of several words; a king's number and realm are none."""
    found: dict[str, dict[str, Actor]] = {}
    for name in names:
        actor, words = actors[name.actor_id], name.text.split()
        if actor.kind == "person" and actor.party_id and len(words) > 1 and "of" not in words and not _NUMBER.match(words[-1]):
            first = actor.party_id in NAME_WORDS.recognised.surname_first
            found.setdefault(surname_key(words[0 if first else -1]), {})[actor.actor_id] = actor
    return {surname: tuple(own.values()) for surname, own in found.items()}
