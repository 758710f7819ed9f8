"""Annotated passages of texts that are not kept here: where the words stand in an article, instead of the words.

    python -m training.finder.offsets hide MARKED.passages --raw ARTICLES.jsonl.gz --out training/annotated/NAME.offsets
    python -m training.finder.offsets show training/annotated/NAME.offsets --raw ARTICLES.jsonl.gz --out MARKED.passages

The form is that of the passages (``training/annotated/README.md``) with two differences: the head has a fifth cell, where the
passage stands in the text of its article (characters, from 0) and the beginning of the SHA-256 of its text; and whatever is words
of the text is ``start-end`` in the passage. An article that is missing or reads
otherwise stops it with a line that names it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

_HEAD, _RULE, _BETWEEN = "### ", "---", " ~ "
_SPAN = re.compile(r"(\d+)-(\d+)")
_DIGITS = 16


class OffsetsError(ValueError):
    """Words that the passage does not have, or an article that reads otherwise; the message says which."""


def hide(passage: str, article: str) -> str:
    """A passage in the form of ``.passages`` -> the same with places for words. ``article``: the whole text that it is of."""
    head, text, events = _parts(passage)
    start = article.find(text)
    if start < 0:
        raise OffsetsError(f"{head}: its text does not stand in its article")
    place = f"{start}-{start + len(text)} {_print_of(text)}"
    lines = [_each_word(line, lambda words, within: _place(words, within, text)) for line in events]
    return "\n".join([_HEAD + _BETWEEN.join([head, place]), _RULE, *lines])


def show(passage: str, article: str) -> str:
    """The inverse of ``hide``."""
    head, _, events = _parts(passage)
    *cells, place = head.split(_BETWEEN)
    span, _, printed = place.partition(" ")
    start, end = _span(span)
    text = article[start:end]
    if _print_of(text) != printed:
        raise OffsetsError(f"{cells[0]}: its article reads otherwise than the one that was annotated")
    lines = [_each_word(line, lambda words, _: text[slice(*_span(words))]) for line in events]
    return "\n".join([_HEAD + _BETWEEN.join(cells), text, _RULE, *lines])


def passages_in(content: str) -> list[str]:
    """The passages of a file, each from its head on."""
    return [_HEAD + block.strip() for block in content.split(_HEAD) if block.strip()]


def title_of(passage: str) -> str:
    return passage.split(_BETWEEN)[1].strip()


def articles_in(raw: Path, titles: Collection[str]) -> dict[str, str]:
    """Title -> text of some articles of a gzipped file with a JSON object a line."""
    with gzip.open(raw, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["title"]: row["text"] for row in rows if row["title"] in titles}


def converted(content: str, articles: Mapping[str, str], convert: Callable[[str, str], str]) -> Iterator[str]:
    """The passages of a file, converted. Raises OffsetsError at the first that cannot be."""
    for passage in passages_in(content):
        article = articles.get(title_of(passage))
        if article is None:
            raise OffsetsError(f"no article is called {title_of(passage)!r}")
        yield convert(passage, article)


def _parts(passage: str) -> tuple[str, str, list[str]]:
    """Head, text and lines of events."""
    head, *lines = passage.removeprefix(_HEAD).split("\n")
    rule = lines.index(_RULE)
    return head.strip(), "\n".join(lines[:rule]).strip(), [line for line in lines[rule + 1 :] if line.strip()]


def _each_word(line: str, convert: Callable[[str, str], str]) -> str:
    """A line of seven cells with its words converted, each together with those that it stands within."""
    quote, triggers, types, sources, targets, date, flags = (cell.strip() for cell in line.split("~"))
    parts = [convert(word.strip(), quote) for word in triggers.split("/")]
    sides = ["; ".join(_behind(pair, convert) for pair in side.split(";")) for side in (sources, targets)]
    return _BETWEEN.join([convert(quote, ""), "/".join(parts), types, *sides, _behind(date, convert), flags]).strip()


def _behind(cell: str, convert: Callable[[str, str], str]) -> str:
    code, equals, words = (part.strip() for part in cell.partition("="))
    return f"{code}{equals}{convert(words, '') if words else ''}"


def _place(words: str, within: str, text: str) -> str:
    """Where words stand in a text, as whole words if they do so anywhere; ``within``: the longer words that they are part of."""
    begin = text.index(within) if within else 0
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, begin)
    start = whole.start() if whole else text.find(words, begin)
    if start < 0:
        raise OffsetsError(f"{words!r} does not stand in the text")
    return f"{start}-{start + len(words)}"


def _span(told: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(told)
    if match is None:
        raise OffsetsError(f"{told!r} is no place: start-end is wanted")
    return int(match[1]), int(match[2])


def _print_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def _write(passages: Iterable[str], path: Path) -> None:
    path.write_text("\n\n".join(passages) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("hide", "show"))
    parser.add_argument("passages", type=Path)
    parser.add_argument("--raw", type=Path, required=True, help="articles: a JSON object with title and text a line, gzipped")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    content = given.passages.read_text(encoding="utf-8")
    articles = articles_in(given.raw, {title_of(passage) for passage in passages_in(content)})
    try:
        found = list(converted(content, articles, hide if given.what == "hide" else show))
    except OffsetsError as error:
        raise SystemExit(f"{given.passages}: {error}") from None
    _write(found, given.out)
    print(f"{given.out}: {len(found)} passages")


if __name__ == "__main__":
    main()
