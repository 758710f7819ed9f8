"""Many articles in one file, as archives of news export them (LexisNexis, Factiva): read as one text, and told of."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDS = (
    ("LexisNexis", re.compile(r"^[ \t]*\d{1,4} of \d{1,4} DOCUMENTS?[ \t]*$", re.MULTILINE)),
    ("Nexis", re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)),
    ("Factiva", re.compile(r"^[ \t]*Document [A-Z]{2,}[A-Za-z0-9]{12,}[ \t]*$", re.MULTILINE)),
)
"""Archive -> the line that stands once with every article."""


def collection_notes(text: str) -> Iterator[str]:
    """What is to be said of a text that holds several articles: their days are not those of the document."""
    for archive, line in _ENDS:
        number = sum(1 for _ in line.finditer(text))
        if number > 1:
            yield (
                f"an export of {archive}: {number} articles read as one document, without the days of their own; "
                "export every article to a file of its own, or make JSON lines with a date each"
            )
            return
