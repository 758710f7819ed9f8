"""Real commands killed at random moments: ``python -m benchmarks.kills [--kills 60] [--seed 7]``.

``verbale extract`` from beside the output folder (which is exchanged as a whole) and from inside it (replaced file by file, with
a journal), and ``verbale review refresh``; each with ``kill -9``. They are forked from a process that has everything loaded: a
command that dies before has touched nothing, and most kills would fall there. Every other kill falls anywhere in the command, the
others when its new set of files has been begun. All the while, and after every kill, a reader looks as all readers do
(``settle``): it counts sets of two runs, sets with a file missing, and the event of a text that stays, with the decision about
it, where these are gone. At the end each mode must come to the tables of an undisturbed run. Exits with 1 where anything was
mixed or lost.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess
from pathlib import Path

from verbale.flows.cli.app import app
from verbale.flows.line import run_line
from verbale.flows.line.batch import page_types
from verbale.flows.output import FILES, RUN_FILE, add_review, settle
from verbale.flows.output.folder import is_interrupted
from verbale.flows.settings import Settings
from verbale.review.log import Evidence, append, make, read_tables

_YEARS = range(1900, 1960)
_STAYS = "Norway recalled its ambassador from Chile in March 2003.\n"
"""A text of one event, which is decided before the first kill."""
_UNSETTLED = ("changes.csv", "documents.csv")
"""They tell the way here, and where the text lay."""
_LOOK = 0.1  # seconds between two looks of the reader that watches
_POLL = 0.005
_FORK = multiprocessing.get_context("fork")


def text_of(year: int) -> str:
    """The text of a round: another one each time, so that a mixture of two would show."""
    return f"In {year} Peru signed a treaty with Japan. Ghana left the pact in {year}.\n" * (1 + year % 3)


def call(arguments: list[str], where: Path) -> None:
    """The command line, as it works in a folder."""
    os.chdir(where)
    with Path(os.devnull).open("w") as nothing, redirect_stdout(nothing), redirect_stderr(nothing):
        app(arguments, prog_name="verbale")


class Place:
    """Texts, an output folder with decisions, and how the command is called there."""

    def __init__(self, folder: Path, mode: str) -> None:
        self.mode = mode
        self.texts, self.output, self.decisions = folder / "texts", folder / "out", folder / "decisions"
        self.texts.mkdir(parents=True)
        self.output.mkdir()
        (self.texts / "stays.txt").write_text(_STAYS, encoding="utf-8")
        self.decided = ""

    def start(self, mode: str = "") -> ForkProcess:
        mode = mode or self.mode
        if mode == "refresh":
            called = ["review", "refresh", "--output", str(self.output)]
        else:
            called = ["extract", str(self.texts), str(self.output), "--quiet"]
        inside = self.output if mode == "journal" else self.texts.parent
        run = _FORK.Process(target=call, args=([*called, "--decisions", str(self.decisions)], inside))
        run.start()
        return run

    def write(self, year: int) -> None:
        (self.texts / "a.txt").write_text(text_of(year), encoding="utf-8")

    def decide(self) -> None:
        """Accept the event of the text that stays."""
        run = read_tables(self.output)
        events = run["events"]
        self.decided = str(events.loc[events["doc_id"] == "stays", "event_id"].item())
        snapshot = Evidence.of_run(run).snapshot(self.decided)
        append(self.decisions, [make({"action": "accept", "event_id": self.decided, "reviewer": "ann", "snapshot": snapshot})])

    def begun(self) -> bool:
        """Whether a command has a new set of files in hand."""
        return any(any(where.glob(".out.verbale-*")) for where in (self.output.parent, self.output))

    def rows(self, table: str) -> list[dict[str, str]]:
        with (self.output / f"{table}.csv").open(encoding="utf-8", newline="") as f:
            return list(csv.DictReader(f))

    def years(self) -> set[str]:
        """The years that all tables together tell of."""
        found = set()
        for table, column in (("events", "date_edtf"), ("dates", "edtf"), ("sentences", "text")):
            found |= {word.strip(".") for row in self.rows(table) for word in row[column].split() if word[:2] == "19"}
        return found

    def tables(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.output.glob("*.csv") if path.name not in _UNSETTLED}


def trouble(place: Place, before: int, now: int) -> str:
    """What a reader finds wrong; empty where nothing is."""
    missing = FILES - {path.name for path in place.output.iterdir()}
    if missing:
        return f"missing: {', '.join(sorted(missing))}"
    if place.years() not in ({str(before)}, {str(now)}):
        return f"years of {sorted(place.years())}"
    if place.decided not in {row["event_id"] for row in place.rows("events")}:
        return "the event that stays is lost"
    accepted = {row["event_id"] for row in place.rows("reviewed_events") if row["review_status"] == "accepted"}
    return "" if place.decided in accepted else "the decision is lost"


@dataclass
class Watching:
    """A reader beside a command that may be killed: ``looks`` at a set that stayed while it was read, and what was ``wrong``."""

    place: Place
    before: int
    now: int
    looks: int = 0
    wrong: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watching:
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_LOOK):
            settle(self.place.output)
            with suppress(FileNotFoundError):  # the set was replaced between two files
                run = (self.place.output / RUN_FILE).read_bytes()
                found = trouble(self.place, self.before, self.now)
                if not is_interrupted(self.place.output) and (self.place.output / RUN_FILE).read_bytes() == run:
                    self.looks += 1
                    self.wrong += [found] if found else []


def killed(place: Place, run: ForkProcess, late: bool, lasting: float, chance: random.Random) -> bool:
    """Kill the command, late or at any moment; whether it was still at work then."""
    if late:
        while run.is_alive() and not place.begun():
            time.sleep(_POLL)
        lasting /= 2
    run.join(chance.uniform(0.0, lasting))
    run.kill()
    run.join()
    return run.exitcode == -signal.SIGKILL


def kill_often(place: Place, kills: int, chance: random.Random) -> Counter[str]:
    """Kill the command so often, and count how each round ended."""
    found: Counter[str] = Counter()
    before = _YEARS[0]
    place.write(before)
    place.start("exchange").join()
    place.decide()
    begin = time.monotonic()
    place.start().join()
    lasting = time.monotonic() - begin
    while found["killed"] < kills:
        now = before if place.mode == "refresh" else _YEARS[1 + found["killed"] % (len(_YEARS) - 1)]
        place.write(now)
        begin = time.monotonic()
        run = place.start()
        late = bool(found["killed"] % 2) and place.mode != "refresh"
        with Watching(place, before, now) as watching:
            ended = not killed(place, run, late, lasting, chance)
        settle(place.output)
        wrong = [*watching.wrong, *filter(None, [trouble(place, before, now)])]
        for what in wrong:
            print(f"{place.mode}: {what}", flush=True)
        found["ended before"] += ended
        found["killed"] += not ended
        found["looks"] += watching.looks + 1
        found["mixed or lost"] += bool(wrong)
        if ended:  # sooner than the moment that was drawn
            lasting = time.monotonic() - begin
        if place.years() == {str(now)}:
            found["new sets"] += now != before
            before = now
    place.start().join()
    return found


def same_as_undisturbed(place: Place) -> bool:
    """Whether the tables in the end are those of a run that nobody killed."""
    fresh = Place(place.texts.parent / "fresh", "exchange")
    (fresh.texts / "a.txt").write_bytes((place.texts / "a.txt").read_bytes())
    fresh.decisions = place.decisions
    fresh.start().join()
    return fresh.tables() == place.tables()


def warm(folder: Path) -> None:
    """Load all that the commands need, into this process and the cache."""
    place = Place(folder / "warm", "exchange")
    run_line(Settings(input=str(place.texts), output=place.output, decisions=place.decisions))
    place.decide()
    add_review(place.output, place.decisions, page_types(Settings()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    half, sixth = asked.kills // 2, asked.kills // 6
    shares = {"exchange": asked.kills - half, "journal": half - sixth, "refresh": sixth}
    sound = True
    with tempfile.TemporaryDirectory(prefix="verbale-kills-") as name:
        os.environ["VERBALE_CACHE"] = str(Path(name, "cache"))
        warm(Path(name))
        for mode, kills in shares.items():
            place = Place(Path(name, mode), mode)
            begin = time.monotonic()
            found = kill_often(place, kills, chance)
            same = same_as_undisturbed(place)
            sound &= same and not found["mixed or lost"]
            told = ", ".join(f"{number} {what}" for what, number in sorted(found.items()))
            print(f"{mode}: {told}; afterwards as undisturbed: {same} ({time.monotonic() - begin:.0f} s)", flush=True)
    sys.exit(not sound)


if __name__ == "__main__":
    main()
