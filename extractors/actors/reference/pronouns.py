"""Pronouns -> the subject that they continue: of their own clause, of the clause above, of the sentence before."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.actors.drafts import Draft
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.grammar import is_minded
from verbale.extractors.parse import Word, labels

_RELATIVE = {"which", "that", "who", "whom"}
_CLAUSAL = {"ROOT", "relcl", "acl", "advcl", "ccomp"}
_MODIFIERS = {"compound", "amod", "nmod"}
_CAUSES = {"because", "over", "for", "due", "owing", "regarding", "concerning", "against"}
_OBJECT_CONTROL = {"order", "urge", "ask", "tell", "force", "persuade", "encourage", "allow", "help", "oblige", "request",
                   "invite", "instruct", "compel", "require", "advise", "warn", "permit", "enable"}  # fmt: skip
_CLAUSES = {"ccomp", "csubj", "csubjpass", "xcomp", "acl"}
_PERSONS = {"PERSON", "OFFICE"}
_STATES = {"state", "former_state"}
_WHERE = {"in", "at", "within", "of", "from", "through", "into", "under"}


def pronoun(known: Antecedents, i: int, kind: str) -> Draft | None:
    """The mention that this pronoun makes, or None where its antecedent is not plain. ``kind``: thing / plural / person."""
    token = known.doc[i]
    if token.pos_ not in {"PRON", "DET", "ADJ"} or (kind == "thing" and _expletive(token)) or _alternative(token):
        return None
    found = _within(known, token, kind)
    if found is None:
        found = _parallel(known, token, kind)
    if not found:
        return None
    actors = tuple(dict.fromkeys(a for d in found for a in d.actor_ids))
    parties = tuple(dict.fromkeys(p for d in found for p in d.party_ids))
    return Draft(i, i + 1, "PRON", "pronoun", actors, parties, i)


def _alternative(token: Word) -> bool:
    """``his or her``: anybody."""
    doc, i = token.doc, token.i
    return (i + 1 < len(doc) and doc[i + 1].lower_ == "or") or (i > 0 and doc[i - 1].lower_ == "or")


def _expletive(token: Word) -> bool:
    """``it is contended that``, ``it was agreed to``: the clause is the subject."""
    if is_minded(token):
        return False
    if token.dep_ == "expl":
        return True
    if token.dep_ not in labels.NOMINAL_SUBJECT:
        return False
    verb = token.head
    clauses = [c for c in verb.children if c.dep_ in _CLAUSES and c.i > verb.i]
    passive = any(c.dep_ in labels.PASSIVE_AUXILIARY for c in verb.children)
    complements = [c for c in verb.children if c.dep_ in {"acomp", "attr"}]
    below = any(g.dep_ in _CLAUSES for c in complements for g in c.children) or any(c.dep_ == "advcl" for c in verb.children)
    deep = bool(complements) and below
    return deep or bool(clauses and (passive or complements or verb.lemma_ in {"seem", "appear", "happen", "emerge"}))


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
            if not near and _rivals(known, draft, token, kind):
                return []
            return group if kind == "plural" else [draft]
        if kind == "thing" and len(group) > 1:
            return []
    return None


def _rivals(known: Antecedents, draft: Draft, token: Word, kind: str) -> bool:
    """Whether another actor of the same sort stands between the subject and a pronoun that is not close to it."""
    if kind != "thing":
        return False
    # Who is named in the subject's own relative clause is told of it only.
    edge = known.doc[draft.head].right_edge.i
    described = edge if draft.end <= edge < token.i else draft.end - 1
    clause = _clause(token)
    own = {c.i for c in clause.children if c.dep_ in labels.NOMINAL_SUBJECT}
    # "Kenya has sat in the Council since it joined": the subject of the clause behind goes on with the main one.
    stays = token.dep_ in labels.NOMINAL_SUBJECT and clause.dep_ == "advcl" and known.kind(draft.party_ids[0]) in _STATES
    return any(
        d.start > described
        and d.label in {"GPE", "ORG", "NP"}
        and d.head not in own
        and known.doc[d.head].dep_ not in _MODIFIERS
        and not (stays and _aside(known, d))
        and not set(d.party_ids) & set(draft.party_ids)
        for d in known.before(token.i)
    )


def _aside(known: Antecedents, draft: Draft) -> bool:
    """An organisation, or a place, that only says where: it is not spoken of again as ``it``."""
    head = known.doc[draft.head]
    return head.dep_ == "pobj" and head.head.lower_ in _WHERE and (draft.label == "ORG" or head.head.lower_ == "in")


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
    return noun.dep_ == "pobj" and prep.head.pos_ in labels.VERBAL and prep.lower_ not in _CAUSES


def _subjects(token: Word) -> Iterator[tuple[Word, bool]]:
    """Subjects from the innermost clause outwards, leaving out the one that the pronoun stands in.

    With each: whether the pronoun is close to it, by coordination alone or, for a subject pronoun, in what is said.
    """
    below, node = token, token.head
    near = _close(token)
    # An object never means the subject of its own clause ("the UN established it"), a reflexive or possessive may.
    own = token.dep_ in labels.ANY_OBJECT and not token.lower_.endswith(("self", "selves"))
    for _ in range(14):
        clausal = node.pos_ in labels.VERBAL or node.dep_ in _CLAUSAL
        subjects = [c for c in node.children if c.dep_ in labels.NOMINAL_SUBJECT] if clausal else []
        if own and any(c.lower_ not in _RELATIVE for c in subjects):
            own = False
        else:
            for child in subjects:
                if child.i not in {below.i, token.i}:
                    yield (node.head if child.lower_ in _RELATIVE and node.dep_ == "relcl" else child), near
            if clausal and not subjects:
                yield from ((child, near) for child in _controller(node))
            if clausal and (below.i == token.i or below.dep_ in labels.NOMINAL_SUBJECT):
                for child in node.children:
                    if child.dep_ == "advcl" and child.i < token.i:
                        yield from ((c, True) for c in child.children if c.dep_ in labels.NOMINAL_SUBJECT)
            # The subject of a relative clause is never the noun that the clause describes: "the ban which it had lifted".
            gap = node.dep_ == "relcl" and token.head.i == node.i and token.dep_ in labels.NOMINAL_SUBJECT
            if node.dep_ in {"acl", "relcl"} and node.head.pos_ in {"NOUN", "PROPN"} and not gap:
                yield node.head, near
        if node.head.i == node.i:
            return
        if clausal and node.dep_ != "conj" and not (node.dep_ == "ccomp" and token.dep_ in labels.NOMINAL_SUBJECT):
            near = False
        below, node = node, node.head


def _controller(verb: Word) -> list[Word]:
    """Who does what ``ordered the embassy to cut its staff`` says: the object of the verb above."""
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"} or verb.head.lemma_ not in _OBJECT_CONTROL:
        return []
    return [c for c in verb.head.children if c.dep_ in {"dobj", "obj", "dative"} and c.i < verb.i]


def _competes(noun: Word, kind: str) -> bool:
    """Whether a noun that names no actor could itself be what the pronoun means."""
    if noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    plural = noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in {"they", "we", "these", "those", "some", "many"}
    if kind == "plural":
        return plural
    return not plural


def _fits(known: Antecedents, draft: Draft, group: list[Draft], kind: str, token: Word) -> bool:
    if kind == "plural":
        return len(group) > 1 or known.is_plural(draft)
    if len(group) > 1 or known.is_plural(draft):
        return False
    if kind == "person":
        return draft.label in _PERSONS or _is_person(known, draft) or _personified(known, draft, token)
    return draft.label not in _PERSONS and not _is_person(known, draft) and draft.label != "NORP"


def _is_person(known: Antecedents, draft: Draft) -> bool:
    return any(known.scene.describe(a).kind == "person" for a in draft.actor_ids)


def _personified(known: Antecedents, draft: Draft, token: Word) -> bool:
    """``France expressed her solidarity``: a state as ``she``, where no person is in sight."""
    if token.lower_ not in {"her", "she", "herself"} or draft.label != "GPE":
        return False
    return not any(d.label == "PERSON" for d in known.before(token.i))


def _parallel(known: Antecedents, token: Word, kind: str) -> list[Draft]:
    """A subject pronoun (or a possessor in the subject) of the main clause continues the subject of the sentence before."""
    previous = known.previous(token.i)
    if previous is None:
        return []
    if kind == "person":
        here = {d.actor_ids for d in known.before(token.i) if d.label == "PERSON"}
        if len(here) == 1:
            return [d for d in known.before(token.i) if d.label == "PERSON"][-1:]
        if here:
            return []
    if not _in_main_subject(token) or _other_subject_before(token):
        return []
    subject = known.main_subject(previous)
    draft = known.by_head.get(subject.i) if subject is not None else None
    if draft is not None:
        group = known.group(draft)
        return (group if kind == "plural" else [draft]) if _fits(known, draft, group, kind, token) else []
    persons = [d for d in known.by_sentence[previous] if d.label == "PERSON"]
    if kind == "person" and len({d.actor_ids for d in persons}) == 1:
        return persons[-1:]
    return _topical(known, previous, token) if kind == "thing" else []


def _other_subject_before(token: Word) -> bool:
    """Whether the sentence has brought up another subject before the pronoun."""
    return any(t.dep_ in labels.NOMINAL_SUBJECT or t.dep_ == "expl" for t in token.doc[token.sent.start : token.i])


def _in_main_subject(token: Word) -> bool:
    node = token
    for _ in range(8):
        if node.dep_ in labels.NOMINAL_SUBJECT:
            verb = node.head
            return verb.head.i == verb.i or (verb.dep_ in {"ccomp", "conj", "advcl"} and verb.head.head.i == verb.head.i)
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def _topical(known: Antecedents, previous: int, token: Word) -> list[Draft]:
    """``it`` for the state that the document is about, if the sentence before named it and the pronoun acts."""
    topic = known.topic(token.i)
    if not topic or token.dep_ not in labels.NOMINAL_SUBJECT or token.head.lemma_ in {"seem", "appear", "include"}:
        return []
    return [d for d in known.by_sentence[previous] if d.party_ids == (topic,) and d.label == "GPE"][-1:]
