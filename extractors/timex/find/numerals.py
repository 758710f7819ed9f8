"""Numbers, ordinals and years as texts write them."""

from __future__ import annotations

import re

from verbale.extractors.timex.find.vocabulary import WORDS


def number(text: str) -> float | None:
    """``two`` / ``twenty-one`` / ``1,500`` / ``2.5`` / ``a`` -> a number; None for anything else."""
    if text in ("a", "an"):
        return 1
    digits = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return float(digits)
    total = 0
    for word in re.split(r"[ -]", text):
        if word not in WORDS.numbers:
            return None
        total += WORDS.numbers[word]
    return total


def ordinal(text: str) -> int | None:
    """``first`` / ``twenty-first`` / ``21st`` -> a number; None for anything else."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    total = 0
    for word in re.split(r"[ -]", text):
        value = WORDS.ordinals.get(word, WORDS.numbers.get(word))
        if value is None:
            return None
        total += value
    return total


def era_year(digits: str, era: str | None) -> int:
    """``era_year("44", "b.c.")`` -> -44."""
    year = int(digits)
    return -year if era and era.replace(".", "").replace(" ", "").startswith("bc") else year


def short_year(two: int) -> int:
    """A two-digit year of a purely numeric date: 1950-2049, as POSIX-like conventions have it."""
    return 2000 + two if two < 50 else 1900 + two
