"""The words that events turn on, from ``data/events.toml``."""

from __future__ import annotations

from verbale.extractors.data_files import LowerWords, Table, Words, load


class ParticipantWords(Table):
    """Nouns by what they say of the names beside them: who acts for whom, what counts and what only introduces a name."""

    agents: LowerWords
    partitives: LowerWords
    epithets: LowerWords
    groups: LowerWords
    projects: LowerWords
    excepting: tuple[str, ...]
    relational: LowerWords
    vague: LowerWords
    pointing: LowerWords
    ship_prefixes: Words


class SideWords(Table):
    """By which words one fights beside somebody, not against him; ``types``: those whose targets are fought against."""

    nouns: LowerWords
    before: LowerWords
    types: Words


class PartnerWords(Table):
    """What parts those who do something with others from these others."""

    prepositions: LowerWords


class ListWords(Table):
    """What stands between the members of a list."""

    separators: LowerWords
    joining: LowerWords


class EchoWords(Table):
    """Pro-forms of verbs and the words around them."""

    verbs: LowerWords
    same: LowerWords
    repeating: LowerWords
    inverting: LowerWords
    opening: LowerWords
    denying: LowerWords
    closing: LowerWords
    again: LowerWords


class DeedWords(Table):
    """Words that lead to what others tell."""

    leading: LowerWords
    telling: LowerWords


class ForceWords(Table):
    """Who does it in ``the invasion of the Polish army``."""

    deeds: LowerWords
    heads: LowerWords


class GapWords(Table):
    """What stands between names and dates that take turns behind one verb."""

    before_date: LowerWords
    between: LowerWords
    behind_date: LowerWords
    following: LowerWords


class PlaceWords(Table):
    """What makes a place of a name."""

    before_seat: LowerWords


class MannerWords(Table):
    """How something was done, not what."""

    nouns: LowerWords


class QuantityWords(Table):
    """Parts of a whole."""

    shares: LowerWords


class PersonWords(Table):
    """Who stands where persons do and is none."""

    things: LowerWords


class ContentWords(Table):
    """What opens the words that tell what is said or asked."""

    opening: LowerWords
    prepositions: LowerWords
    conveying: LowerWords


class QuoteWords(Table):
    """What belongs to the quote of a row, and what only stands beside it."""

    binding: LowerWords
    circumstances: LowerWords
    date_links: LowerWords
    leading: LowerWords
    limiting: LowerWords
    telling: LowerWords


class EventWords(Table):
    """``data/events.toml``, whose comments say what every list is for."""

    participants: ParticipantWords
    partners: PartnerWords
    lists: ListWords
    echoes: EchoWords
    deeds: DeedWords
    forces: ForceWords
    sides: SideWords
    gaps: GapWords
    places: PlaceWords
    manner: MannerWords
    quotes: QuoteWords
    quantities: QuantityWords
    persons: PersonWords
    contents: ContentWords


WORDS: EventWords = load(EventWords, "events.toml")
