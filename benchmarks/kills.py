"""Real commands killed at random moments: ``python -m benchmarks.kills [--kills 60] [--seed 7]``.

``verbale extract`` from beside the output folder (which is exchanged as a whole) and from inside it (replaced file by file, with
a journal), and ``verbale review refresh``; each with ``kill -9``. After every kill a reader looks as all readers do (``settle``):
it counts sets of two runs, sets with a file missing, and rows that are neither those of the text before nor those of the text
now. At the end each mode must still come to the tables of an undisturbed run.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from verbale.flows.output import FILES, settle

_YEARS = range(1900, 1960)
_UNSETTLED = ("changes.csv", "documents.csv")
"""They tell the way here, and where the text lay."""


def text_of(year: int) -> str:
    """The text of a round: another one each time, so that a mixture of two would show."""
    return f"In {year} Peru signed a treaty with Japan. Ghana left the pact in {year}.\n" * (1 + year % 3)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "verbale.flows", *arguments]


class Place:
    """A text, an output folder, and how the command is called there."""

    def __init__(self, folder: Path, mode: str) -> None:
        self.mode = mode
        self.texts, self.output = folder / "texts", folder / "out"
        self.texts.mkdir(parents=True)
        self.output.mkdir()
        self.environment = {**os.environ, "VERBALE_CACHE": str(folder / "cache")}
        self.decisions = folder / "decisions"

    def arguments(self) -> list[str]:
        decisions = ["--decisions", str(self.decisions)]
        if self.mode == "refresh":
            return command("review", "refresh", "--output", str(self.output), *decisions)
        return command("extract", str(self.texts), str(self.output), "--quiet", *decisions)

    def start(self) -> subprocess.Popen[bytes]:
        inside = self.output if self.mode == "journal" else self.texts.parent
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self.arguments(), stdout=quiet, stderr=quiet, cwd=inside, env=self.environment)

    def write(self, year: int) -> None:
        (self.texts / "a.txt").write_text(text_of(year), encoding="utf-8")

    def years(self) -> set[str]:
        """The years that all tables together tell of."""
        found = set()
        for table, column in (("events", "date_edtf"), ("dates", "edtf"), ("sentences", "text")):
            with (self.output / f"{table}.csv").open(encoding="utf-8", newline="") as f:
                found |= {word.strip(".") for row in csv.DictReader(f) for word in row[column].split() if word[:2] == "19"}
        return found

    def tables(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.output.glob("*.csv") if path.name not in _UNSETTLED}


def trouble(place: Place, before: int, now: int) -> str:
    """What a reader finds wrong; empty where nothing is."""
    settle(place.output)
    missing = FILES - {path.name for path in place.output.iterdir()}
    if missing:
        return f"missing: {', '.join(sorted(missing))}"
    years = place.years()
    return "" if years in ({str(before)}, {str(now)}) else f"years of {sorted(years)}"


def kill_often(place: Place, kills: int, chance: random.Random) -> Counter[str]:
    """Kill the command so often, and count how each round ended."""
    found: Counter[str] = Counter()
    before = _YEARS[0]
    place.write(before)
    begin = time.monotonic()
    first = Place.start(place) if place.mode != "refresh" else subprocess.Popen(
        command("extract", str(place.texts), str(place.output), "--quiet"), env=place.environment, cwd=place.texts.parent
    )  # fmt: skip
    first.wait()
    if place.mode == "refresh":
        begin = time.monotonic()
        place.start().wait()
    lasting = time.monotonic() - begin
    for number in range(kills):
        now = before if place.mode == "refresh" else _YEARS[1 + number % (len(_YEARS) - 1)]
        place.write(now)
        with place.start() as run:
            time.sleep(chance.uniform(0.0, 1.1 * lasting))
            run.send_signal(signal.SIGKILL)
        found["killed" if run.returncode == -signal.SIGKILL else "ended before"] += 1
        wrong = trouble(place, before, now)
        found["mixed or lost" if wrong else "whole"] += 1
        if wrong:
            print(f"{place.mode}: {wrong}", flush=True)
        elif place.years() == {str(now)}:
            before = now
    place.start().wait()
    return found


def same_as_undisturbed(place: Place) -> bool:
    """Whether the tables in the end are those of a run that nobody killed."""
    fresh = Place(place.texts.parent / "fresh", "exchange")
    fresh.write(_YEARS[0])
    (fresh.texts / "a.txt").write_bytes((place.texts / "a.txt").read_bytes())
    fresh.start().wait()
    return fresh.tables() == place.tables()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    half, sixth = asked.kills // 2, asked.kills // 6
    shares = {"exchange": asked.kills - half, "journal": half - sixth, "refresh": sixth}
    with tempfile.TemporaryDirectory(prefix="verbale-kills-") as name:
        for mode, kills in shares.items():
            place = Place(Path(name, mode), mode)
            found = kill_often(place, kills, chance)
            told = ", ".join(f"{number} {what}" for what, number in sorted(found.items()))
            print(f"{mode}: {told}; afterwards as undisturbed: {same_as_undisturbed(place)}", flush=True)


if __name__ == "__main__":
    main()
