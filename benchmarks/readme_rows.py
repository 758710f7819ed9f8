"""Put real rows of an events table into README.md, between its two ``events`` marks: ``make readme`` after ``make run``.

``python -m benchmarks.readme_rows README.md EVENTS.csv [ID ...]``: without the rows of these ids, which a reader found wrong.
"""

import csv
import sys
from collections.abc import Collection
from pathlib import Path

_ROWS = 8
_BEGIN, _END = "<!-- events: begin -->", "<!-- events: end -->"


def chosen(rows: list[dict[str, str]], wrong: Collection[str] = ()) -> list[dict[str, str]]:
    """Asserted events with both parties and a date, the surest of each type first, in the order of the text."""
    right = [r for r in rows if r["event_id"] not in wrong and r["modality"] == "asserted"]
    full = [r for r in right if r["source_parties"] and r["target_parties"] and r["date_edtf"]]
    best: dict[str, dict[str, str]] = {}
    for row in sorted(full, key=lambda r: (-float(r["confidence"]), int(r["quote_start"]))):
        best.setdefault(row["relation_type"], row)
    return sorted(list(best.values())[:_ROWS], key=lambda r: (r["doc_id"], int(r["quote_start"])))


def markdown(rows: list[dict[str, str]]) -> str:
    header = ["| date | who | what | to whom | the words of the text |", "|--|--|--|--|--|"]
    return "\n".join([*header, *(_line(row) for row in rows)])


def _line(row: dict[str, str]) -> str:
    quote = " ".join(row["quote"].split()).replace("|", "\\|")
    trigger = row["trigger"]
    at = int(row["trigger_start"]) - int(row["quote_start"])
    if quote[at : at + len(trigger)] == trigger:
        start, end = max(0, at - 70), at + len(trigger) + 70
        words = quote[start:at] + f"**{trigger}**" + quote[at + len(trigger) : end]
        quote = ("…" if start else "") + words + ("…" if end < len(quote) else "")
    cells = (row["date_edtf"], row["source_parties"], f"`{row['relation_type']}`", row["target_parties"], quote)
    return "| " + " | ".join(cells) + " |"


def main(readme: Path, events: Path, wrong: Collection[str]) -> None:
    with events.open(encoding="utf-8", newline="") as f:
        table = markdown(chosen(list(csv.DictReader(f)), wrong))
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(_BEGIN)
    after = rest.split(_END)[1]
    readme.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
