"""The tokens of a parsed Doc as plain Python objects, with the names that spaCy gives them.

What extraction asks of a token (its lemma, its head, its children) it asks some hundred times; a ``spacy.tokens.Token`` is made
anew and looks its strings up at every question. A ``Word`` answers from memory, so that rules cost a fraction of the parse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, repeat
from operator import attrgetter

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_PUNCT, LEMMA, LOWER, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

_STRINGS = [ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, MORPH]
_NUMBERS = [HEAD, ENT_IOB, SENT_START, SPACY, IS_PUNCT]
_IOB = ("", "I", "O", "B")


class Word:
    """A token: attributes as of ``spacy.tokens.Token``; ``lemma``: the lemma in lower case; ``doc``: all words of the text.

    ``children`` are in the order of the text. Two words are equal only if they are the same token.
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "lemma", "lemma_", "lower_", "pos_", "tag_", "text",
    )  # fmt: skip

    children: tuple[Word, ...]
    head: Word

    def __init__(
        self, doc: Words, i: int, idx: int, text: str, lower_: str, lemma_: str, lemma: str, pos_: str, tag_: str, dep_: str,
        ent_type_: str,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.idx, self.text, self.lower_, self.lemma_, self.lemma = doc, i, idx, text, lower_, lemma_, lemma
        self.pos_, self.tag_, self.dep_, self.ent_type_ = pos_, tag_, dep_, ent_type_
        self.children = ()

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def ent_iob_(self) -> str:
        return _IOB[self.doc.iob[self.i]]

    @property
    def is_sent_start(self) -> bool:
        return self.doc.starts[self.i] == 1

    @property
    def is_punct(self) -> bool:
        return bool(self.doc.punctuation[self.i])

    @property
    def whitespace_(self) -> str:
        return " " if self.doc.spaces[self.i] else ""

    @property
    def morph(self) -> str:
        return self.doc.morphs[self.i]

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def lefts(self) -> list[Word]:
        """The children before the word."""
        return [c for c in self.children if c.i < self.i]

    @property
    def left_edge(self) -> Word:
        """The first word of the subtree."""
        return self.doc[self.doc.edges[0][self.i]] if self.children else self

    @property
    def right_edge(self) -> Word:
        """The last word of the subtree."""
        return self.doc[self.doc.edges[1][self.i]] if self.children else self

    @property
    def subtree(self) -> list[Word]:
        """The word and all below it, in the order of the text."""
        return sorted(_below(self), key=attrgetter("i"))

    @property
    def ancestors(self) -> Iterator[Word]:
        """The words above, the nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def sent(self) -> range:
        """The token indices of the sentence."""
        beginnings = self.doc.beginnings
        place = bisect_right(beginnings, self.i)
        return range(beginnings[place - 1], beginnings[place] if place < len(beginnings) else len(self.doc))

    def nbor(self, distance: int = 1) -> Word:
        """The word so many places further on. Raises IndexError beyond the text."""
        place = self.i + distance
        if place < 0:
            raise IndexError(place)
        return self.doc[place]


class Words(list[Word]):
    """All words of a Doc, by token index; ``text``: the text of the Doc. What few ask of a word stands here, column by column."""

    text: str = ""
    iob: list[int]
    starts: list[int]
    spaces: list[int]
    punctuation: list[int]
    morphs: list[str]

    @cached_property
    def beginnings(self) -> list[int]:
        """The first tokens of the sentences."""
        return [i for i, start in enumerate(self.starts) if start == 1 or not i]

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """By word the first and the last of its subtree: found for all at once, since some are asked for again and again."""
        first, last = list(range(len(self))), list(range(len(self)))
        downwards = [word for word in self if word.head is word]
        for above in downwards:
            downwards += above.children
        for word in reversed(downwards):
            i, up = word.i, word.head.i
            first[up], last[up] = min(first[up], first[i]), max(last[up], last[i])
        return first, last

    def span_text(self, start: int, end: int) -> str:
        """The text of the tokens start..end."""
        return self.text[self[start].idx : self[end - 1].idx + len(self[end - 1].text)]

    def root(self, start: int, end: int) -> Word:
        """The word of start..end that stands highest in the tree; of several the first."""
        return min(self[start:end], key=lambda word: sum(1 for _ in word.ancestors))


def words_of(doc: Doc) -> Words:
    """The words of a Doc, with or without a parse."""
    keys = doc.to_array(_STRINGS).T.tolist()
    strings = doc.vocab.strings
    named = {key: strings[key] for key in set().union(*keys)}
    texts, lowers, lemmas, *labels, morphs = ([named[key] for key in column] for column in keys)
    heads, iob, starts, spaces, punctuation = doc.to_array(_NUMBERS).astype("int64").T.tolist()
    words = Words()
    words.text = "".join([text + " " if space else text for text, space in zip(texts, spaces, strict=True)])
    words.morphs, words.iob, words.starts = morphs, iob, starts
    words.spaces, words.punctuation = spaces, punctuation
    places = accumulate((len(text) + space for text, space in zip(texts, spaces, strict=True)), initial=0)
    lower_lemmas = [lemma.lower() for lemma in lemmas]
    words.extend(map(Word, repeat(words), range(len(texts)), places, texts, lowers, lemmas, lower_lemmas, *labels))
    children: dict[int, list[Word]] = {}
    for word, distance in zip(words, heads, strict=True):
        if distance:
            above = word.i + distance
            word.head = words[above]
            if above in children:
                children[above].append(word)
            else:
                children[above] = [word]
        else:
            word.head = word
    for i, below in children.items():
        words[i].children = tuple(below)
    return words


def _below(word: Word) -> list[Word]:
    found = [word]
    for above in found:
        found += above.children
    return found
