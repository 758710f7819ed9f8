"""Definite noun phrases -> whom they mean: ``the country``, ``both republics``, ``the commission``, ``the authorities``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from verbale.extractors.actors.drafts import Draft, make_draft
from verbale.extractors.actors.lexicon import OFFICES, STATE_OFFICES
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.lexicon import REFERENCE
from verbale.extractors.actors.reference.pairs import counted, own_subject, pair
from verbale.extractors.parse import labels
from verbale.extractors.schema import Actor

_REACH = 3
_PLACED = 3  # words of *in Angola after*
_NOBODY = ("", "")
_THAT = "that"


def definite(known: Antecedents, i: int, kind: str) -> Draft | None:
    """The mention that the definite noun phrase headed by token i makes, or None where nobody is plainly meant.

    ``kind``: what the noun means (country / government / organisation / pair / each), empty for one that only repeats.
    """
    if i in known.taken or modifies(known, i):
        return None
    if counted(known, i, kind):
        return pair(known, i)
    start = article(known, i)
    if start is None or known.view.lower_at(i + 1) in {"of", "that"}:
        return None
    if known.view.lower[start] != "the" and kind != "country":
        return None
    found = _repeated(known, i) or (_organisation(known, i) if kind == "organisation" else None)
    if found is not None:
        return make_draft(start + 1, i + 1, i, "NP", "definite", found.actor_ids, found.party_ids)
    return _state_meant(known, start, i, kind) if kind in {"country", "government"} else None


def _state_meant(known: Antecedents, start: int, i: int, kind: str) -> Draft | None:
    """The mention of the state that a country or government means, if it means one plainly."""
    party, method = _state(known, start, i, kind)
    if not party or (known.view.lower[i] in REFERENCE.nouns.rare and party != known.topic(i)):
        return None
    return make_draft(start + 1, i + 1, i, label_of(known, i), method, (party,), (party,))


def label_of(known: Antecedents, i: int) -> str:
    """``OFFICE`` for a noun that a person bears (``the president``), whom ``he`` may mean; else ``NP``."""
    return "OFFICE" if known.view.lower[i] in OFFICES else "NP"


def modifies(known: Antecedents, i: int) -> bool:
    """Whether the word belongs to the noun behind it (``the government side``, ``the North side``)."""
    word = known.words[i]
    return word.head.i == i + 1 and word.dep_ in labels.PREMODIFIER


def own_institution(known: Antecedents, institution: Draft) -> None:
    """Let ``Ministry of Foreign Affairs`` be its state's: its possessor's, else the one state in sight's; else it stays nobody's.
    Its acronyms are the same.
    """
    view = known.view
    party = _possessor(known, institution) or _state(known, institution.start, institution.start, "government")[0]
    if not party:
        return
    name = view.name_text(institution.start, institution.end)
    actor = Actor(f"{name} ({party})", name, "institution", party)
    known.learn(institution._replace(method="definite"), actor)
    for draft in known.given:
        if draft.owner == institution.key and not draft.actor_ids:
            known.learn(draft, actor)


def _possessor(known: Antecedents, institution: Draft) -> str:
    """The party of the pronoun right before an institution (``its Foreign Ministry``)."""
    before = institution.start - 1
    owner = known.by_head.get(before) if before >= 0 and known.view.same_sentence(before, institution.start) else None
    return owner.party_ids[0] if owner is not None and owner.label == "PRON" and len(owner.party_ids) == 1 else ""


def article(known: Antecedents, i: int) -> int | None:
    """The token of the article, where nothing but free adjectives stands between it and the noun."""
    view = known.view
    start = i - 1
    while start >= 0 and view.lower[start] in REFERENCE.nouns.free and i - start < 3:
        start -= 1
    return start if view.lower_at(start) in REFERENCE.counting.article and view.same_sentence(start, i) else None


def _repeated(known: Antecedents, i: int) -> Draft | None:
    """``the commission`` after ``the EU's executive commission``: the last mention with the same head, not far back."""
    view = known.view
    for draft in reversed(known.heads_said.get(view.lower[i], [])):
        if draft.end <= i:
            near = view.sentence_of[i] - view.sentence_of[draft.start] <= _REACH
            return draft if near or view.lower[i] in REFERENCE.nouns.rare else None
    return None


def _organisation(known: Antecedents, i: int) -> Draft | None:
    """The last organisation whose name holds the noun; for general nouns, the one organisation in sight."""
    view, word = known.view, known.view.lower[i]
    general = word in REFERENCE.nouns.organisation_general
    here = view.sentence_of[i]
    found: list[Draft] = []
    for number in range(here, -1 if view.texts[i][0].isupper() else max(-1, here - _REACH), -1):
        for draft in reversed(known.by_sentence[number]):
            if draft.end > i or draft.label != "ORG":
                continue
            if word in known.actors.describe(draft.actor_ids[0]).name.lower().split():
                return draft
            if general and here - number <= _REACH and known.is_organisation(draft.party_ids[0]):
                found.append(draft)
    return found[0] if len({d.party_ids for d in found}) == 1 else None


def _state(known: Antecedents, start: int, i: int, kind: str) -> tuple[str, str]:
    """(state, method): the one state in sight, else the document's own; ("", "") where several compete."""
    if kind == "government":
        return _nearest(known, i, in_sight(known, start, i, kind, ()), ())
    pointed = _pointed_at(known, start, i)
    if pointed:
        return pointed, "definite"
    subject = own_subject(known, i)
    own = known.states([subject]) if subject is not None else []
    if subject is not None and _is_at_home(known, subject) and len(own) == 1:
        return own[0], "definite"
    other = (_of_main_clause(known, i) or _place_before(known, start, i)) if subject is None else ""
    if other:
        return other, "definite"
    states = in_sight(known, start, i, kind, own)
    kept = _kept_topic(known, i, states) if known.topic(i) not in own else None
    return kept or _nearest(known, i, states, own)


def _nearest(known: Antecedents, i: int, states: Sequence[str], barred: Collection[str]) -> tuple[str, str]:
    """The topic, where it is in sight or nobody else is; else the one state in sight."""
    topic = known.topic(i)
    if topic and (topic in states or not states):
        return _NOBODY if topic in barred else (topic, "definite" if topic in states else "topic")
    return (states[0], "definite") if len(states) == 1 else _NOBODY


def _is_at_home(known: Antecedents, subject: Draft) -> bool:
    """``the president left the country``: an office or institution acts at home; a state does not mean itself."""
    return subject.label in {"PERSON", "NP"} or known.view.lower[subject.head] in STATE_OFFICES


def in_sight(known: Antecedents, start: int, i: int, kind: str, barred: Collection[str]) -> list[str]:
    """The states before the article at ``start``, in its own sentence or else in the one before."""
    topic, previous = known.topic(i), known.previous(i)
    states = _named_states(known, known.before(start), barred)
    if not states and previous is not None:
        states = _named_states(known, known.by_sentence[previous], barred)
        # "Ties with Nepal were cut. The government ..." is the topic's own, where the other state does nothing.
        if topic and kind == "government" and topic not in states and not set(states) & set(_leading(known, previous)):
            states = []
    if not states and not topic:
        states = [s for s in known.states(known.before(start)) if s not in barred]
    return states


def _kept_topic(known: Antecedents, i: int, states: Collection[str]) -> tuple[str, str] | None:
    """In a text about one state, ``the country`` is hardly another, where the sentence before has just named the first; and
    nobody plainly, where only others are in sight. None where the sentence before says nothing of it.
    """
    topic, previous = known.topic(i), known.previous(i)
    if not topic or previous is None:
        return None
    if topic in known.states(known.by_sentence[previous]):
        return topic, "definite"
    return _NOBODY if states and topic not in states else None


def _pointed_at(known: Antecedents, start: int, i: int) -> str:
    """``Chile's troops are in Mali after the French invasion of that country``: in a text about Chile the one other state that
    the sentence has named outside the noun group."""
    topic, above = known.topic(i), known.words[i].head.head
    if known.view.lower[start] != _THAT or not topic or topic not in known.states(known.before(start)):
        return ""
    named = [d for d in known.before(start) if d.label == "GPE" and above not in known.words[d.head].ancestors]
    others = set(known.states(named)) - {topic}
    return others.pop() if len(others) == 1 else ""


def _of_main_clause(known: Antecedents, i: int) -> str:
    """``Peru recognised Angola after the country had won its war``: who is not the main subject, named last before it."""
    noun = known.words[i]
    clause = noun.head
    if noun.dep_ not in labels.NOMINAL_SUBJECT or clause.dep_ != "advcl" or clause.i < clause.head.i:
        return ""
    subjects = [c.i for c in clause.head.children if c.dep_ in labels.NOMINAL_SUBJECT and c.i in known.by_head]
    own = known.states([known.by_head[subjects[0]]]) if subjects else []
    if len(own) != 1:
        return ""
    objects = [d for d in known.before(i) if d.start > subjects[0] and d.label == "GPE"]
    others = set(known.states(objects)).difference(own)
    return others.pop() if len(others) == 1 else ""


def _place_before(known: Antecedents, start: int, i: int) -> str:
    """``war broke out in Angola after the country had won its freedom``: where the clause right before says that it was."""
    if start < _PLACED or known.words[i].dep_ not in labels.NOMINAL_SUBJECT or known.words[start - 1].dep_ != "mark":
        return ""
    placed = [d for d in known.before(start) if d.end == start - 1 and d.label == "GPE"]
    names = {state for d in placed if known.view.lower[d.start - 1] == "in" for state in known.states([d])}
    return names.pop() if len(names) == 1 else ""


def _leading(known: Antecedents, sentence: int) -> list[str]:
    """The states with which a sentence begins, and that of its main subject: whom it is about."""
    subject = known.main_subject(sentence)
    opening = known.view.parsed.sentences[sentence].start + 2
    drafts = [d for d in known.by_sentence[sentence] if d.start <= opening]
    if subject is not None and subject.i in known.by_head:
        drafts.append(known.by_head[subject.i])
    return known.states(drafts)


def _named_states(known: Antecedents, drafts: Iterable[Draft], barred: Collection[str]) -> list[str]:
    """The states that these mentions name or speak for; an adjective (``Polish journalists``) names none."""
    return [s for s in known.states(d for d in drafts if d.label != "NORP") if s not in barred]
