"""Pronouns -> the subject that they continue: of their own clause, of the clause above, of the sentence before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.extractors.actors.drafts import Draft, make_draft
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.documents import issuer
from verbale.extractors.actors.reference.lexicon import PRONOUNS, REFERENCE
from verbale.extractors.grammar import controllers, is_infinitive, is_minded
from verbale.extractors.parse import Word, labels

_RELATIVE = REFERENCE.pronouns.relative
_PRONOUNS = {"PRON", "DET", "ADJ"}
_CLAUSAL = {"ROOT", "relcl", "acl", "advcl", "ccomp"}
_CLAUSES = {"ccomp", "csubj", "csubjpass", "xcomp", "acl"}
_COMPLEMENTS = {"acomp", "attr"}
_BESIDE = {"advcl", "conj", "relcl", "ccomp"}
_RIVALS = {"GPE", "ORG", "NP"}
_PERSONS = {"PERSON", "OFFICE"}
_CLIMB, _NEAR_CLIMB = 14, 8


def pronoun(known: Antecedents, i: int, kind: str) -> Draft | None:
    """The mention that this pronoun makes, or None where its antecedent is not plain. ``kind``: thing / plural / person."""
    token = known.words[i]
    if token.pos_ not in _PRONOUNS or (kind == "thing" and _expletive(token)) or _alternative(token):
        return None
    found = _within(known, token, kind)
    if found is None:
        found = _parallel(known, token, kind)
    if not found:
        return None
    actors = tuple(dict.fromkeys(a for d in found for a in d.actor_ids))
    parties = tuple(dict.fromkeys(p for d in found for p in d.party_ids))
    return make_draft(i, i + 1, i, "PRON", "pronoun", actors, parties)


def relative(known: Antecedents, i: int) -> Draft | None:
    """``Peru, which left the bank``: the mention of whom a relative clause describes, or of who issued the document."""
    clause = known.words[i].head
    named = clause.dep_ == "relcl" and clause.head.i < i and known.words[i].dep_ in labels.NOMINAL_SUBJECT | labels.ANY_OBJECT
    found = known.by_head.get(clause.head.i) if named else None
    parties = issuer(known, clause.head) if named and found is None and known.words[i].dep_ in labels.SUBJECT else ()
    if parties:
        return make_draft(i, i + 1, i, "PRON", "pronoun", parties, parties)
    if found is None or found.end > i:
        return None
    return make_draft(i, i + 1, i, "PRON", "pronoun", found.actor_ids, found.party_ids)


def _alternative(token: Word) -> bool:
    """``his or her``: anybody."""
    words, i = token.doc, token.i
    return (i + 1 < len(words) and words[i + 1].lower_ == "or") or (i > 0 and words[i - 1].lower_ == "or")


def _expletive(token: Word) -> bool:
    """``it is contended that``, ``it was agreed to``: the clause is the subject."""
    if is_minded(token):
        return False
    if token.dep_ not in labels.NOMINAL_SUBJECT:
        return token.dep_ == "expl"
    verb = token.head
    complements = [c for c in verb.children if c.dep_ in _COMPLEMENTS]
    if complements and _has_clause_below(verb, complements):
        return True
    passive = any(c.dep_ in labels.PASSIVE_AUXILIARY for c in verb.children)
    says = bool(complements) or passive or verb.lemma_ in REFERENCE.around.seeming
    return says and any(c.dep_ in _CLAUSES and c.i > verb.i for c in verb.children)


def _has_clause_below(verb: Word, complements: Sequence[Word]) -> bool:
    """``it is important to note``, ``it was a year before``: a clause hangs on the complement, or tells when."""
    return any(g.dep_ in _CLAUSES for c in complements for g in c.children) or any(c.dep_ == "advcl" for c in verb.children)


def _within(known: Antecedents, token: Word, kind: str) -> list[Draft] | None:
    """The antecedent among the subjects of the pronoun's own sentence; [] where another noun blocks, None where there is none."""
    for subject, near in _subjects(token):
        if subject.i > token.i and token.tag_ != "PRP$":
            continue
        draft = known.by_head.get(subject.i)
        if draft is None:
            if subject.lower_ in _RELATIVE or not _competes(subject, kind):
                continue
            return []
        group = known.group(draft)
        if _fits(known, draft, group, kind, token):
            if not near and kind == "thing" and _has_rival(known, draft, token):
                return []
            return group if kind == "plural" else [draft]
        if kind == "thing" and len(group) > 1:
            return []
    return None


def _has_rival(known: Antecedents, draft: Draft, token: Word) -> bool:
    """Whether another actor of the same sort stands between the subject and a pronoun that is not close to it."""
    # Who is named in the subject's own relative clause is told of it only.
    edge = known.words[draft.head].right_edge.i
    described = edge if draft.end <= edge < token.i else draft.end - 1
    clause = _clause(token)
    # "held the chair of the Council, which it gave up": the noun that the clause describes is no rival, nor is any in it.
    gap = _gap(token, clause)
    own = {c.i for c in clause.children if c.dep_ in labels.NOMINAL_SUBJECT}
    # "Kenya has sat in the Council since it joined": the subject of the clause behind goes on with the main one.
    stays = token.dep_ in labels.NOMINAL_SUBJECT and clause.dep_ in _BESIDE and known.is_state(draft.party_ids[0])
    return any(
        other.start > described
        and other.head not in own
        and other.head not in gap
        and _may_rival(known, other, draft)
        and not (stays and _aside(known, other))
        for other in known.before(token.i)
    )


def _gap(token: Word, clause: Word) -> range:
    """The noun that a relative clause with this subject describes, with all that belongs to it."""
    described = clause.head
    relative = clause.dep_ == "relcl" and token.dep_ in labels.NOMINAL_SUBJECT
    return range(described.left_edge.i, clause.i) if relative else range(0)


def _may_rival(known: Antecedents, other: Draft, draft: Draft) -> bool:
    """Whether a mention stands as a noun for somebody else."""
    stands = other.label in _RIVALS and known.words[other.head].dep_ not in labels.PREMODIFIER
    return stands and not set(other.party_ids) & set(draft.party_ids)


def _aside(known: Antecedents, draft: Draft) -> bool:
    """An organisation in any place but the subject's, or a place that only says where: it is not spoken of again as ``it``."""
    head = known.words[draft.head]
    places = head.dep_ == "pobj" and head.head.lower_ == "in"
    return places or (draft.label in {"ORG", "NP"} and head.dep_ not in labels.NOMINAL_SUBJECT)


def _clause(token: Word) -> Word:
    node = token.head
    while node.pos_ not in labels.VERBAL and node.head.i != node.i:
        node = node.head
    return node


def _close(token: Word) -> bool:
    """A subject, or an argument of the verb itself with its possessor; not a noun deep inside another noun group."""
    if token.dep_ in labels.NOMINAL_SUBJECT:
        return True
    noun = token.head
    if noun.dep_ in labels.OBJECT:
        return True
    prep = noun.head
    return noun.dep_ == "pobj" and prep.head.pos_ in labels.VERBAL and prep.lower_ not in REFERENCE.around.causes


def _subjects(token: Word) -> Iterator[tuple[Word, bool]]:
    """Subjects from the innermost clause outwards, leaving out the one that the pronoun stands in.

    With each: whether the pronoun is close to it, by coordination alone or, for a subject pronoun, in what is said.
    """
    below, node = token, token.head
    near = _close(token)
    # An object never means the subject of its own clause ("the UN established it"), a reflexive or possessive may.
    own = token.dep_ in labels.ANY_OBJECT and not token.lower_.endswith(("self", "selves"))
    for _ in range(_CLIMB):
        clausal = node.pos_ in labels.VERBAL or node.dep_ in _CLAUSAL
        if own and clausal and any(c.lower_ not in _RELATIVE for c in _own_subjects(node)):
            own = False
        else:
            if clausal:
                yield from _subjects_of(token, below, node, near)
            if _is_described(token, node):
                yield node.head, near
        if node.head.i == node.i:
            return
        near = near and (not clausal or _goes_on(token, node))
        below, node = node, node.head


def _own_subjects(verb: Word) -> list[Word]:
    return [c for c in verb.children if c.dep_ in labels.NOMINAL_SUBJECT]


def _goes_on(token: Word, clause: Word) -> bool:
    """Whether the clause above is as near to the pronoun: one coordinated, or for a subject pronoun, the one that says it."""
    return clause.dep_ == "conj" or (clause.dep_ == "ccomp" and token.dep_ in labels.NOMINAL_SUBJECT)


def _subjects_of(token: Word, below: Word, verb: Word, near: bool) -> Iterator[tuple[Word, bool]]:
    """The subjects that a clause offers a pronoun in it: its own, or who is told to do it, or those of a clause before it."""
    subjects = _own_subjects(verb)
    for subject in subjects:
        if subject.i not in {below.i, token.i}:
            yield (verb.head if subject.lower_ in _RELATIVE and verb.dep_ == "relcl" else subject), near
    if not subjects:
        yield from ((child, near) for child in _controller(verb))
    if below.i == token.i or below.dep_ in labels.NOMINAL_SUBJECT:
        for child in verb.children:
            if child.dep_ == "advcl" and child.i < token.i:
                yield from ((subject, True) for subject in _own_subjects(child))


def _is_described(token: Word, clause: Word) -> bool:
    """Whether a clause describes the noun above it, and the pronoun may mean that. The subject of a relative clause never
    does: "the ban which it had lifted".
    """
    gap = clause.dep_ == "relcl" and token.head.i == clause.i and token.dep_ in labels.NOMINAL_SUBJECT
    return clause.dep_ in {"acl", "relcl"} and clause.head.pos_ in labels.SUBSTANTIVE and not gap


def _controller(verb: Word) -> list[Word]:
    """Who does what ``ordered the embassy to cut its staff`` says: whom the verb above addresses."""
    controlled = verb.dep_ in labels.COMPLEMENT | labels.ADVERBIAL and is_infinitive(verb)
    return [c for c in controllers(verb.head) if c.i < verb.i] if controlled else []


def _competes(noun: Word, kind: str) -> bool:
    """Whether a noun that names no actor could itself be what the pronoun means."""
    if noun.pos_ not in labels.NOUN:
        return False
    plural = noun.tag_ in labels.PLURAL or noun.lower_ in REFERENCE.pronouns.vague
    return plural == (kind == "plural")


def _fits(known: Antecedents, draft: Draft, group: Sequence[Draft], kind: str, token: Word) -> bool:
    several = len(group) > 1 or known.is_plural(draft)
    if several or kind == "plural":
        return several and kind == "plural"
    person = draft.label in _PERSONS or _is_person(known, draft)
    if kind == "person":
        return person or _personified(known, draft, token)
    return not person and draft.label != "NORP"


def _is_person(known: Antecedents, draft: Draft) -> bool:
    if draft.label == "PRON":
        return PRONOUNS.get(known.view.lower[draft.head]) == "person"
    return any(known.actors.kind(actor) == "person" for actor in draft.actor_ids)


def _personified(known: Antecedents, draft: Draft, token: Word) -> bool:
    """``France expressed her solidarity``: a state as ``she``, where no person is in sight."""
    if token.lower_ not in REFERENCE.pronouns.feminine or draft.label != "GPE":
        return False
    return not any(d.label == "PERSON" for d in known.before(token.i))


def _parallel(known: Antecedents, token: Word, kind: str) -> list[Draft]:
    """A subject pronoun (or a possessor in the subject) of the main clause continues the subject of the sentence before."""
    previous = known.previous(token.i)
    if previous is None:
        return []
    persons = [d for d in known.before(token.i) if d.label == "PERSON"] if kind == "person" else []
    if persons:
        return persons[-1:] if len({d.actor_ids for d in persons}) == 1 else []
    if not _in_main_subject(token) or _other_subject_before(token):
        return []
    subject = known.main_subject(previous)
    draft = known.by_head.get(subject.i) if subject is not None else None
    if draft is None:
        return _told_of(known, previous, token, kind)
    group = known.group(draft)
    if not _fits(known, draft, group, kind, token):
        return []
    return group if kind == "plural" else [draft]


def _told_of(known: Antecedents, sentence: int, token: Word, kind: str) -> list[Draft]:
    """Whom a sentence with another subject tells of: its one person, or the state that the document is about."""
    if kind == "thing":
        return _topical(known, sentence, token)
    persons = [d for d in known.by_sentence[sentence] if d.label == "PERSON"] if kind == "person" else []
    return persons[-1:] if len({d.actor_ids for d in persons}) == 1 else []


def _other_subject_before(token: Word) -> bool:
    """Whether the sentence has brought up another subject before the pronoun."""
    return any(t.dep_ in labels.NOMINAL_SUBJECT or t.dep_ == "expl" for t in token.doc[token.sent.start : token.i])


def _in_main_subject(token: Word) -> bool:
    node = token
    for _ in range(_NEAR_CLIMB):
        if node.dep_ in labels.NOMINAL_SUBJECT:
            verb = node.head
            return verb.head.i == verb.i or (verb.dep_ in {"ccomp", "conj", "advcl"} and verb.head.head.i == verb.head.i)
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def _topical(known: Antecedents, sentence: int, token: Word) -> list[Draft]:
    """``it`` for the state that the document is about, if the sentence before named it and the pronoun acts."""
    topic = known.topic(token.i)
    if not topic or token.dep_ not in labels.NOMINAL_SUBJECT or token.head.lemma_ in REFERENCE.around.no_deeds:
        return []
    return [d for d in known.by_sentence[sentence] if d.party_ids == (topic,) and d.label == "GPE"][-1:]
