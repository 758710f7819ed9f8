"""What a parser gets wrong in ways that the words around give away, put right as the last component of every pipeline.

Each repair is a function over a token that changes labels, tags and heads of the Doc in place. None moves or adds a word, or
reaches beyond the tree that it mends: sentences stay as they are, but for those that are too long to be one, which are cut first.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.parse import labels
from verbale.extractors.parse.long_sentences import bound
from verbale.extractors.parse.misread_words import MISREAD, tell_asides
from verbale.extractors.parse.rehanging import children_of, rehang


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
    saying: LowerWords


_WORDS: RepairWords = load(RepairWords, "repairs.toml")
CONJUNCTIONS = _WORDS.conjunctions
# What a parser makes of the clause that a cleft sets off.
_SET_OFF = labels.ADVERBIAL | labels.REDUCED | {"csubj", "ccomp", "relcl"}
_BELOW_FINITE = labels.ANY_SUBJECT | labels.OBJECT | labels.AUXILIARY
_FINITE = labels.FINITE | {"MD"}


@Language.component("verbale_repairs", requires=["token.lemma", "token.tag", "token.pos", "token.dep"], assigns=["token.dep"])
def mend(doc: Doc) -> Doc:
    """The same Doc with labels, tags and heads put right; tags, trees and lemmas must be there."""
    bound(doc)
    tell_asides(doc)
    for token in doc:
        if token.lemma_ == "be":
            _cleft(token)
        for repair in (*MISREAD.get(token.dep_, ()), *_REPAIRS.get(token.dep_, ())):
            repair(token)
    return doc


# --- Clauses ---


def _cleft(copula: Token) -> None:
    """``it was Peru that left``, ``it was not until 1990 that Peru left``: what is set off belongs to the clause behind it."""
    clause = _clause_behind_it(copula)
    opener = next((c for c in clause.children if c.lower_ in _WORDS.cleft), None) if clause is not None else None
    if clause is None or opener is None:
        return
    between = [c for c in copula.children if copula.i < c.i < opener.i]
    noun = next((c for c in between if c.dep_ == "attr" and c.pos_ in labels.NOMINAL), None)
    limit = next((c for c in between if c.lower_ in _WORDS.limits), None)
    if noun is not None and opener.dep_ in labels.SUBJECT | labels.OBJECT:
        rehang(clause, noun, "relcl")
    elif limit is not None and limit.nbor(-1).lower_ == "not":
        rehang(limit.nbor(-1), clause, "neg")
        rehang(limit, clause, "prep")


def _clause_behind_it(copula: Token) -> Token | None:
    """The first clause behind ``it was``."""
    if not any(c.lower_ == "it" for c in children_of(copula, labels.SUBJECT)):
        return None
    return next((c for c in children_of(copula, _SET_OFF) if c.i > copula.i and c.pos_ in labels.VERBAL), None)


def _fronted_participle(verb: Token) -> None:
    """``Admitted to the league in 1921, Norway turned ...``: a clause before its verb without a subject has no past tense."""
    if verb.tag_ != "VBD" or verb.i >= verb.head.i or children_of(verb, _BELOW_FINITE):
        return
    opens = verb.is_sent_start or (verb.i > 0 and verb.nbor(-1).lower_ in _WORDS.before_participle)
    if opens and any(t.text == "," for t in verb.doc[verb.i : verb.head.i]):
        verb.tag_ = "VBN"


def _subject_of_preposition(verb: Token) -> None:
    """``after a coup led by officers had toppled him``: a conjunction and its subject, taken for a preposition and its noun."""
    if verb.tag_ != "VBD" and (verb.tag_ != "VBN" or verb.dep_ != "advcl"):
        return
    finite = verb.tag_ == "VBD" or any(c.tag_ in _FINITE for c in children_of(verb, labels.AUXILIARY))
    if not finite or children_of(verb, labels.ANY_SUBJECT):
        return
    for link in verb.head.children:
        nouns = [c for c in link.children if c.dep_ == "pobj"] if link.dep_ == "prep" and link.lower_ in CONJUNCTIONS else []
        if nouns and nouns[0].i < verb.i and nouns[0].right_edge.i + 1 == verb.left_edge.i:
            passive = children_of(verb, labels.PASSIVE_AUXILIARY)
            rehang(nouns[0], verb, "nsubjpass" if passive else "nsubj")
            rehang(link, verb, "mark")
            return


def _coordinated_form(verb: Token) -> None:
    """``pledged to leave but stayed``, ``let it leave and, in May, return``: a past tense goes with the past tense above an
    infinitive, a bare infinitive with the infinitive below a past tense."""
    head = verb.head
    if verb.pos_ != "VERB" or head.pos_ != "VERB" or children_of(verb, labels.AUXILIARY):
        return
    if verb.tag_ == "VBD" and head.tag_ == "VB" and head.dep_ == "xcomp" and head.head.tag_ == "VBD":
        rehang(verb, head.head, "conj")
    elif verb.tag_ == "VB" and head.tag_ == "VBD":
        inner = [c for c in children_of(head, labels.COMPLEMENT) if c.tag_ == "VB" and c.i < verb.i]
        if inner:
            rehang(verb, inner[-1], "conj")


def _when_clause(verb: Token) -> None:
    """``became a republic in 1963, when Banda became president``: a clause after ``when`` is no conjunct."""
    if verb.pos_ != "VERB" or not children_of(verb, labels.ANY_SUBJECT):
        return
    whens = [t for t in verb.doc[verb.head.i : verb.i] if t.lower_ == "when" and t.i > 0 and t.nbor(-1).text == ","]
    if whens and verb.left_edge.i - 1 <= whens[-1].i <= verb.left_edge.i:
        rehang(whens[-1], verb, "advmod")
        verb.dep_ = "advcl"


def _behind_semicolon(verb: Token) -> None:
    """Clauses on both sides of a semicolon are coordinated."""
    if any(t.text == ";" for t in verb.doc[verb.head.i : verb.i]):
        verb.dep_ = "conj"


def _said_meanwhile(clause: Token) -> None:
    """``said on several occasions that it would leave``: what is said, taken for a description of when it was."""
    opener = clause.doc[clause.left_edge.i]
    if opener.lower_ != "that" or opener.dep_ != "mark" or not children_of(clause, labels.ANY_SUBJECT):
        return
    noun = clause.head
    place = noun.head if noun.dep_ == "pobj" else noun
    verb, beside = place.head, place.dep_ in labels.ADJUNCT | {"npadvmod"}
    if beside and verb.lemma_ in _WORDS.saying and place.i > verb.i and not children_of(verb, labels.OBJECT | labels.COMPLEMENT):
        rehang(clause, verb, "ccomp")


# --- Subjects ---


def _time_for_subject(noun: Token) -> None:
    """``left the bloc in 1992 and, the same year, severed ties``: a time between commas is nobody who acts."""
    verb = noun.head
    if noun.lemma_.lower() not in _WORDS.times or verb.dep_ != "conj" or verb.pos_ != "VERB":
        return
    pointed = any(child.lower_ in _WORDS.pointing for child in noun.children)
    if pointed and noun.i + 1 < verb.i and noun.nbor().text == ",":
        noun.dep_ = "npadvmod"


def _left_out(noun: Token) -> None:
    """``Peru rather than Chile left``: a second subject that did not."""
    if noun.i > 1 and noun.nbor(-1).lower_ == "than" and noun.nbor(-2).lower_ in _WORDS.leaving_out:
        rehang(noun, noun.nbor(-1), "pobj")


def _after_occasion(name: Token) -> None:
    """``During the Korean War Peru left``: without a comma, the name of the war is no part of the subject's."""
    occasion = name.nbor(-1) if name.i else name
    if name.pos_ != "PROPN" or occasion.lower_ not in _WORDS.occasions:
        return
    start = name.left_edge.i
    link = name.doc[start - 1] if start else name
    if occasion.head != name or occasion.dep_ != "compound" or link.dep_ not in {"prep", "mark"} or any(link.children):
        return
    for child in [c for c in name.children if c.i < occasion.i]:
        rehang(child, occasion, child.dep_)
    rehang(occasion, link, "pobj")
    link.dep_ = "prep"


# --- What hangs on the wrong word ---


def _accompanied(word: Token) -> None:
    """``Peru, together with Chile, left``: whoever goes with the subject, named before the verb, is no adjunct of the verb."""
    verb = word.head
    if word.lower_ not in _WORDS.accompanying or not 2 <= word.i < verb.i or word.nbor().lower_ != "with":
        return
    subject = next((c for c in children_of(verb, labels.SUBJECT) if c.i < word.i), None)
    if subject is not None and subject.i == word.i - 1 - (word.nbor(-1).text == ","):
        rehang(word, subject, "prep")


def _between_commas(word: Token) -> None:
    """``left the bloc and, the same year, severed ties``: what stands between conjunction and verb is that verb's."""
    doc, start, end = word.doc, word.left_edge.i, word.right_edge.i
    end += doc[end].text != ","
    if start < 2 or end + 1 >= len(doc) or doc[end].text != "," or doc[start - 1].text != "," or doc[start - 2].dep_ != "cc":
        return
    verb = next((c for c in word.head.children if c.i > end and c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if verb is not None and verb.left_edge.i == end + 1:
        rehang(word, verb, word.dep_)


def _after_relative(word: Token) -> None:
    """``Banda, who won the vote, on Monday named a premier``: what stands behind a relative clause is the verb's."""
    doc, clause = word.doc, word.head
    subject = clause.head
    if clause.dep_ not in labels.RELATIVE or subject.dep_ not in labels.ANY_SUBJECT or word.i < clause.i:
        return
    verb, start, end = subject.head, word.left_edge.i, word.right_edge.i + 1
    helping = all(t.head == verb and t.pos_ in {"AUX", "ADV", "PART"} for t in doc[end : verb.i])
    if doc[start - 1].text == "," and end <= verb.i and helping:
        rehang(word, verb, word.dep_)


def _hung_too_low(word: Token) -> None:
    """``called off | the visit``, ``Peru has | since May closed it``: what hangs on a particle or an auxiliary is the verb's."""
    verb = word.head
    below = {c.dep_ for c in verb.children}
    for child in list(word.children):
        if child.dep_ == "pobj" and word.dep_ in labels.PARTICLE and below.isdisjoint(labels.OBJECT):
            rehang(child, verb, "dobj")
        elif child.dep_ in labels.ANY_SUBJECT and word.dep_ in labels.AUXILIARY and below.isdisjoint(labels.ANY_SUBJECT):
            rehang(child, verb, child.dep_)


def _denied_member(negation: Token) -> None:
    """``recognised not Peru but Chile``: the negation of one member, not of the verb."""
    verb = negation.head
    if negation.lower_ != "not" or verb.i > negation.i:
        return
    noun = next((c for c in children_of(verb, labels.OBJECT) if negation.i < c.i), None)
    contrasted = noun is not None and any(c.lower_ == "but" and c.dep_ == "cc" for c in noun.children)
    if noun is not None and contrasted and noun.left_edge.i == negation.i + 1:
        rehang(negation, noun, "neg")


_Repair = Callable[[Token], None]
_CLAUSE: tuple[_Repair, ...] = (_fronted_participle, _subject_of_preposition)
_SUBJECT: tuple[_Repair, ...] = (_time_for_subject, _left_out, _after_occasion)
_ADJUNCT: tuple[_Repair, ...] = (_accompanied, _between_commas, _after_relative)
_REPAIRS: dict[str, tuple[_Repair, ...]] = {
    **dict.fromkeys(("acl", "advcl", "ccomp", "dep"), _CLAUSE),
    **dict.fromkeys(("nsubj", "expl"), _SUBJECT),
    "csubj": (*_CLAUSE, *_SUBJECT),
    **dict.fromkeys(("advmod", "npadvmod", "prep"), _ADJUNCT),
    **dict.fromkeys(labels.AUXILIARY | labels.PARTICLE, (_hung_too_low,)),
    "relcl": (_said_meanwhile,),
    "conj": (_coordinated_form, _when_clause),
    "parataxis": (_behind_semicolon,),
    "neg": (_denied_member,),
}
"""Label of a token -> the repairs that may concern it, in the order in which they are tried."""
