"""Who is the subject of a clause: its own, or lent by control, coordination, a relative or a participle."""

from __future__ import annotations

from verbale.extractors.grammar.clauses import (
    above_preposition,
    auxiliary_subject,
    became,
    expletive,
    has_subject,
    is_clausal,
    is_fronted_participle,
    obliques,
    relative_pronoun,
    subject_after_conjunction,
    swallowed_subject,
)
from verbale.extractors.parse import (
    ADVERBIAL,
    ATTRIBUTE,
    BLAMED,
    COMPLEMENT,
    COPULAS,
    DEPTH,
    DOCUMENTS,
    INDIRECT,
    NOMINAL,
    OBJECT,
    OBJECT_CONTROL,
    OBLIQUE_CONTROL,
    PERIODS,
    PLURAL,
    POSSESSOR,
    REDUCED,
    RELATIVE,
    RELATIVE_PRONOUNS,
    SUBJECT,
    SUBJECT_PASSIVE,
    Word,
)


def subject_tokens(token: Word, depth: int = 0) -> list[tuple[Word, str]]:
    """The surface subjects of a clause with the way they were found: direct, conj, control, relative, reduced."""
    if depth > DEPTH:
        return []
    own = [c for c in token.children if c.dep_ in SUBJECT | SUBJECT_PASSIVE and not expletive(c)]
    if token.dep_ == "conj":  # "approved the one and later that year rejected the other"
        own = [c for c in own if c.lemma not in PERIODS]
    own = own or [c for c in token.children if c.dep_ == "attr" and c.i < token.i and not has_subject(token)]
    own = own or swallowed_subject(token) or subject_after_conjunction(token) or auxiliary_subject(token)
    if own:
        return [antecedent(c, token) for c in without_description(own)]
    head, dep = token.head, token.dep_
    document = document_before(token)
    if document is not None:
        return [(document, "reduced")]
    if dep in RELATIVE and head.pos_ in NOMINAL and not relative_pronoun(token):
        return [] if has_subject(token) else [(meant_by(head, token), "relative")]
    if dep in REDUCED and (head.pos_ in NOMINAL or head.dep_ in ATTRIBUTE):
        return reduced(token, head, depth)
    if became(token):
        return subject_tokens(head, depth + 1)
    if thing := described_thing(token):
        return [(thing, "reduced")]
    if (dep == "conj" and is_clausal(head)) or is_asyndetic(token):
        return [(t, "conj") for t, _ in subject_tokens(head, depth + 1)]
    return controlled(token, depth)


def document_before(token: Word) -> Word | None:
    """``By the Treaty of Paris, signed in May, Peru left``: a participle behind a comma is the treaty's, whatever its head."""
    if token.tag_ != "VBN" or token.dep_ not in ADVERBIAL | REDUCED | {"pcomp"} or token.i < 2 or token.nbor(-1).text != ",":
        return None
    node = token.nbor(-2)
    for _ in range(DEPTH):
        if node.lemma in DOCUMENTS and node.pos_ in NOMINAL:
            return node
        if node.head.i >= node.i or is_clausal(node.head) or node.head.pos_ not in NOMINAL | {"ADP"}:
            return None
        node = node.head
    return None


def described_thing(token: Word) -> Word | None:
    """``voted sanctions, lifted in 1936``: a dated participle right behind a noun and a comma is said of that noun."""
    if token.dep_ not in ADVERBIAL or token.tag_ != "VBN" or token.i < 2 or token.i + 2 >= len(token.doc):
        return None
    comma, noun, word, date = token.nbor(-1), token.nbor(-2), token.nbor(), token.nbor(2)
    dated = word.lower_ in {"in", "on"} and (date.ent_type_ == "DATE" or date.text[:1].isdigit())
    return noun if comma.text == "," and noun.pos_ == "NOUN" and token.head.i < noun.i and dated else None


def is_asyndetic(token: Word) -> bool:
    """``Peru condemned the raid, warned of worse and left``: a verb without a subject that goes on with the list."""
    listed = token.dep_ == "parataxis" and is_clausal(token.head) and token.head.i < token.i
    return listed and token.tag_ in {"VBD", "VBZ"} and token.tag_ == token.head.tag_ and token.nbor(-1).text == ","


def without_description(subjects: list[Word]) -> list[Word]:
    """``A member of the union, Peru left``: of two subjects the name behind the comma is meant, the noun describes it."""
    first, last = subjects[0], subjects[-1]
    active = len(subjects) == 2 and first.dep_ in SUBJECT and first.right_edge.i < last.left_edge.i
    described = active and first.pos_ == "NOUN" and last.pos_ == "PROPN"
    return [last] if described and last.left_edge.nbor(-1).text == "," else subjects


def reduced(token: Word, noun: Word, depth: int) -> list[tuple[Word, str]]:
    """``a law adopted in May``, ``a firm selling arms``; ``an attempt to leave`` takes the attempt's possessor or subject."""
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children) or token.tag_ == "VB":
        owners = [c for c in noun.children if c.dep_ in POSSESSOR]
        # "efforts by Peru to leave"
        owners += [n for c in noun.children if c.i < token.i for word, n in obliques(c) if word == "by"]
        if owners:
            return [(owners[0], "control")]
        described = described_by(noun)
        if described is not None:
            return [(t, "control") for t, _ in subject_tokens(described, depth + 1)]
        if (named := named_by(noun)) is not None:
            return [(named, "control")]
        # "travelled to Rome with an offer to mediate"
        governor = noun.head.head if noun.head.lower_ == "with" else noun.head
        return control_of(governor, depth) if is_clausal(governor) and governor.i < token.i else []
    of_several = noun.tag_ in {"NNS", "NNPS"} and (noun.head.lower_ == "among" or noun.head.head.pos_ == "NUM")
    return [((among(noun) if of_several else None) or noun, "reduced")]


def controlled(token: Word, depth: int) -> list[tuple[Word, str]]:
    """Subjects lent by the governing clause to infinitives, participles and gerunds after prepositions."""
    governor = token.head
    if token.dep_ == "pcomp" or (token.dep_ in ADVERBIAL | COMPLEMENT and governor.pos_ == "ADP"):
        means = governor.lower_ == "by"
        governor = above_preposition(governor)
        addressed = _blamed(token, governor)
        if addressed:
            return [(noun, "control") for noun in addressed]
        if means:  # "retaliated for the raid by closing the port": how the verb above was done
            while governor.pos_ in NOMINAL and governor.head != governor and not is_clausal(governor):
                governor = above_preposition(governor.head)
        if governor.pos_ in NOMINAL and not is_clausal(governor):
            owners = [c for c in governor.children if c.dep_ in POSSESSOR]
            return [(owners[0], "control")] if owners else []
    elif token.dep_ not in COMPLEMENT | ADVERBIAL:
        return []
    if governor.pos_ == "ADJ" and governor.head != governor:
        governor = governor.head
    if token == governor or not is_clausal(governor):
        return []
    finite = token.tag_ in {"VBD", "VBP", "VBZ"} or any(
        c.tag_ in {"MD", "VBD", "VBZ", "VBP"} for c in token.lefts if c.dep_ == "aux"
    )
    finite = finite and token.dep_ != "xcomp" and not is_fronted_participle(token)
    return [] if finite else control_of(governor, depth, token)


def _blamed(gerund: Word, governor: Word) -> list[Word]:
    """Who did it in ``accused Peru of closing``, ``was criticised for leaving``, ``dissuaded Chile from joining``."""
    prep = gerund.head if gerund.head.pos_ in {"ADP", "SCONJ"} else None
    if prep is None or prep.lower_ not in BLAMED.get(governor.lemma_, ()):
        return []
    return [c for c in governor.children if c.dep_ in OBJECT | SUBJECT_PASSIVE][:1]


def control_of(governor: Word, depth: int, token: Word | None = None) -> list[tuple[Word, str]]:
    infinitive = token is not None and (token.dep_ == "xcomp" or token.tag_ == "VB")
    addressed = OBLIQUE_CONTROL.get(governor.lemma_, set())
    if infinitive and addressed:
        nouns = [noun for c in governor.children for prep, noun in obliques(c) if prep in addressed]
        if nouns:
            return [(nouns[0], "control")]
    if infinitive and governor.lemma_ in OBJECT_CONTROL:
        objects = [c for c in governor.children if c.dep_ in OBJECT | INDIRECT | SUBJECT_PASSIVE]
        if objects:
            return [(objects[0], "control")]
    return [(t, "control") for t, _ in subject_tokens(governor, depth + 1)]


def described_by(noun: Word) -> Word | None:
    """The copula whose subject is one of these: ``Peru was among the first states to leave``, ``one of ten that left``."""
    node = noun
    for _ in range(DEPTH):
        if node.dep_ in ATTRIBUTE and is_clausal(node.head) and node.head.lemma_ in COPULAS:
            return node.head if node is not noun else None
        inside = node.dep_ == "pobj" or (node.dep_ == "prep" and node.lower_ in {"of", "among"})
        if node.dep_ == "prep" and node.lower_ == "among" and is_clausal(node.head) and node.head.lemma_ in COPULAS:
            return node.head
        if not inside:
            return None
        node = node.head
    return None


def meant_by(noun: Word, clause: Word) -> Word:
    """Whom a relative clause on this noun speaks of: the one that is among them, the whole list, or the noun."""
    return among(noun) or named_by(noun) or whole_list(noun, clause)


def among(noun: Word) -> Word | None:
    """``Peru was among the states that left``: Peru."""
    described = described_by(noun)
    own = subject_tokens(described) if described is not None else []
    return own[0][0] if own else None


def named_by(noun: Word) -> Word | None:
    """The name behind a copula: ``the first state to leave was Peru``, ``among those that left were Peru and Chile``."""
    above = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "among" else noun
    copula = above.head
    if copula.lemma_ != "be" or noun.pos_ == "PROPN" or not (above.dep_ in SUBJECT or above is not noun) or above.i > copula.i:
        return None
    names = [c for c in copula.children if c.i > copula.i and c.dep_ in ATTRIBUTE | SUBJECT and c.pos_ == "PROPN"]
    return names[0] if len(names) == 1 else None


def whole_list(noun: Word, clause: Word) -> Word:
    """``A, B and C, which recalled their envoys``: a plural clause speaks of the whole list, whose head is its first member."""
    words = {t.lower_ for child in clause.children for t in (child, *child.children)}
    while words & PLURAL and noun.dep_ == "conj" and noun.head.pos_ in NOMINAL:
        noun = noun.head
    return noun


def antecedent(token: Word, clause: Word) -> tuple[Word, str]:
    """A relative pronoun stands for the noun that its clause modifies."""
    if token.lower_ in RELATIVE_PRONOUNS and token.tag_ in {"WDT", "WP", "IN", "DT", "WP$"}:
        head = clause
        for _ in range(DEPTH):
            if head.dep_ in RELATIVE:
                return meant_by(head.head, clause), "relative"
            if head.dep_ not in {"conj", "xcomp", "ccomp"}:
                break
            head = head.head
    return token, "direct"
