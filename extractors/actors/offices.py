"""Who speaks for whom: offices (``Polish Foreign Minister Adam Rotfeld``), institutions (``the Belarusian riot police``)."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.actors.drafts import Draft, Scene
from verbale.extractors.actors.lexicon import Lexicon, lexicon
from verbale.extractors.grammar import ENGLISH

_OWNERS = {"NORP", "GPE", "ORG", "NP"}
_HOSTED = {"ambassador", "ambassadors", "envoy", "representative", "consul", "consul-general", "minister", "attaché", "delegate"}
_NOUNS = {"NOUN", "PROPN"}
_TAGS = {"NN", "NNS", "NNP", "NNPS"}
_AND = {"and", ","}
_DASHES = {"-", "–", "/"}
# "a spokesman for David Cameron", "an aide to President Aliyev": who serves a person speaks for the person's state.
_SERVING = {"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "emissary"}
_PERSONAL = {"administration", "government", "regime", "cabinet", "presidency", "governments", "administrations"}


def join_offices(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Join titles and persons, and add the institutions and offices that the text names by their owner."""
    words = lexicon()
    found = list(drafts)
    by_end = {d.end: d for d in sorted(drafts, key=lambda d: d.end - d.start)}
    by_start = {d.start: d for d in sorted(drafts, key=lambda d: d.end - d.start)}
    covers = {i: d for d in drafts if d.label == "ORG" and d.end - d.start > 1 for i in range(d.start, d.end)}
    for i, word in enumerate(scene.lower):
        if word in words.institutions and _is_noun(scene, i):
            _institution(scene, i, found, by_start, by_end, covers)
    for i, word in enumerate(scene.lower):
        free = i not in covers or covers[i].method == "ner"
        if word in words.offices and free and _is_noun(scene, i) and scene.lower[i + 1 : i + 2] != ["-"]:
            _office(scene, i, found, by_start, by_end, words)
    return found


def _is_noun(scene: Scene, i: int) -> bool:
    token = scene.parsed.words[i]
    return token.pos_ in _NOUNS or token.tag_ in _TAGS


def _left(scene: Scene, i: int, by_end: dict[int, Draft], modifiers: frozenset[str]) -> tuple[int, Draft | None]:
    """(start, owner) of the noun group that ends in token i: modifiers, then the owner with or without ``'s``."""
    start = i
    joined = lexicon().offices | lexicon().suffixes
    while start and scene.same_sentence(start - 1, i):
        owner = by_end.get(start) or (by_end.get(start - 1) if scene.lower[start - 1] in {"'s", "’s", "'", "’"} else None)
        if owner is not None and owner.label in _OWNERS | {"PERSON"} and owner.actor_ids:
            return owner.start, owner
        word = scene.lower[start - 1]
        more = word == "and" and start > 1 and scene.lower[start - 2] in joined and scene.lower[i] in joined
        if not (word in modifiers or word in joined or more or _modifier(scene, start - 1, by_end)):
            break
        start -= 1
    while start < i and scene.texts[start] == "-":
        start += 1
    return start, None


def _modifier(scene: Scene, i: int, by_end: dict[int, Draft]) -> bool:
    """A capitalised word or a noun in a compound (``oil`` minister), if no actor's name ends there."""
    token = scene.parsed.words[i]
    if by_end.get(i + 1) is not None:
        return False
    return (scene.texts[i][0].isupper() and token.pos_ in {"PROPN", "ADJ"}) or (token.pos_ == "NOUN" and token.dep_ == "compound")


def _right(scene: Scene, i: int, by_start: dict[int, Draft], domains: frozenset[str]) -> tuple[int, Draft | None]:
    """(end, owner) after token i: ``of Foreign Affairs``, ``of (the Republic of) X``."""
    n = len(scene.lower)
    end = i + 1
    while scene.lower[i] in lexicon().offices and end < n and scene.lower[end] in lexicon().suffixes:
        end += 1
    at = end
    serves = scene.lower[i] in _SERVING
    links = {"of", "for", "to"} if serves else {"of", "for"}
    while at + 1 < n and scene.lower[at] in links and scene.same_sentence(at + 1, i):
        k = at + 1
        while k < n - 1 and scene.lower[k] in {"the", "both"}:
            k += 1
        owner = by_start.get(k) or (_served(scene, k, by_start) if serves else None)
        fits = owner is not None and owner.label in (_OWNERS | {"PERSON"} if serves else _OWNERS)
        if owner is not None and fits and owner.actor_ids and scene.same_sentence(k, i):
            if owner.label == "NORP" and owner.end < n and scene.parsed.words[owner.end].pos_ in {"NOUN", "ADJ", "PROPN"}:
                return end, None
            possessor = owner.end < n and scene.lower[owner.end] in {"'s", "’s"}
            return (end, None) if possessor else (owner.end, owner)
        while k < n and scene.lower[k] in domains and scene.same_sentence(k, i):
            k += 1
        if k == at + 1 or (k < n and scene.lower[k - 1] == "the"):
            break
        end = at = k
    return end, None


def _served(scene: Scene, k: int, by_start: dict[int, Draft]) -> Draft | None:
    """The person behind the title at token k (``to (President Ilham) Aliyev``)."""
    words = lexicon()
    at = k
    while at < len(scene.lower) - 1 and at - k < 4 and scene.lower[at] in words.offices | words.office_modifiers:
        at += 1
    person = by_start.get(at)
    return person if person is not None and person.label == "PERSON" else None


def _owners(
    scene: Scene, i: int, start: int, end: int, owner: Draft, by_start: dict[int, Draft], by_end: dict[int, Draft]
) -> tuple[int, int, list[Draft]]:
    """(start, end, owners) with further owners: ``presidents of X and Y``, ``X-Y commission``, ``Polish and Swedish envoys``."""
    owners = [owner]
    plural = scene.parsed.words[i].tag_ in {"NNS", "NNPS"}
    links = _DASHES | _AND if plural else _DASHES
    while owners[0].end <= i and start > 1 and scene.lower[start - 1] in links:
        other = by_end.get(start - 1)
        if other is None or other.label != owner.label or not scene.same_sentence(other.start, i):
            break
        owners.insert(0, other)
        start = other.start
    while plural and owner.start > i and end + 1 < len(scene.lower) and scene.lower[end] in _AND:
        k = end + 1 + (scene.lower[end + 1] in {"the", "and"})
        other = by_start.get(k)
        if other is None or other.label != owner.label or not scene.same_sentence(k, i):
            break
        owners.append(other)
        end = other.end
    return start, end, owners


def _joined(owners: Sequence[Draft]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    actors = tuple(dict.fromkeys(a for owner in owners for a in owner.actor_ids))
    return actors, tuple(dict.fromkeys(p for owner in owners for p in owner.party_ids))


def _office(
    scene: Scene, i: int, found: list[Draft], by_start: dict[int, Draft], by_end: dict[int, Draft], words: Lexicon
) -> None:
    covering = next((d for d in (by_end.get(i + 1),) if d is not None and d.start < i and d.label == "ORG"), None)
    if covering is not None and covering.method == "gazetteer":
        return
    start, owner = _left(scene, i, by_end, words.office_modifiers)
    end, right_owner = _right(scene, i, by_start, words.office_domains)
    owner = owner or right_owner
    person, beside = _person(scene, i, start, end, by_start, by_end)
    if person is None:
        if owner is not None:
            start, end, owners = _owners(scene, i, start, end, owner, by_start, by_end)
            _add(found, Draft(start, end, "OFFICE", "office", *_joined(owners), i, owner=owner), by_start)
        return
    bare = owner is None and any(word in words.institutions for word in scene.lower[start:i])
    person.title = person.title or ("minister" if bare else scene.lower[i])
    if person.owner is None and owner is not None and owner is not person:
        person.owner = owner
    if beside:
        person.core = (person.start, person.end) if person.core[0] < 0 else person.core
        person.head = scene.head_of(*person.core)
        person.start = start
        by_start[start] = person
    elif owner is not None:
        _add(found, Draft(start, end, "OFFICE", "office", (), (), i, owner=person), by_start)


def _person(
    scene: Scene, i: int, start: int, end: int, by_start: dict[int, Draft], by_end: dict[int, Draft]
) -> tuple[Draft | None, bool]:
    """The person that the office belongs to, and whether the name stands right beside it."""
    beside = by_start.get(end)
    if beside is not None and beside.method == "ner" and beside.label in {"ORG", "GPE"} and _like_person(scene, i, beside):
        beside.label = "PERSON"
    if beside is not None and beside.label == "PERSON":
        return beside, True
    n = len(scene.lower)
    reach = end
    if scene.lower[i] in _HOSTED and end + 1 < n and scene.lower[end] in {"to", "in"}:
        host = by_start.get(end + 1 + (scene.lower[end + 1] == "the"))
        reach = host.end if host is not None else end
        beside = by_start.get(reach)
        if beside is not None and beside.label == "PERSON":
            return beside, True
    after = by_start.get(reach + 1) if reach < n and scene.texts[reach] == "," else None
    if after is not None and after.method == "ner" and after.label == "ORG" and _enclosed(scene, i, after):
        after.label = "PERSON"
    if after is not None and after.label == "PERSON" and _is_apposition(scene, after, i):
        return after, False
    before = start - 1
    while before > 0 and scene.lower[before] in {"the", "a", "an", "then", "former", "its", "their"}:
        before -= 1
    earlier = by_end.get(before) if before > 0 and scene.texts[before] in {",", "("} else None
    if earlier is not None and earlier.label == "PERSON" and scene.same_sentence(earlier.start, i):
        return earlier, False
    return _equated(scene, i, by_end), False


def _like_person(scene: Scene, i: int, draft: Draft) -> bool:
    """``general Ante Gotovina`` taken for an organisation: an office in the singular before two or three capitalised words."""
    words = scene.texts[draft.start : draft.end]
    singular = scene.parsed.words[i].tag_ in {"NN", "NNP"}
    named = 2 <= len(words) <= 4 and all(w[0].isupper() and not w.isupper() for w in words)
    return singular and named and not set(scene.lower[draft.start : draft.end]) & lexicon().organisations


def _enclosed(scene: Scene, i: int, draft: Draft) -> bool:
    """``the president of the bank, Kofi Mensah,`` taken for an organisation."""
    return _like_person(scene, i, draft) and draft.end < len(scene.texts) and scene.texts[draft.end] in {",", ".", ";"}


def _equated(scene: Scene, i: int, by_end: dict[int, Draft]) -> Draft | None:
    """The person that a verb sets equal to the office: ``X is president``, ``X was elected president``, ``the king is X``."""
    token = scene.parsed.words[i]
    if token.dep_ == "oprd" or (token.dep_ in {"attr", "nsubj"} and token.head.lemma_ in ENGLISH.verbs.copulas):
        for child in token.head.children:
            if child.dep_ in {"nsubj", "nsubjpass", "attr"} and child.i != i:
                subject = by_end.get(child.i + 1)
                return subject if subject is not None and subject.label == "PERSON" else None
    return None


def _is_apposition(scene: Scene, person: Draft, office: int) -> bool:
    """A name between commas after a single office, or one that the parse calls an apposition."""
    head = scene.parsed.words[scene.head_of(person.start, person.end)]
    closed = person.end < len(scene.texts) and scene.texts[person.end] in {",", ")", ".", ";"}
    return head.dep_ == "appos" or (closed and scene.parsed.words[office].tag_ in {"NN", "NNP"})


def _institution(
    scene: Scene, i: int, found: list[Draft], by_start: dict[int, Draft], by_end: dict[int, Draft], covers: dict[int, Draft]
) -> None:
    words = lexicon()
    known = by_end.get(i + 1)
    if known is not None and known.method in {"gazetteer", "acronym"} and known.end - known.start > 1:
        return
    start, owner = _left(scene, i, by_end, words.institution_modifiers)
    end, right_owner = _right(scene, i, by_start, words.office_domains)
    owner = owner or right_owner
    covering = covers.get(i)
    longer = covering is not None and covering.end > max(end, i + 1)
    wider = known is not None and known.start < start and known.end > i
    if owner is None or owner is known or longer or wider:
        return
    if scene.lower[i] in _PERSONAL and owner.method == "ner" and owner.end - owner.start == 1:
        if scene.texts[owner.start].isupper():
            return
        owner.label, owner.title = "PERSON", owner.title or "premier"
    if owner.label == "PERSON":
        if scene.lower[i] not in _PERSONAL:
            return
        owner.title = owner.title or "premier"  # whose regime it is governs the state
    named = scene.texts[i][0].isupper() and scene.lower[i] not in words.governments
    start, end, owners = _owners(scene, i, start, end, owner, by_start, by_end)
    draft = Draft(start, end, "ORG" if named else "NP", "office", *_joined(owners), i, owner=owner)
    if len(owners) == 1 and named and end - start > 1 and owner.label != "PERSON":
        name = scene.name_text(start, end)
        draft.actor_ids = (scene.new_actor(name, "institution", owner.party_ids[0]),)
    for other in [d for d in found if d.method == "ner" and d.start >= start and d.end <= end and d is not owner]:
        found.remove(other)
    _add(found, draft, by_start)


def _add(found: list[Draft], draft: Draft, by_start: dict[int, Draft]) -> None:
    """Add a mention; the widest one that starts at a token is the one found there."""
    found.append(draft)
    old = by_start.get(draft.start)
    if old is None or draft.end > old.end:
        by_start[draft.start] = draft
