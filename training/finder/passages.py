"""The composed passages of ``training/annotated`` -> a folder of annotated documents, as ``evaluation.gold.load_gold`` reads it.

    python -m training.finder.passages training/annotated --out FOLDER

The form of a passage and of its events is told in ``training/annotated/README.md``. Every fault is named with its file and line.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import UserError
from verbale.extractors.rules import load_rules

SUFFIX = ".passages"
SOURCE = "composed for annotation, no source of facts"
FLAGS = ("neg", "planned", "cond", "rep")
OPTIONAL = "opt"
_NAME = re.compile(r"[a-z0-9_]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATE = re.compile(r"((since|before):)?\d{2}[\dX]{2}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_HEAD_FORM = "### name ~ title ~ YYYY-MM-DD or - ~ kind"
_DATE_FORM = "an EDTF date, with since: or before: in front where that is meant,"
_EVENT_FORM = "quote ~ triggers ~ types ~ sources ~ targets ~ date ~ flags"


class PassageError(UserError):
    """Passages with faults; the message names each, a line each, by file and line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file with its number."""

    number: int
    text: str

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.split("~")]


@dataclass(frozen=True, slots=True)
class Side:
    """The sources or targets of an event: codes, and the words of the text that stand for them."""

    codes: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """An annotated event. ``span``: the characters of its first trigger in the text."""

    quote: str
    triggers: tuple[str, ...]
    types: str
    source: Side
    target: Side
    dates: str
    date_words: str
    flags: tuple[str, ...]
    optional: bool
    span: tuple[int, int]

    def row(self, doc: str, number: int) -> dict[str, object]:
        """The event as a line of ``NAME.events.jsonl``."""
        return {
            "id": f"{doc}-{number:03}", "doc": doc, "quote": self.quote, "trigger": self.triggers, "type": self.types,
            "source": self.source.codes, "source_words": self.source.words,
            "target": self.target.codes, "target_words": self.target.words,
            "date": self.dates, "date_words": self.date_words, "flags": self.flags, "optional": self.optional,
            "trigger_start": self.span[0], "trigger_end": self.span[1],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A composed text with its events in the order of their triggers. ``date``: of its publication, or nothing."""

    name: str
    title: str
    date: str
    kind: str
    text: str
    events: tuple[Marked, ...]


def read_passages(files: Iterable[Path], types: Collection[str]) -> list[Passage]:
    """The passages of some files; ``types``: those that an event may have. Raises PassageError with all faults at once."""
    faults: list[str] = []
    found: dict[str, Passage] = {}
    for file in files:
        for block in _blocks(file, faults):
            passage = block.passage(types)
            faults += [f"{file}:{line}: {what}" for line, what in block.faults]
            if passage is None:
                continue
            if passage.name in found:
                faults.append(f"{file}:{block.head.number}: a passage {passage.name} stands in these files before")
            found[passage.name] = passage
    if faults:
        raise PassageError("\n".join(faults))
    return list(found.values())


def _blocks(file: Path, faults: list[str]) -> list[_Block]:
    """The passages of a file as lines."""
    blocks: list[_Block] = []
    for number, text in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if text.startswith("### "):
            blocks.append(_Block(Line(number, text.removeprefix("### "))))
        elif blocks:
            blocks[-1].add(Line(number, text))
        elif text.strip():
            faults.append(f"{file}:{number}: a passage begins with {_HEAD_FORM}")
    return blocks


class _Block:
    """The lines of one passage, and the faults that were found in them: (line, what is wrong)."""

    def __init__(self, head: Line) -> None:
        self.head = head
        self.prose: list[str] = []
        self.events: list[Line] | None = None
        self.faults: list[tuple[int, str]] = []

    def add(self, line: Line) -> None:
        if self.events is None and line.text.strip() == "---":
            self.events = []
        elif self.events is None:
            self.prose.append(line.text)
        elif line.text.strip():
            self.events.append(line)

    def passage(self, types: Collection[str]) -> Passage | None:
        """What the lines say; nothing where a line is at fault."""
        if len(self.head.cells) != 4:
            self._say(self.head, f"{_HEAD_FORM} is wanted")
            return None
        name, title, date, kind = self.head.cells
        if not _NAME.fullmatch(name):
            self._say(self.head, f"name {name!r}: only a-z, 0-9 and _")
        if date != "-" and not _DAY.fullmatch(date):
            self._say(self.head, f"date {date!r}: YYYY-MM-DD or -")
        if self.events is None:
            self._say(self.head, "no line --- between text and events")
        text = "\n".join(self.prose).strip() + "\n"
        marked = [event for line in self.events or () if (event := self._event(line, text, types))]
        marked.sort(key=lambda event: event.span[0])
        return None if self.faults else Passage(name, title, "" if date == "-" else date, kind, text, tuple(marked))

    def _say(self, line: Line, what: str) -> None:
        self.faults.append((line.number, what))

    def _event(self, line: Line, text: str, types: Collection[str]) -> Marked | None:
        cells = line.cells
        if len(cells) != 7:
            self._say(line, f"{_EVENT_FORM} is wanted, seven cells; there are {len(cells)}")
            return None
        quote, triggers, kinds, source, target, date, flags = cells
        dates, _, date_words = map(str.strip, date.partition("="))
        sides, words, told = (_side(source), _side(target)), _parts(triggers, "/"), flags.split()
        wrong = [
            *_wrong_place(quote, words, text),
            *(f"no type is called {kind!r}" for kind in kinds.split("|") if kind not in types),
            *(f"words {w!r} do not stand in the text" for w in (*sides[0].words, *sides[1].words, date_words) if w not in text),
            *(f"date {one!r}: {_DATE_FORM} is wanted" for one in dates.split("|") if one and not _DATE.fullmatch(one)),
            *(f"flag {flag!r}: one of {', '.join((*FLAGS, OPTIONAL))}" for flag in told if flag not in (*FLAGS, OPTIONAL)),
        ]
        for what in wrong:
            self._say(line, what)
        if wrong:
            return None
        start = text.index(quote)
        first = _word(words[0], quote)
        span = (start + first.start(), start + first.end()) if first else (start, start)
        kept = tuple(flag for flag in told if flag != OPTIONAL)
        return Marked(quote, tuple(words), kinds, *sides, dates, date_words, kept, OPTIONAL in told, span)


def _parts(cell: str, between: str) -> list[str]:
    return [part.strip() for part in cell.split(between) if part.strip()]


def _side(cell: str) -> Side:
    """``CODE=words; CODE=`` -> codes and words: there may be more of the ones than of the others."""
    pairs = [part.partition("=") for part in _parts(cell, ";")]
    codes = tuple(code.strip() for code, _, _ in pairs if code.strip())
    return Side(codes, tuple(words.strip() for *_, words in pairs if words.strip()))


def _wrong_place(quote: str, triggers: Sequence[str], text: str) -> Iterator[str]:
    if text.count(quote) != 1:
        yield f"the quote stands {text.count(quote)} times in the text: {quote!r}"
    if not triggers:
        yield "no trigger"
    yield from (f"trigger {word!r} is no word of the quote" for word in triggers if not _word(word, quote))


def _word(word: str, quote: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", quote)


def write_passages(passages: Iterable[Passage], folder: Path, source: str = SOURCE) -> None:
    """Write ``NAME.txt``, ``NAME.meta.json`` and ``NAME.events.jsonl`` of every passage; ``source``: where the texts are from."""
    folder.mkdir(parents=True, exist_ok=True)
    for passage in passages:
        meta: dict[str, object] = {"source": source, "title": passage.title, "document_date": passage.date or None}
        meta |= {"topic": [], "kind": passage.kind}
        rows = [event.row(passage.name, number) for number, event in enumerate(passage.events, 1)]
        (folder / f"{passage.name}.txt").write_text(passage.text, encoding="utf-8")
        (folder / f"{passage.name}.meta.json").write_text(_as_line(meta), encoding="utf-8")
        (folder / f"{passage.name}.events.jsonl").write_text("".join(map(_as_line, rows)), encoding="utf-8")


def _as_line(row: Mapping[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, help=f"folder of NAME{SUFFIX}")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--source", default=SOURCE, help="where the texts are from")
    given = parser.parse_args()
    try:
        passages = read_passages(sorted(given.passages.glob(f"*{SUFFIX}")), load_rules().types)
    except PassageError as error:
        raise SystemExit(str(error)) from None
    write_passages(passages, given.out, given.source)
    events = [event for passage in passages for event in passage.events]
    words, core = sum(len(passage.text.split()) for passage in passages), sum(not event.optional for event in events)
    print(f"{given.out}: {len(passages)} passages, {words} words, {len(events)} events, {core} of them core")


if __name__ == "__main__":
    main()
