"""Closed classes of English words that decide who does what in a clause: ``data/grammar.toml`` as one record, ``ENGLISH``."""

from __future__ import annotations

from verbale.extractors.data_files import LowerWords, Table, load


class Control(Table):
    """Verbs whose object, or the noun behind whose preposition, does what another verb says."""

    object: LowerWords
    oblique: dict[str, LowerWords]
    """Verb -> the prepositions before the noun that does what the infinitive says."""
    gerund: dict[str, LowerWords]
    """Preposition before a gerund -> the verbs whose object does what the gerund says."""


class Verbs(Table):
    """Verbs by what they say of their subject or object."""

    copulas: LowerWords
    becoming: LowerWords
    attitude: LowerWords
    beginning: LowerWords
    ending: LowerWords
    assigning: LowerWords


class Nouns(Table):
    """Nouns by what they name."""

    documents: LowerWords
    dealings: LowerWords
    title_ends: LowerWords
    periods: LowerWords


class Pronouns(Table):
    """Pronouns, and the forms that tell who is meant by one."""

    relative: LowerWords
    dealings: LowerWords
    plural_clause: LowerWords


class Particles(Table):
    """Prepositions, adverbs and other words that don't inflect."""

    verbal: LowerWords
    directions: LowerWords
    circumstances: LowerWords
    adding: LowerWords
    approximating: LowerWords
    partitive: LowerWords
    dating: LowerWords


class Adjectives(Table):
    """Adjectives by who can be so."""

    minded: LowerWords


class English(Table):
    """The sections of the file; what each list means stands there."""

    control: Control
    verbs: Verbs
    nouns: Nouns
    pronouns: Pronouns
    particles: Particles
    adjectives: Adjectives


ENGLISH: English = load(English, "grammar.toml")
