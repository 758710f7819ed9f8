"""The words that show that no event is told, from ``data/unclaimed.toml``."""

from __future__ import annotations

from verbale.extractors.data_files import LowerWords, Table, load


class Works(Table):
    """Works of art and scholarship, by what their mention says of the words around."""

    titled: LowerWords
    invented: LowerWords
    inside: LowerWords
    telling: LowerWords
    citing: LowerWords


class Sport(Table):
    """Contests: what names them, counts in them, happens in them; and beside what they are none."""

    contests: LowerWords
    perhaps: LowerWords
    units: LowerWords
    winning: LowerWords
    meeting: LowerWords
    counted: LowerWords
    official: LowerWords
    headings: LowerWords


class UnclaimedWords(Table):
    """The sections of the file; what each list means stands there."""

    works: Works
    sport: Sport


WORDS: UnclaimedWords = load(UnclaimedWords, "unclaimed.toml")
