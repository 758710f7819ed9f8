"""The words of names, offices and institutions: data/names.toml and data/offices.toml, which say what each list means."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extractors.data_files import LowerWords, Table, Words, load


class _Offices(Table):
    state: LowerWords
    named: LowerWords
    other: LowerWords
    held: LowerWords
    military: LowerWords
    rising: LowerWords
    hosted: LowerWords
    serving: LowerWords
    succession: LowerWords
    openers: LowerWords
    modifiers: LowerWords
    domains: LowerWords
    suffixes: LowerWords


class _Institutions(Table):
    government: LowerWords
    organs: LowerWords
    national: LowerWords
    personal: LowerWords
    generic: LowerWords
    modifiers: LowerWords


class _NotActors(Table):
    law: LowerWords
    programme: LowerWords
    event: LowerWords
    quality: LowerWords
    common_law: LowerWords
    named_small: LowerWords
    meetings: LowerWords


class _Organisations(Table):
    heads: LowerWords


class OfficeWords(Table):
    """The schema of ``data/offices.toml``."""

    offices: _Offices
    institutions: _Institutions
    not_actors: _NotActors
    organisations: _Organisations


class _Small(Table):
    shared: LowerWords
    any_case: LowerWords
    unspelled: LowerWords
    treaties: LowerWords
    glue: LowerWords


class _Onward(Table):
    LAW: LowerWords
    EVENT: LowerWords
    PROGRAMME: LowerWords
    links: LowerWords
    stops: LowerWords


class _Opening(Table):
    words: Words


class _Recognised(Table):
    edges: Words
    prefixes: Words
    compass: LowerWords
    honorifics: LowerWords
    denying: LowerWords
    surname_first: Words


class _Formal(Table):
    heads: Words
    modifiers: LowerWords


class _Communities(Table):
    heads: LowerWords
    settled: LowerWords
    marking: LowerWords
    placing: LowerWords


class _Parts(Table):
    heads: LowerWords
    marking: LowerWords


class NameWords(Table):
    """The schema of ``data/names.toml``."""

    small: _Small
    onward: _Onward
    opening: _Opening
    recognised: _Recognised
    formal: _Formal
    communities: _Communities
    parts: _Parts


OFFICE_WORDS = load(OfficeWords, "offices.toml")
NAME_WORDS = load(NameWords, "names.toml")

STATE_OFFICES = OFFICE_WORDS.offices.state
NAMED_OFFICES = STATE_OFFICES | OFFICE_WORDS.offices.named
OFFICES = STATE_OFFICES | OFFICE_WORDS.offices.other
OFFICE_MODIFIERS = OFFICE_WORDS.offices.modifiers
OFFICE_DOMAINS = OFFICE_WORDS.offices.domains
OFFICE_SUFFIXES = OFFICE_WORDS.offices.suffixes
GOVERNMENTS = OFFICE_WORDS.institutions.government
INSTITUTIONS = GOVERNMENTS | OFFICE_WORDS.institutions.organs
ORGANISATIONS = OFFICE_WORDS.organisations.heads
NOT_ACTORS = OFFICE_WORDS.not_actors.law | OFFICE_WORDS.not_actors.programme | OFFICE_WORDS.not_actors.event

_GENERIC = (
    INSTITUTIONS
    | OFFICE_WORDS.institutions.modifiers
    | OFFICE_WORDS.institutions.generic
    | OFFICE_DOMAINS
    | OFFICE_MODIFIERS
)  # fmt: skip


def is_generic(words: Sequence[str]) -> bool:
    """Words in lower case that make no name by themselves (``Permanent Mission``, ``High Commissions``)."""
    return all(word in _GENERIC for word in words)


def is_national(words: Sequence[str]) -> bool:
    """``Ministry of Foreign Affairs``, ``National Assembly``: an institution that every state has, named without its state."""
    return is_generic(words) and any(word in OFFICE_WORDS.institutions.national for word in words)
