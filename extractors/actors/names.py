"""Names in the text: those that the gazetteer knows, and those that the recogniser finds besides."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.actors.drafts import AtomView, Draft, NameSpan, Scene, atom_view
from verbale.extractors.actors.lexicon import is_generic, is_national, lexicon
from verbale.extractors.parse import is_dateline
from verbale.extractors.text import MONTHS

# Not "may", which is a word of its own.
_MONTHS = set(MONTHS) - {"may"}
_ACTOR_LABELS = {"PERSON", "ORG", "GPE", "NORP"}
_EDGES = {"and", "of", "the", "The", "a", "an", "'s", "’s", "-", "–", "(", ")", ",", "'", '"'}
_PREFIXES = {"New", "South", "North", "East", "West", "Saint", "St.", "Port", "San", "Fort", "Lake", "Mount", "Gulf"}
_COMPASS = {"north", "south", "east", "west", "central", "new", "northern", "southern", "eastern", "western",
            "northwest", "northeast", "southwest", "southeast"}  # fmt: skip
_HONORIFICS = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady", "dame", "prof.", "professor"}
_FORMS = {"Republic", "Kingdom", "State", "Emirate", "Empire", "Sultanate", "Duchy", "Principality", "Commonwealth", "Federation",
          "Khanate"}  # fmt: skip
_FORMAL = {"democratic", "people's", "people", "’s", "'s", "islamic", "socialist", "federal", "arab", "transitional", "united",
           "federative", "popular", "grand", "independent", "soviet",
           "first", "second", "third", "revolutionary", "hashemite"}  # fmt: skip
_LABELS = {"state": "GPE", "former_state": "GPE", "place": "GPE", "person": "PERSON"}


def find_gazetteer_names(scene: Scene) -> list[Draft]:
    """The longest gazetteer name at every token, left to right, never overlapping."""
    index = scene.gazetteer.names
    view = atom_view(scene.texts)
    capitals = [s.text.isupper() for s in scene.parsed.sentences]
    sentence_of = scene.parsed.sentence_of
    found: list[Draft] = []
    reached, n = 0, len(view.exact)
    firsts = index.firsts
    for at, atom in enumerate(view.lower):
        if at < reached or atom not in firsts or not view.starts[at]:
            continue
        token = view.token[at]
        if atom == "the" and at + 1 < n and _goes_on(scene, view, at, capitals[sentence_of[token]]):
            continue
        length, names = index.longest(view.lower, view.exact, at, view.ends, capitals[sentence_of[token]])
        last = view.last[at + length - 1] if length else token
        if not names or sentence_of[last] != sentence_of[token] or _part_of_longer(scene, token):
            continue
        last -= view.lower[at + length - 1] == "-"
        if _label(scene, names[0].actor_id, names[0].use) == "GPE":
            token = _formal_start(scene, token)
        found.append(Draft(token, last + 1, _label(scene, names[0].actor_id, names[0].use), "gazetteer", names=tuple(names)))
        reached = at + length
    return found


def _goes_on(scene: Scene, view: AtomView, at: int, capitals: bool) -> bool:
    """Whether a longer name begins behind an article that is part of a name (``the Hague Tribunal``)."""
    index = scene.gazetteer.names
    with_article, _ = index.longest(view.lower, view.exact, at, view.ends, capitals)
    without, _ = index.longest(view.lower, view.exact, at + 1, view.ends, capitals)
    return without >= with_article


def _part_of_longer(scene: Scene, start: int) -> bool:
    """A name that ends a longer one which the gazetteer does not know (``New Jersey``, ``Port Sudan``)."""
    before = scene.texts[start - 1] if start else ""
    return before in _PREFIXES and scene.same_sentence(start - 1, start) and scene.parsed.words[start].ent_iob_ == "I"


def _formal_start(scene: Scene, start: int) -> int:
    """Where the formal name of a state begins: ``Democratic Republic of (the) X``, ``Kingdom of X``."""
    at = start - 1
    if at > 1 and scene.lower[at] == "the":
        at -= 1
    if at < 1 or scene.lower[at] != "of" or scene.texts[at - 1] not in _FORMS or not scene.same_sentence(at - 1, start):
        return start
    at -= 1
    while at and scene.lower[at - 1] in _FORMAL and scene.same_sentence(at - 1, start):
        at -= 1
    while not scene.texts[at][0].isupper():
        at += 1
    return at


def _label(scene: Scene, actor_id: str, use: str) -> str:
    if not scene.gazetteer.actor(actor_id).party_id:
        return "LOC"
    if use == "demonym":
        return "NORP"
    if use == "metonym":
        return "GPE"
    return _LABELS.get(scene.gazetteer.actor(actor_id).kind, "ORG")


def find_recognised(scene: Scene, known: Sequence[Draft], names: Sequence[NameSpan]) -> list[Draft]:
    """Gazetteer names plus the recogniser's names that these do not explain.

    A person's name wins over a place in it (``Michael Jordan``); a longer organisation keeps the state in it as an inner mention.
    """
    taken = {i for name in names for i in range(name.start, name.end)}
    by_token = {i: draft for draft in known for i in range(draft.start, draft.end)}
    drafts = list(known)
    for ent in scene.parsed.doc.ents:
        if ent.label_ == "LOC" or is_dateline(scene.parsed.sentence_at(ent.start).text):
            continue
        start, end = _trim(scene, ent.start, ent.end)
        label = ent.label_
        if label in {"LAW", "EVENT"} and scene.lower[end - 1] in lexicon().organisations:
            label = "ORG"
        if label not in _ACTOR_LABELS:
            continue
        if label == "ORG" and end - start > 1 and scene.lower[end - 1] in lexicon().governments:
            end -= 1
        if label in {"PERSON", "ORG"}:
            start, label = _without_title(scene, start, end, label)
        if start >= end or any(i in taken for i in range(start, end)):
            continue
        inside = [by_token[i] for i in range(start, end) if i in by_token]
        if inside and any(d.start <= start and d.end >= end for d in inside):
            continue
        draft = _unknown(scene, start, end, label)
        if draft is None or (inside and not _keeps(scene, draft, inside)):
            continue
        if label == "PERSON":
            drafts = [d for d in drafts if d not in inside or d.use == "demonym" or d.start < start or d.end > end]
        drafts.append(draft)
    return drafts


def _keeps(scene: Scene, draft: Draft, inside: Sequence[Draft]) -> bool:
    """Whether a recognised name that holds gazetteer names is a name of its own, not two names run together."""
    rest = [
        scene.texts[i]
        for i in range(draft.start, draft.end)
        if not any(d.start <= i < d.end for d in inside) and scene.lower[i] not in lexicon().glue
    ]
    if any(d.start < draft.start or d.end > draft.end for d in inside):
        return False
    if is_generic([word.lower() for word in rest]) and any(d.label in {"NORP", "GPE"} for d in inside):
        return False
    if draft.label == "ORG" and any(d.label in {"GPE", "ORG"} and d.start == draft.start for d in inside):
        return any(word.lower() in lexicon().organisations for word in rest)
    return any(word[:1].isupper() and word.lower() not in _COMPASS for word in rest)


def _trim(scene: Scene, start: int, end: int) -> tuple[int, int]:
    while start < end and scene.texts[start] in _EDGES:
        start += 1
    while start < end and scene.texts[end - 1] in _EDGES:
        end -= 1
    return start, end


def _without_title(scene: Scene, start: int, end: int, label: str) -> tuple[int, str]:
    """(start, label) without office words taken into a name: ``Ambassador Twining``, ``(Secretary of) State Henry Kissinger``."""
    words = lexicon()
    titles = words.offices | words.office_domains | words.office_modifiers | words.suffixes | _HONORIFICS
    first = start
    while first < end - 1 and scene.lower[first] in titles:
        first += 1
    if first == start or label == "PERSON":
        return first, label
    after_office = start > 1 and scene.lower[start - 1] == "of" and scene.lower[start - 2] in words.offices
    opens = scene.lower[start] in words.offices | _HONORIFICS
    named = end - first > 1 and all(t[0].isupper() for t in scene.texts[first:end])
    company = words.organisations & set(scene.lower[first:end])
    return (first, "PERSON") if (after_office or opens) and named and not company else (start, label)


def _unknown(scene: Scene, start: int, end: int, label: str) -> Draft | None:
    """An actor of its own, if the words look like a name at all."""
    if not any(t[:1].isupper() for t in scene.texts[start:end]) or any(c.isdigit() for c in scene.texts[start]):
        return None
    if all(any(c.isdigit() for c in word) or word.strip(".") in _MONTHS for word in scene.lower[start:end]):
        return None  # "Jan 7" of a dateline
    if label == "NORP" or _no_actor(scene, start, end):
        return None
    return Draft(start, end, label, "ner")


def _no_actor(scene: Scene, start: int, end: int) -> bool:
    """A programme, law or quality taken for an organisation: by its own head, or by the common noun that it modifies."""
    words = lexicon()
    if end - start == 1:
        plain = words.institutions | words.offices | words.organisations | _COMPASS
        more = words.office_modifiers | words.office_domains
        if scene.lower[start] in plain | more or scene.parsed.words[start].tag_ in {"JJ", "DT", "CD", "RB"}:
            return True
    if scene.lower[end - 1].endswith(("ism", "isms")):
        return True
    if is_generic(scene.lower[start:end]):
        return not is_national(scene.lower[start:end])
    heads = {scene.lower[end - 1], scene.lower[scene.head_of(start, end)]}
    after = scene.lower[end] if end < len(scene.lower) and scene.same_sentence(start, end) else ""
    if heads & words.organisations:
        return False
    return bool(heads & (words.not_actors | words.qualities)) or after in words.programme | words.law
