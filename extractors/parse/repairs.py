"""Labels that a parser gets wrong in ways that the words around give away, put right before anything reads them.

Each repair is a function over the words of a text that changes labels in place; none moves or adds a word.
"""

from __future__ import annotations

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.parse import labels
from verbale.extractors.parse.tokens import Word, Words


class RepairWords(Table):
    """``data/repairs.toml``; what each list means stands there."""

    conjunctions: LowerWords
    before_participle: LowerWords
    times: LowerWords
    pointing: LowerWords
    occasions: LowerWords
    cleft: LowerWords
    limits: LowerWords
    leaving_out: LowerWords
    accompanying: LowerWords


_WORDS: RepairWords = load(RepairWords, "repairs.toml")
CONJUNCTIONS = _WORDS.conjunctions
# What a parser makes of a clause whose participle it mistakes, and of one that a cleft sets off.
_CLAUSE = labels.ADVERBIAL | labels.REDUCED | {"csubj", "dep", "ccomp"}
_SET_OFF = labels.ADVERBIAL | labels.REDUCED | {"csubj", "ccomp", "relcl"}


def mend(words: Words) -> Words:
    """The same words with their labels repaired."""
    for word in words:
        if word.lemma == "be":
            _cleft(word)
        elif word.lower_ == "not" and word.dep_ == "neg":
            _denied_member(word)
        if word.tag_ == "VBD" and word.dep_ in _CLAUSE:
            _fronted_participle(word)
            _subject_of_preposition(word)
        elif word.tag_ == "VBN" and word.dep_ == "advcl":
            _subject_of_preposition(word)
        elif word.dep_ == "conj" and word.pos_ == "VERB":
            _coordinated_form(word)
            _when_clause(word)
        elif word.dep_ in labels.AUXILIARY | labels.PARTICLE and word.children:
            _hung_too_low(word)
        elif word.dep_ == "parataxis" and any(t.text == ";" for t in words[word.head.i : word.i]):
            word.dep_ = "conj"  # clauses on both sides of a semicolon
        elif word.dep_ in labels.SUBJECT:
            _time_for_subject(word)
            _left_out(word)
            _after_occasion(word)
        elif word.dep_ in {"npadvmod", "prep", "advmod"}:
            _accompanied(word)
            _between_commas(word)
            _after_relative(word)
    return words


def _fronted_participle(word: Word) -> None:
    """``Admitted to the league in 1921, Norway turned ...``: a clause before its verb without a subject has no past tense."""
    opens = word.is_sent_start or (word.i > 0 and word.nbor(-1).lower_ in _WORDS.before_participle)
    below = {child.dep_ for child in word.children}
    bare = not below & (labels.ANY_SUBJECT | labels.OBJECT | labels.AUXILIARY)
    if bare and opens and word.i < word.head.i and any(t.text == "," for t in word.doc[word.i : word.head.i]):
        word.tag_ = "VBN"


def _subject_of_preposition(word: Word) -> None:
    """``after a coup led by officers had toppled him``: a conjunction and its subject, taken for a preposition and its noun."""
    auxiliaries = [c for c in word.children if c.dep_ in labels.AUXILIARY]
    finite = word.tag_ == "VBD" or any(c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in auxiliaries)
    if not finite or any(c.dep_ in labels.ANY_SUBJECT for c in word.children):
        return
    start = word.left_edge.i
    for link in word.head.children:
        mistaken = link.dep_ == "prep" and link.lower_ in CONJUNCTIONS
        nouns = [c for c in link.children if c.dep_ == "pobj"] if mistaken else []
        if nouns and nouns[0].i < word.i and nouns[0].right_edge.i + 1 == start:
            passive = any(c.dep_ in labels.PASSIVE_AUXILIARY for c in auxiliaries)
            _rehang(nouns[0], word, "nsubjpass" if passive else "nsubj")
            _rehang(link, word, "mark")
            return


def _coordinated_form(word: Word) -> None:
    """``pledged to leave but stayed``, ``let it leave and, in May, return``: a past tense goes with the past tense above an
    infinitive, a bare infinitive with the infinitive below a past tense."""
    head = word.head
    auxiliaries = [c for c in word.children if c.dep_ in labels.AUXILIARY]
    if auxiliaries or head.pos_ != "VERB":
        return
    if word.tag_ == "VBD" and head.tag_ == "VB" and head.dep_ == "xcomp" and head.head.tag_ == "VBD":
        _rehang(word, head.head, "conj")
    elif word.tag_ == "VB" and head.tag_ == "VBD":
        inner = [c for c in head.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB" and c.i < word.i]
        if inner:
            _rehang(word, inner[-1], "conj")


def _when_clause(word: Word) -> None:
    """``became a republic in 1963, when Banda became president``: a clause after ``when`` is no conjunct."""
    start = word.left_edge.i
    whens = [t for t in word.doc[word.head.i : word.i] if t.lower_ == "when" and t.i > 0 and t.nbor(-1).text == ","]
    if whens and any(c.dep_ in labels.ANY_SUBJECT for c in word.children) and whens[-1].i in {start - 1, start}:
        _rehang(whens[-1], word, "advmod")
        word.dep_ = "advcl"


def _rehang(word: Word, head: Word, label: str) -> None:
    """Put a word below another one."""
    word.head.children = tuple(c for c in word.head.children if c is not word)
    word.head, word.dep_ = head, label
    head.children = tuple(sorted((*head.children, word), key=lambda c: c.i))


def _time_for_subject(word: Word) -> None:
    """``left the bloc in 1992 and, the same year, severed ties``: a time between commas is nobody who acts."""
    head = word.head
    pointed = any(child.lower_ in _WORDS.pointing for child in word.children)
    between_commas = word.i + 1 < head.i and word.nbor().text == ","
    if word.lemma in _WORDS.times and pointed and between_commas and head.dep_ == "conj" and head.pos_ == "VERB":
        word.dep_ = "npadvmod"


def _between_commas(word: Word) -> None:
    """``left the bloc and, the same year, severed ties``: what stands between conjunction and verb is that verb's."""
    doc, start, end = word.doc, word.left_edge.i, word.right_edge.i
    end += doc[end].text != ","
    if start < 2 or end + 1 >= len(doc) or doc[end].text != "," or doc[start - 1].text != "," or doc[start - 2].dep_ != "cc":
        return
    verb = next((c for c in word.head.children if c.i > end and c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if verb is not None and verb.left_edge.i == end + 1:
        _rehang(word, verb, word.dep_)


def _after_relative(word: Word) -> None:
    """``Banda, who won the vote, on Monday named a premier``: what stands behind a relative clause is the verb's."""
    doc, clause = word.doc, word.head
    subject = clause.head
    if clause.dep_ not in labels.RELATIVE or subject.dep_ not in labels.ANY_SUBJECT or word.i < clause.i:
        return
    verb, start, end = subject.head, word.left_edge.i, word.right_edge.i + 1
    between = doc[end : verb.i]
    if doc[start - 1].text == "," and end <= verb.i and all(t.head is verb and t.pos_ in {"AUX", "ADV", "PART"} for t in between):
        _rehang(word, verb, word.dep_)


def _cleft(copula: Word) -> None:
    """``it was Peru that left``, ``it was not until 1990 that Peru left``: what is set off belongs to the clause behind it."""
    if not any(c.lower_ == "it" and c.dep_ in labels.SUBJECT for c in copula.children):
        return
    clause = next((c for c in copula.children if c.i > copula.i and c.pos_ in labels.VERBAL and c.dep_ in _SET_OFF), None)
    opener = next((c for c in clause.children if c.lower_ in _WORDS.cleft), None) if clause is not None else None
    if clause is None or opener is None:
        return
    noun = next((c for c in copula.children if c.dep_ == "attr" and copula.i < c.i < opener.i and c.pos_ in labels.NOMINAL), None)
    limit = next((c for c in copula.children if c.lower_ in _WORDS.limits and copula.i < c.i < opener.i), None)
    if noun is not None and opener.dep_ in labels.SUBJECT | labels.OBJECT:
        _rehang(clause, noun, "relcl")
    elif limit is not None and limit.nbor(-1).lower_ == "not":
        _rehang(limit.nbor(-1), clause, "neg")
        _rehang(limit, clause, "prep")


def _hung_too_low(word: Word) -> None:
    """``called off | the visit``, ``Peru has | since May closed it``: what hangs on a particle or an auxiliary is the verb's."""
    verb = word.head
    has = {c.dep_ for c in verb.children}
    for child in word.children:
        if child.dep_ == "pobj" and word.dep_ in labels.PARTICLE and not has & labels.OBJECT:
            _rehang(child, verb, "dobj")
        elif child.dep_ in labels.ANY_SUBJECT and word.dep_ in labels.AUXILIARY and not has & labels.ANY_SUBJECT:
            _rehang(child, verb, child.dep_)


def _denied_member(word: Word) -> None:
    """``recognised not Peru but Chile``: the negation of one member, not of the verb."""
    verb = word.head
    noun = next((c for c in verb.children if c.dep_ in labels.OBJECT and word.i < c.i), None)
    contrasted = noun is not None and any(c.lower_ == "but" and c.dep_ == "cc" for c in noun.children)
    if noun is not None and contrasted and verb.i < word.i and noun.left_edge.i == word.i + 1:
        _rehang(word, noun, "neg")


def _left_out(word: Word) -> None:
    """``Peru rather than Chile left``: a second subject that did not."""
    if word.i > 1 and word.nbor(-1).lower_ == "than" and word.nbor(-2).lower_ in _WORDS.leaving_out:
        _rehang(word, word.nbor(-1), "pobj")


def _after_occasion(word: Word) -> None:
    """``During the Korean War Peru left``: without a comma, the name of the war is no part of the subject's."""
    occasion = word.nbor(-1) if word.i else word
    named = word.pos_ == "PROPN" and occasion.lower_ in _WORDS.occasions
    if not named or occasion.head is not word or occasion.dep_ != "compound":
        return
    start = word.left_edge.i
    link = word.doc[start - 1] if start else word
    if link.dep_ not in {"prep", "mark"} or link.children:
        return
    for child in [c for c in word.children if c.i < occasion.i]:
        _rehang(child, occasion, child.dep_)
    _rehang(occasion, link, "pobj")
    link.dep_ = "prep"


def _accompanied(word: Word) -> None:
    """``Peru, together with Chile, left``: whoever goes with the subject, named before the verb, is no adjunct of the verb."""
    verb = word.head
    if word.lower_ not in _WORDS.accompanying or word.i >= verb.i or word.nbor().lower_ != "with" or word.i < 2:
        return
    subject = next((c for c in verb.children if c.dep_ in labels.SUBJECT and c.i < word.i), None)
    place = word.i - (word.nbor(-1).text == ",") - 1
    if subject is not None and subject.i == place:
        _rehang(word, subject, "prep")
