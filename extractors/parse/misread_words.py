"""Words that a parser takes for others: nouns for verbs, verbs for nouns, an aside for what is told. Repairs of its trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc, Token

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.parse import labels
from verbale.extractors.parse.rehanging import children_of, rehang


class MisreadWords(Table):
    """``data/misread.toml``; what each list means stands there."""

    charging: LowerWords


_WORDS: MisreadWords = load(MisreadWords, "misread.toml")
_TREE: list[int | str] = ["HEAD", "DEP"]
_THAT = "that"
_BARE = frozenset(("VB", "VBP", "VBG"))
_CLAUSES = frozenset(("relcl", "ccomp"))
_MODIFYING = frozenset(("compound", "nmod", "amod"))


def _pointed_at(noun: Token) -> None:
    """``contests that claim``: what would need another form as the verb of *that* is a noun that *that* points at."""
    verb, that = noun.head, noun.nbor(-1) if noun.i else noun
    if noun.tag_ not in _BARE or that.lower_ != _THAT or that.head != noun or that.dep_ not in labels.ANY_SUBJECT:
        return
    if verb.i != that.i - 1 or verb.pos_ != "VERB" or children_of(noun, labels.OBJECT | labels.AUXILIARY):
        return
    noun.tag_, noun.pos_, noun.dep_, noun.lemma_ = "NN", "NOUN", "dobj", noun.lower_
    that.tag_, that.pos_, that.dep_ = "DT", "DET", "det"
    if not children_of(verb, labels.ANY_SUBJECT):
        for name in [c for c in children_of(verb, _MODIFYING) if c.pos_ == "PROPN" and c.i < verb.i]:
            name.dep_ = "nsubj"


def _of_a_wish(verb: Token) -> None:
    """``its demand that Togo ease restrictions``: a noun with a subject of its own is a verb, the noun behind it its object."""
    noun = verb.head
    subjects = children_of(verb, labels.SUBJECT)
    if verb.pos_ != "NOUN" or verb.i > noun.i or not subjects:
        return
    mark = next((c for c in noun.children if c.lower_ == _THAT and c.dep_ == "mark" and c.i < subjects[0].i), None)
    if mark is None or mark.i == 0:
        return
    above, label = noun.head, noun.dep_
    wish = mark.nbor(-1)
    if label == "ROOT" or above == noun or above.i >= mark.i:
        return
    on_noun = wish.pos_ == "NOUN"
    verb.tag_, verb.pos_ = "VB", "VERB"
    rehang(verb, wish if on_noun else above, "acl" if on_noun else "ccomp")
    rehang(noun, verb, "dobj")
    rehang(mark, verb, "mark")


def _charged_with(gerund: Token) -> None:
    """``accused Peru of bombing villages``: behind such a verb the preposition has a deed for its object, not a noun."""
    noun, link = gerund.head, gerund.nbor(-1) if gerund.i else gerund
    if not gerund.lower_.endswith("ing") or link.lower_ != "of" or noun.head != link or noun.i <= gerund.i:
        return
    verb = link.head if link.head.pos_ == "VERB" else link.head.head
    if verb.lemma_ not in _WORDS.charging or verb.i > link.i:
        return
    gerund.tag_, gerund.pos_ = "VBG", "VERB"
    rehang(link, verb, "prep")
    rehang(gerund, link, "pcomp")
    rehang(noun, gerund, "dobj")


def _agent_of_view(link: Token) -> None:
    """``regarded as unlawful by Peru``: who holds a view hangs on the verb, not on what it calls the thing."""
    said, above = link.head, link.head.head
    named = above.lower_ == "as"
    above = above.head if named else above
    if (
        link.lower_ != "by"
        or link.i < said.i
        or above.pos_ != "VERB"
        or not (said.pos_ == "ADJ" or (named and said.pos_ == "NOUN"))
    ):
        return
    passive = children_of(above, labels.PASSIVE_AUXILIARY) and not any(c.lower_ == "by" for c in above.children)
    if passive and any(c.pos_ == "PROPN" for c in link.children):
        rehang(link, above, "agent")


def tell_asides(doc: Doc) -> None:
    """``Peru, helped by Chile, left``: a participle between commas behind the subject has no verb for its conjunct."""
    found = [(verb, subject) for verb in doc if verb.dep_ == "conj" and (subject := _subject_before_aside(verb)) is not None]
    if not found:
        return
    tree: Any = doc.to_array(_TREE)
    # Distances to the head, negative ones too, stand among unsigned numbers. A root cannot be moved token by token.
    distances = tree[:, 0].astype("int64")

    def hang(token: Token, head: Token, label: str) -> None:
        distances[token.i] = head.i - token.i
        tree[token.i, 1] = doc.vocab.strings.add(label)

    for verb, subject in found:
        aside = verb.head
        for child in aside.children:
            if child.i > verb.i or child.i < subject.i:
                hang(child, verb, child.dep_)
        hang(verb, verb, aside.dep_)
        hang(subject, verb, "nsubj")
        hang(aside, subject, "acl")
        aside.tag_ = "VBN"
    tree[:, 0] = distances.astype("uint64")
    doc.from_array(_TREE, tree)


def _subject_before_aside(verb: Token) -> Token | None:
    """The subject of a verb that was taken for a conjunct of a participle between the two."""
    aside = verb.head
    subject = next((c for c in children_of(aside, labels.SUBJECT) if c.i < aside.i), None)
    if subject is None or aside.head != aside or aside.tag_ not in {"VBN", "VBD"} or verb.tag_ not in labels.FINITE:
        return None
    enclosed = aside.nbor(-1).text == "," and subject.right_edge.i in {aside.i - 1, aside.i - 2}
    agent = any(c.dep_ == "agent" and c.i > aside.i for c in aside.children)
    own = children_of(aside, labels.AUXILIARY | labels.OBJECT | frozenset({"cc"})) or children_of(verb, labels.ANY_SUBJECT)
    return subject if enclosed and agent and not own and verb.left_edge.nbor(-1).text == "," else None


MISREAD: dict[str, tuple[Callable[[Token], None], ...]] = {
    **dict.fromkeys(_CLAUSES, (_pointed_at,)),
    **dict.fromkeys(_MODIFYING, (_of_a_wish, _charged_with)),
    **dict.fromkeys(("prep", "agent"), (_agent_of_view,)),
}
"""Label of a token -> the repairs that may concern it."""
