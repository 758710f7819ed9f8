"""Chronologies made of clauses, forms of dates and ways to write an entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

CLAUSES = (
    "Bolivia recalls its ambassador from Lima", "Ghana and Togo restore diplomatic relations",
    "Nepal expels two Pakistani diplomats", "Malta joins the Commonwealth", "Zambia opens an embassy in Oslo",
    "Iceland recognises the independence of Lithuania", "Finland bans arms sales to Serbia",
    "Kenya closes its border with Somalia", "Uruguay ratifies the treaty with Argentina",
    "Laos and Vietnam sign a trade agreement", "Honduras withdraws its troops from El Salvador",
    "Chad accuses Sudan of aggression", "Iraq invades Kuwait", "Japan grants a loan of $20 million to Mongolia",
    "Norway condemns the coup in Mali", "Tunisia breaks off diplomatic relations with Libya",
    "Sweden applies for membership of NATO", "Georgia leaves the CIS", "The United States imposes sanctions on Cuba",
    "The President of Brazil visits Angola", "Portugal cedes Macau to China", "Ethiopia attacks Eritrea",
    "Qatar mediates between Chad and Sudan", "Albania declares independence", "Cyprus deports a Turkish journalist",
    "Paraguay sends two battalions to Haiti", "Gambia suspends aid to Senegal", "Hungary opens its border with Austria",
    "Guyana and Suriname resume talks on the border", "Peru annexes the islands",
)  # fmt: skip
"""In the present tense of chronicles, each an event."""


class Form(NamedTuple):
    """How a day is written at the head of an entry, what parts it from what happened, and how much of it is known."""

    date: Callable[[dt.date], str]
    separator: str
    edtf: str


def _spelled(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


FORMS = (
    Form(lambda d: f"{d:%Y}", " – ", "%Y"),
    Form(lambda d: f"{d:%Y}", ": ", "%Y"),
    Form(lambda d: f"{d:%Y}", "\t", "%Y"),
    Form(lambda d: f"{d:%Y}", ". ", "%Y"),
    Form(lambda d: f"{d:%Y}", " - ", "%Y"),
    Form(lambda d: f"{d:%B %Y}", " — ", "%Y-%m"),
    Form(lambda d: f"{d:%b %Y}", ": ", "%Y-%m"),
    Form(lambda d: f"{d:%B, %Y}", ". ", "%Y-%m"),
    Form(_spelled, " – ", "%Y-%m-%d"),
    Form(_spelled, ": ", "%Y-%m-%d"),
    Form(_spelled, " | ", "%Y-%m-%d"),
    Form(_spelled, ". ", "%Y-%m-%d"),
    Form(lambda d: f"{d:%B} {d.day}, {d:%Y}", " – ", "%Y-%m-%d"),
    Form(lambda d: f"{d:%b} {d.day}, {d:%Y}", ": ", "%Y-%m-%d"),
    Form(lambda d: f"{d:%A}, {_spelled(d)}", ": ", "%Y-%m-%d"),
    Form(lambda d: f"{d:%Y-%m-%d}", "\t", "%Y-%m-%d"),
    Form(lambda d: f"{d:%Y-%m-%d}", ": ", "%Y-%m-%d"),
    Form(lambda d: f"{d:%d.%m.%Y}", " – ", "%Y-%m-%d"),
    Form(lambda d: f"({_spelled(d)})", " -- ", "%Y-%m-%d"),
)
STYLES = {"stopped": ("", "."), "unstopped": ("", ""), "bulleted": ("- ", "")}


def day_of(number: int) -> dt.date:
    """The day of the entry of a clause: every entry has another year and month."""
    return dt.date(1961 + 2 * number, 1 + number % 12, 13 + number % 15)


def chronology(form: Form, style: str, numbers: Iterable[int]) -> str:
    """The clauses with these numbers, one a line, each with a day of its own."""
    before, after = STYLES[style]
    lines = (f"{before}{form.date(day_of(n))}{form.separator}{CLAUSES[n]}{after}" for n in numbers)
    return "\n".join(lines) + "\n"
