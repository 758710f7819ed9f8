"""How the work of the line grows with texts that nobody would write: ``python -m benchmarks.growth [--most 2048] [KIND ...]``.

Every kind of text is made at doubling sizes; shown are seconds of CPU of reading, parsing and extraction, and at each size by how
much they grew since the size before: 2 is linear.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import cycle, islice, pairwise

from spacy.language import Language

from verbale.extractors import Resources, extract_parsed, load_pipeline, load_resources, parse
from verbale.extractors.text import make_document

_STATES = ["Peru", "Japan", "Norway", "Chile", "Egypt", "Ghana", "Poland", "Spain", "Kenya", "Cuba"]
_GOODS = ["grain", "tractors", "medicine", "radios", "timber", "copper", "vessels", "maps"]


def _some(words: list[str], number: int) -> list[str]:
    return list(islice(cycle(words), number))


KINDS: dict[str, Callable[[int], str]] = {
    "objects joined by and": lambda n: f"Peru gave Japan {' and '.join(_some(_GOODS, n))} in 1994.",
    "states joined by and": lambda n: f"Peru signed a treaty with {' and '.join(_some(_STATES, n))} in 1994.",
    "states and commas": lambda n: f"{', '.join(_some(_STATES, n))} and Malta signed a trade agreement with Iran in 1994.",
    "states alone": lambda n: f"{', '.join(_some(_STATES, n))}",
    "verbs joined by and": lambda n: f"Peru {' and '.join(_some(['attacked Chile', 'thanked Japan', 'warned Cuba'], n))}.",
    "clauses joined by and": lambda n: " and ".join(f"{s} attacked Malta" for s in _some(_STATES, n)) + ".",
    "clauses in clauses": lambda n: " ".join(f"{s} said that" for s in _some(_STATES, n)) + " Peru attacked Chile.",
    "owners": lambda n: "Peru praised " + "'s friend's ".join(_some(_STATES, n)) + "'s treaty with Chile.",
    "nouns of nouns": lambda n: f"Peru signed the treaty {' '.join(f'of the minister of {s}' for s in _some(_STATES, n))}.",
    "relative clauses": lambda n: "Peru attacked Chile" + "".join(f", which attacked {s}" for s in _some(_STATES, n)) + ".",
    "hyphens": lambda n: f"{'-'.join(_some(_STATES, n))} talks began in 1994.",
    "hyphens alone": lambda n: "-".join(_some(_STATES, n)),
    "capitals and hyphens": lambda n: "-".join(_some([s.upper() for s in _STATES], n)) + " talks",
    "dashes": lambda n: " - ".join(_some(_STATES, n)),
    "brackets": lambda n: "Peru attacked Chile " + "(and Japan " * n + ")" * n + ".",
    "open brackets": lambda n: "(" * n + "Peru attacked Chile",
    "quotes": lambda n: 'Peru said "' + 'that "' * n + "Chile attacked" + '"' * n + ".",
    "open quotes": lambda n: '"Peru attacked Chile, ' * n,
    "dates": lambda n: "Peru attacked Chile on " + ", ".join(f"{1 + i % 28} May {1900 + i % 99}" for i in range(n)) + ".",
    "years": lambda n: "Peru attacked Chile in " + " and ".join(str(1900 + i % 99) for i in range(n)) + ".",
    "relative dates": lambda n: "Peru attacked Chile " + ", ".join(_some(["last year", "the next day", "a week later"], n)) + ".",
    "numbers": lambda n: " ".join(str(i) for i in range(n)),
    "words": lambda n: " ".join(_some(["peru", "gave", "japan", "some", "grain", "while", "norway", "met", "in", "may"], n)),
    "capitals": lambda n: " ".join(_some(_STATES, n)),
    "commas": lambda n: "Peru, " * n,
    "only commas": lambda n: "," * n,
    "stops": lambda n: "Peru. " * n,
    "one word": lambda n: "peru" * n,
    "letters": lambda n: "a " * n,
    "spaces": lambda n: "Peru" + " " * n + "attacked" + " " * n + "Chile.",
    "lines": lambda n: "Peru attacked Chile\n" * n,
    "paragraphs": lambda n: "Peru attacked Chile in 1994.\n\n" * n,
    "sentences": lambda n: "Peru attacked Chile in 1994. It left the country in May. " * n,
    "meetings": lambda n: f"The ministers of {', '.join(_some(_STATES, n))} met in Oslo on 3 May 1994.",
    "pairs": lambda n: (
        "Peru signed treaties with " + "; with ".join(f"{s} in {1900 + i % 99}" for i, s in enumerate(_some(_STATES, n))) + "."
    ),
    "said": lambda n: "He said " * n,
    "acronyms": lambda n: " ".join(f"Great Union ({chr(65 + i % 26)}GU)" for i in range(n)),
    "bars": lambda n: " | ".join(_some(_STATES, n)),
    "bullets": lambda n: "The Council decided to:\n" + "- lift the sanctions against Peru;\n" * n,
    "headings": lambda n: "PERU AND CHILE\n\n" * n,
    "tags": lambda n: "<b>" * n + "Peru attacked Chile" + "</b>" * n,
    "pronouns": lambda n: "Peru met Chile. " + "It attacked it and they thanked them. " * n,
    "both": lambda n: "Peru and Chile met. " + "The two countries signed a treaty. " * n,
}


def measured(text: str, nlp: Language, resources: Resources) -> tuple[float, float, float]:
    """Seconds of CPU that reading, parsing and extraction take."""
    times = [time.process_time()]
    document = make_document("text", text)
    times.append(time.process_time())
    parsed = parse(nlp, document)
    times.append(time.process_time())
    extract_parsed(parsed, resources)
    times.append(time.process_time())
    reading, parsing, extracting = (after - before for before, after in pairwise(times))
    return reading, parsing, extracting


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--least", type=int, default=512)
    parser.add_argument("--most", type=int, default=2048)
    given = parser.parse_args()
    nlp, resources = load_pipeline(), load_resources()
    measured("Peru attacked Chile in 1994.", nlp, resources)
    for name in given.kinds or KINDS:
        size, before = given.least, 0.0
        while size <= given.most:
            times = measured(KINDS[name](size), nlp, resources)
            growth = f"{sum(times) / before:5.2f}" if before else ""
            print(f"{name:24} {size:6} read {times[0]:7.3f} parse {times[1]:7.3f} extract {times[2]:7.3f} {growth}", flush=True)
            size, before = 2 * size, sum(times)


if __name__ == "__main__":
    main()
