"""What a rule may name without declaring it: codes of the field's standards, labels of the parser, prepositions."""

from __future__ import annotations

from verbale.extractors.data_files import Table, Words, load


class Standards(Table):
    """``data/standards.toml``: each list names its source there. An attribute with an empty list takes any text."""

    plover: Words
    cameo: Words
    prepositions: Words
    participial_adjectives: Words
    attributes: dict[str, Words]


STANDARDS = load(Standards, "standards.toml")
