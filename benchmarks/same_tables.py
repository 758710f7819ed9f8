"""Does this checkout make the same tables as an older commit? ``python -m benchmarks.same_tables COMMIT [TEXTS ...]``

The older commit is checked out into a folder of its own; both extract the same texts with this environment, and the tables are
compared byte by byte, with the columns that name versions left out. Prints a line per table that differs, with its first rows;
ends with 1 where any does. Without TEXTS: ``raw_text``, ``tests/annotated`` and, where they lie beside the checkout, the
annotated texts and articles of ``../shared``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ("raw_text", "tests/annotated/grown", "tests/annotated/held_out")
BESIDE = ("../shared/gold", "../shared/documents", "../shared/annotated/train", "../shared/annotated/dev")
VERSIONS = ["extractor_version", "model"]
"""Columns that name what made a row; they say nothing of what the text says."""
APART = {"changes.csv"}


def extract(checkout: Path, texts: str, output: Path) -> None:
    """The tables of some texts by the code of a checkout, in either layout (before and after it was one package)."""
    packaged = (checkout / "src" / "verbale").exists()
    module = "verbale.flows" if packaged else "flows"
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src" if packaged else checkout)}
    command = [sys.executable, "-m", module, "extract", texts, str(output), "--decisions", str(output.parent / "none")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{checkout}: {done.stderr.strip().splitlines()[-1]}")


def differences(before: Path, after: Path, ignored: list[str]) -> Iterator[tuple[str, list[str]]]:
    """(table, lines of a diff) of every table that differs."""
    for path in sorted(before.glob("*.csv")):
        if path.name in APART:
            continue
        old, new = (_plain(folder / path.name, ignored) for folder in (before, after))
        if old != new:
            lines = unified_diff(old.splitlines(), new.splitlines(), "before", "after", n=0, lineterm="")
            yield path.name, [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def _plain(path: Path, ignored: list[str]) -> str:
    """A table as text, nothing in it interpreted, without some columns."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
    return str(table.drop(columns=ignored, errors="ignore").to_csv(index=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commit", help="what to compare with: any name that git knows")
    parser.add_argument("texts", nargs="*", help="files or folders of texts")
    parser.add_argument("--ignore", action="append", default=[], metavar="COLUMN", help="a column to leave out; may be repeated")
    parser.add_argument("--show", type=int, default=6, help="rows to show of a table that differs")
    given = parser.parse_args()
    texts = given.texts or [*TEXTS, *(path for path in BESIDE if (ROOT / path).is_dir())]
    differ = 0
    with tempfile.TemporaryDirectory() as scratch:
        older = Path(scratch) / "older"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(older), given.commit], cwd=ROOT, check=True)
        try:
            for number, place in enumerate(texts):
                before, after = (Path(scratch) / f"{side}{number}" for side in ("before", "after"))
                extract(older, place, before)
                extract(ROOT, place, after)
                found = list(differences(before, after, [*VERSIONS, *given.ignore]))
                differ += len(found)
                print(f"{place}: {'the same' if not found else ', '.join(name for name, _ in found) + ' differ'}")
                for name, lines in found:
                    print(f"  {name}: {len(lines)} lines", *(f"    {line[:200]}" for line in lines[: given.show]), sep="\n")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(older)], cwd=ROOT, check=True)
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
