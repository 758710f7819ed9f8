"""The tokens of a parsed Doc as plain Python objects, with the names that spaCy gives them.

What extraction asks of a token (its lemma, its head, its children) it asks some hundred times; a ``spacy.tokens.Token`` is made
anew and looks its strings up at every question. A ``Word`` answers from memory, so that rules cost a fraction of the parse.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_PUNCT, LEMMA, LOWER, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

_COLUMNS = [ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, MORPH, HEAD, ENT_IOB, SENT_START, SPACY, IS_PUNCT]
_STRINGS = 8
_IOB = ("", "I", "O", "B")


class Word:
    """A token: attributes as of ``spacy.tokens.Token``; ``lemma``: the lemma in lower case; ``doc``: all words of the text.

    ``children`` are in the order of the text. Two words are equal only if they are the same token.
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_punct", "is_sent_start", "lemma", "lemma_",
        "lower_", "morph", "pos_", "tag_", "text", "whitespace_",
    )  # fmt: skip

    children: tuple[Word, ...]
    head: Word

    def __init__(self, doc: Words, i: int, idx: int, strings: tuple[str, ...], flags: tuple[int, ...]) -> None:
        self.doc, self.i, self.idx = doc, i, idx
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_, self.morph = strings
        self.lemma = self.lemma_.lower()
        iob, start, space, punct = flags
        self.ent_iob_ = _IOB[iob]
        self.is_sent_start = start == 1
        self.whitespace_ = " " if space else ""
        self.is_punct = bool(punct)
        self.children = ()

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

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
        return min(_below(self), key=_place) if self.children else self

    @property
    def right_edge(self) -> Word:
        """The last word of the subtree."""
        return max(_below(self), key=_place) if self.children else self

    @property
    def subtree(self) -> list[Word]:
        """The word and all below it, in the order of the text."""
        return sorted(_below(self), key=_place)

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
        words, start, end = self.doc, self.i, self.i + 1
        while start and not words[start].is_sent_start:
            start -= 1
        while end < len(words) and not words[end].is_sent_start:
            end += 1
        return range(start, end)

    def nbor(self, distance: int = 1) -> Word:
        """The word so many places further on. Raises IndexError beyond the text."""
        place = self.i + distance
        if place < 0:
            raise IndexError(place)
        return self.doc[place]


class Words(list[Word]):
    """All words of a Doc, by token index; ``text``: the text of the Doc."""

    text: str = ""

    def span_text(self, start: int, end: int) -> str:
        """The text of the tokens start..end."""
        return self.text[self[start].idx : self[end - 1].idx + len(self[end - 1].text)]

    def root(self, start: int, end: int) -> Word:
        """The word of start..end that stands highest in the tree; of several the first."""
        return min(self[start:end], key=lambda word: sum(1 for _ in word.ancestors))


def words_of(doc: Doc) -> Words:
    """The words of a Doc, with or without a parse."""
    table = doc.to_array(_COLUMNS)
    named = {int(key): doc.vocab.strings[int(key)] for key in set(table[:, :_STRINGS].ravel().tolist())}
    columns = [[named[key] for key in column] for column in table[:, :_STRINGS].T.tolist()]
    heads, *flags = table[:, _STRINGS:].astype("int64").T.tolist()
    words = Words()
    words.text = doc.text
    idx = 0
    for i, (strings, marks) in enumerate(zip(zip(*columns, strict=True), zip(*flags, strict=True), strict=True)):
        words.append(Word(words, i, idx, strings, marks))
        idx += len(strings[0]) + (1 if marks[2] else 0)
    children: dict[int, list[Word]] = {}
    for word, distance in zip(words, heads, strict=True):
        word.head = words[word.i + distance]
        if distance:
            children.setdefault(word.i + distance, []).append(word)
    for i, below in children.items():
        words[i].children = tuple(below)
    return words


def _below(word: Word) -> list[Word]:
    found = [word]
    for above in found:
        found += above.children
    return found


def _place(word: Word) -> int:
    return word.i
