"""What title and topic say a document is about: one state, or the two whose relations it tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from verbale.extractors.actors.drafts import Draft, Scene, atom_view
from verbale.extractors.actors.gazetteer import Name
from verbale.extractors.actors.topics import Guess, local_topics, voted
from verbale.extractors.schema import Document

_EXTENSION = re.compile(r"\.[a-z]{2,5}$")
_NAMED = {"gazetteer", "metonym", "acronym", "ner"}


def topics_in(scene: Scene, drafts: Sequence[Draft]) -> list[str]:
    """The state that each sentence is about, empty where that is open."""
    named: list[list[str]] = [[] for _ in scene.parsed.sentences]
    states: set[str] = set()
    for draft in drafts:
        if draft.method in _NAMED and draft.party_ids:
            found = [p for p in draft.party_ids if is_state(scene, p)]
            states.update(found)
            named[scene.parsed.sentence_of[draft.start]] += found
    return local_topics(scene.parsed, named, states, _guess(scene, drafts))


def _guess(scene: Scene, drafts: Sequence[Draft]) -> Guess:
    """The one state the document is about: given with it, or named by its title; else the one that most mentions name."""
    document = scene.parsed.document
    named = tuple(_states_in(scene, document.title or file_name(document)))
    if len(named) == 1:
        return Guess(named[0])
    if document.topic:
        states = tuple(code for code in document.topic if is_state(scene, code))
        return Guess(states[0]) if len(states) == 1 else Guess("", "", states)
    counts = Counter(
        d.party_ids[0] for d in drafts if d.method == "gazetteer" and d.party_ids and is_state(scene, d.party_ids[0])
    )
    return voted(counts, named)


def file_name(document: Document) -> str:
    """The last part of a document's id as words, which stand for a title where there is none."""
    return _EXTENSION.sub("", document.doc_id.rpartition("/")[2]).replace("_", " ").title()


def own_pair(scene: Scene) -> tuple[str, ...]:
    """The two states whose relations the document tells: joined in its title, else given as its topic; empty where none are."""
    document = scene.parsed.document
    if document.title:
        return _joined_in(scene, document.title)
    both = tuple(code for code in document.topic if is_state(scene, code))
    return both if len(both) == len(document.topic) == 2 else ()


def is_state(scene: Scene, actor_id: str) -> bool:
    """Whether an actor is a state of the gazetteer, present or former."""
    return actor_id in scene.gazetteer and scene.gazetteer.actor(actor_id).kind in {"state", "former_state"}


def _states_in(scene: Scene, title: str) -> list[str]:
    """The states that a title names outright."""
    found = (name.actor_id for _, name in _words_of(scene, title) if name is not None and name.use == "name")
    return list(dict.fromkeys(found))


def _joined_in(scene: Scene, title: str) -> tuple[str, ...]:
    """The only two states of a title, if ``-`` or ``and`` joins them: ``Peru–Chile relations``, ``Sino-Indian border``."""
    read = _words_of(scene, title)
    states = [(i, name.actor_id) for i, (_, name) in enumerate(read) if name is not None and name.use != "metonym"]
    if len(states) != 2 or states[0][1] == states[1][1]:
        return ()
    (first, one), (last, other) = states
    between = [word for word, _ in read[first + 1 : last]]
    return (one, other) if between in (["-"], ["and"], ["and", "the"], []) else ()


def _words_of(scene: Scene, title: str) -> list[tuple[str, Name | None]]:
    """The words of a title in lower case, those that name a state with the name."""
    view = atom_view(re.findall(r"\w[\w'’.]*|[^\w\s]", title.replace("_", " ")))
    found: list[tuple[str, Name | None]] = []
    at = 0
    while at < len(view.exact):
        length, names = scene.gazetteer.names.longest(view.lower, view.exact, at, view.ends, title.isupper() or title.islower())
        plain = length and not names[0].ambiguous and is_state(scene, names[0].actor_id)
        found.append((view.lower[at], names[0] if plain else None))
        at += max(length, 1)
    return found
