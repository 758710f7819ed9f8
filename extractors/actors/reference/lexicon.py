"""The words that refer back: data/reference.toml, which says what each list means."""

from __future__ import annotations

from verbale.extractors.data_files import LowerWords, Table, Words, load


class _Pronouns(Table):
    thing: LowerWords
    plural: LowerWords
    person: LowerWords
    relative: LowerWords
    first: LowerWords
    feminine: LowerWords
    vague: LowerWords


class _Nouns(Table):
    country: LowerWords
    pair: LowerWords
    each: LowerWords
    rival: LowerWords
    pair_any: LowerWords
    organisation: LowerWords
    organisation_general: LowerWords
    government: LowerWords
    rare: LowerWords
    opposed: LowerWords
    lands: LowerWords
    free: LowerWords


class _Institutions(Table):
    state: LowerWords
    adjoined: LowerWords
    alien: LowerWords
    organisation: LowerWords
    usual: dict[str, str]
    own: dict[str, tuple[str, ...]]


class _Counting(Table):
    both: LowerWords
    each: LowerWords
    article: LowerWords
    of_two: LowerWords
    of_list: LowerWords
    numbers: dict[str, int]


class _Around(Table):
    seeming: LowerWords
    no_deeds: LowerWords
    causes: LowerWords
    places: LowerWords


class _Compass(Table):
    pairs: tuple[tuple[str, str], ...]


class _Documents(Table):
    issued: LowerWords
    numbered: dict[str, str]


class ReferenceWords(Table):
    """The schema of ``data/reference.toml``."""

    pronouns: _Pronouns
    nouns: _Nouns
    institutions: _Institutions
    counting: _Counting
    around: _Around
    documents: _Documents
    forms: dict[str, Words]
    compass: _Compass


REFERENCE = load(ReferenceWords, "reference.toml")

PRONOUNS = {word: kind for kind in ("thing", "plural", "person") for word in getattr(REFERENCE.pronouns, kind)}
"""Pronouns with what they can stand for: thing / plural / person."""
NOUNS = {
    word: kind
    for kind in ("each", "organisation", "government", "country", "pair")
    for word in getattr(REFERENCE.nouns, kind)
}  # fmt: skip
"""Nouns with whom a definite noun phrase round them means; where two kinds have a noun, the later one."""
HALVES = {
    "north": REFERENCE.compass.pairs,
    "south": tuple((south, north) for north, south in REFERENCE.compass.pairs),
}  # fmt: skip
"""Compass points with (this half, the other) of the countries that were parted."""
