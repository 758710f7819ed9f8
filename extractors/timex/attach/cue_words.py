"""The words that decide which date dates an event."""

from __future__ import annotations

from verbale.extractors.data_files import LowerWords, Table, load


class AttachmentWords(Table):
    """``timex/attachment.toml``; its comments say what every list means."""

    adopting: LowerWords
    adopting_nouns: LowerWords
    postponing: LowerWords
    putting: dict[str, str]
    occasions: LowerWords
    assembling: LowerWords
    attending: LowerWords
    reacting: LowerWords
    counting_back: LowerWords
    instruments: LowerWords
    moments: LowerWords
    coming_about: LowerWords
    states: LowerWords
    leaving: LowerWords
    elsewhen: LowerWords
    simultaneous: LowerWords
    of_date: LowerWords
    apart: LowerWords
    other_time: LowerWords
    perfect: LowerWords
    had: LowerWords
    causing: LowerWords
    subsequent: LowerWords
    denying: LowerWords
    prepositional_participles: LowerWords
    linking: LowerWords
    taking_part: LowerWords
    at_occasion: LowerWords
    by_instrument: LowerWords
    at_moment: LowerWords


CUES = load(AttachmentWords, "timex/attachment.toml")
