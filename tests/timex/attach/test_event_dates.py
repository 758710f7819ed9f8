"""Which date dates an event: marked triggers with their dates, and the share that comes out right on the annotated texts."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from spacy.language import Language

from verbale.extractors.parse.parsed import Parsed, parse
from verbale.extractors.schema import EventDate
from verbale.extractors.text import make_document
from verbale.extractors.timex import find_timexes
from verbale.extractors.timex.attach.event_dates import DateIndex

MARK = re.compile(r"\[([^\]|]+)\|([^\]|]*)\|([a-z]*)\]")

# [trigger|EDTF|method]; an empty EDTF: no date
EVENTS = [
    "Sweden [condemned||] the attack on 20 July 1990 near Oslo.",
    "In March 2002 the league [met|2002-03|clause] for the first time since 1967.",
    "They [established|1962-05|clause] ties in May 1962, "
    "two years after Norway [gained|1960-04|clause] independence in April 1960.",
    "They joined after the war, 1877-78, in which Norway [fought|1877/1878|clause] for Sweden.",
    "Norway held the coast by the sixth century, when it was [conquered|05XX|clause] by Sweden.",
    "Norway [signed|1921-03-12|clause] the pact on 12 March 1921.",
    "In August 1964 Norway [expelled|1964-08|clause] the envoy and [closed|1964-08|sentence] its embassy.",
    "Norway [signed|1992|clause] the pact in 1992 but [left|1995|clause] it in 1995.",
    "The [signature|1921|clause] of the pact in 1921 angered Sweden.",
    "The pact, which was [signed|1992-06|clause] in June 1992, has been [suspended|1995/..|clause] since 1995.",
    "Norway [joined|1945|sentence] the league when it was [founded|1945|clause] in 1945.",
    "Norway did not [recognise|1991|clause] the republic until 1991.",
    "The summit was [postponed||] until 2005.",
    "Parliament [passed|2004|name] the Free Trade Act of 2004.",
    "Norway [criticised||] the 1996 constitution.",
    "The war that broke out in 1998 [ended|2000|clause] in 2000.",
    "Norway [recalled|2012-05-03|clause] its envoy on 3 May 2012, a day after Sweden [closed|2012-05-02|clause] its consulate.",
    "Sweden [occupied|1940-08|clause] and [annexed|1940-08|clause] the islands in August 1940.",
    "Norway [left|1997|clause] the league in 1997: the treaty was [terminated|1997|sentence].",
    "They were [allied|1918/1921|clause] from 1918 to 1921.",
    "Norway will [host|2030|clause] the talks in 2030.",
    "Norway has been a [member|1970/..|clause] of the league since independence in 1970.",
    "Norway has [supported|1991-06/..|clause] Sweden ever since it left the league in June 1991.",
    "Norway was [readmitted|2001-12|clause] in December 2001, "
    "after a vote [held|2001-09|clause] to restore calm in September that year.",
    "Norway left in 1970 but [returned|1971|clause] the next year, whereupon Sweden [protested|1971|sentence].",
    "Ties were [restored|1953-12|clause] in December 1953, "
    "four months after a coup led by officers had [toppled|1953-08|clause] him.",
    "By the treaty of 20 October 1904 Norway [ceded|1904-10-20|clause] the coast.",
    "Sweden, in a statement issued on 4 May 2010, [condemned|2010-05-04|clause] Norway.",
    "Sweden [hosted|1963-05|clause] the conference at which ten states [founded|1963-05|clause] the league in May 1963.",
    "Sweden [attended|2010-05-07|clause] the summit of 7 May 2010.",
    "Sweden [discussed||] the summit of 7 May 2010.",
    "Norway became a republic in 1963, when Olsen [became|1963|sentence] president.",
    "Its [union|1836|clause] with Sweden, proclaimed in 1836, alarmed Norway.",
    "Joint drills and Swedish [aid|197X|clause] in the 1970s helped.",
    "Norway, which on 4 May 2010 [closed|2010-05-04|clause] its embassy and [gave|2010-05-04|sentence] them a day, is small.",
    "The embassy was [closed|1940-09-05|clause] on 5 September 1940, after Norway [occupied|1940-08|clause] and "
    "[annexed|1940-08|sentence] the islands, as well as the coast, in August 1940.",
    "Olsen, who [won|2009-11-29|clause] the election of 29 November 2009, on 4 May 2010 [recalled|2010-05-04|clause] the envoy.",
    "Norway on 4 May 2010 [expelled|2010-05-04|clause] the envoy.",
    "They gathered in Oslo in May 2010 for a [summit|2010-05|clause].",
    "Norway [denounced|1856|clause] the treaty in 1856; under the peace [signed|1857-03|sentence] in Paris the following March, "
    "Peru [evacuated|1857-03|clause] the city and [recognised|1857-03|sentence] the independence of Chile.",
    "At the end of the war in 1945, Norway [recognised|1945|clause] Kenya.",
    "After the war in 1945, Norway [recognised||] Kenya.",
    "Norway, which [claims||] the islands, [closed|2010-12-14|clause] the border on 14 December 2010.",
    "Norway left the league in 2013 and, the same year, [severed|2013|clause] ties with Sweden.",
    "The islands were a colony until 1965, when they [became|1965|clause] independent.",
    "Peru held the strip until May 1929, at which time Chile [annexed|1929-05|clause] it.",
    "Peru left the league from 1932 until 1936, when its seat was [restored|1936|clause].",
    "Peru was [suspended|1932/1936|clause] from the league from 1932 until 1936, when its seat was given back.",
    "It was not until 1921 that Norway [recognised|1921|clause] the republic.",
    "Tensions grew after 7 July 1937, when the two armies [clashed|1937-07-07|clause] at the border.",
    "On 8 December 1941, the day after the [attack|1941-12-07|clause] on Oslo, Norway declared war.",
    "Peru closed its embassy in May 1983, four years after Chile [became|1979|clause] independent.",
    "Kenya applied three months after the [dissolution||] of the league and became a member in 1995.",
    "On 4 May 2010 Norway expelled the envoy, after Sweden [imposed||] sanctions on it.",
    "In 2010 Norway [lifted|2010|clause] the sanctions [imposed||] on Kenya by Sweden.",
]
TEXTS = [
    ("Norway signed the pact in 1992.\n\nIt [visited||] nobody.", ""),
    (
        "Chronology\n\n25 August 2008\nNorway [cuts|2008-08-25|heading] ties with Sweden.\n\n2 May 2009\n"
        "Sweden [recalls|2009-05-02|heading] its envoy.",
        "",
    ),
    ("Prior to 2001\n\nNorway [joined||] the league.", ""),
    ("In 1992 Norway left the league. Sweden [protested|1992|narrative] against this.", ""),
    ("In 1992 Norway left the league. Sweden [is||] a member of the league.", ""),
    ("In 1992 Norway left the league. After the war Sweden [followed||].", ""),
    ("The end of the war in 1992 pleased Norway. Sweden [signed||] the pact.", ""),
    (
        "Talks failed. In May 1951, Norway [adopted|1951-05|clause] a law against those responsible for the "
        "referendum on 3 April 1951.",
        "",
    ),
    ("Beginning in 1989, Norway [supported|1989/..|clause] the rebels.", ""),
    ("As of 2019, ten states have [recognised|../2019|clause] the republic.", ""),
    ("Norway [ratified|1994|clause] the 1988 convention in 1994.", ""),
    (
        "OSLO, March 3 - Norway on Tuesday [recalled|2021-03-02|clause] its envoy. "
        "The talks will [end|2021-03-07|clause] on Sunday. Sweden will [host|2021-03-06|clause] a feast a day earlier.",
        "2021-03-03",
    ),
    (
        "Norway left in 1982. It [signed|1995-01|clause] a pact in January 1995 "
        "and [joined|1996|clause] the league the following year."
        "\n\nSweden left the league in 1864.",
        "",
    ),
    (
        "OSLO, March 3 - Norway [voted|2021-02-27/2021-02-28|clause] at the weekend. It will [vote|2021-03-06/2021-03-07|clause] "
        "again at the weekend. They failed to [agree|2021-03-01|clause] on Monday. They are due to [meet|2021-03-08|clause] "
        "on Monday. Sweden [vowed||] to reply after Norway [banned|2021-02-25|clause] its fish last Thursday. The move [comes||] "
        "a day after Norway [expelled|2021-03-02|clause] two envoys.",
        "2021-03-03",
    ),
    (
        "The summit of Norway and Sweden is [planned|2013-05|clause] for May. Their envoys [meet|2013-04-02|clause] on 2 April. "
        "Sweden is to [start|2013-06|sentence] drills in June, and talks, [set|2013-03-27|clause] for Wednesday, may help.",
        "2013-03-21",
    ),
    ("Norway left on 5 May 1991. Since then it has [sent|1991-05-05/..|narrative] envoys.", ""),
    ("OSLO, May 30 - A note [released|1989-05-29|clause] before midnight on Monday angered Sweden.", "1989-05-30"),
    ("In March Norway [signed|2013-03|clause] a pact. It [left|2012-10|clause] another in October.", "2013-03-21"),
    ("OSLO, 28 February 2012\n\nNorway on Monday [expelled|2012-02-27|clause] the envoy.", "2012-02-28"),
    ("Sunday, 26 February 2012\n\nSweden [wants||] talks with Norway.", "2012-02-26"),
]


LISTS = [
    ("Kenya held elections in 2007 and 2009.", ["2007", "2009"]),
    ("They met on 3 May 2001, 5 June 2002 and 8 July 2003.", ["2001-05-03", "2002-06-05", "2003-07-08"]),
    ("They were at war from 2007 to 2009.", []),
    ("Norway left in 2007, and Sweden in May 2009.", []),
    ("They met in 2009 and 2007.", []),
]


@pytest.mark.parametrize(("text", "dates"), LISTS)
def test_dates_in_a_list(nlp: Language, text: str, dates: list[str]) -> None:
    parsed = parse(nlp, make_document("d", text))
    timexes = find_timexes(parsed)
    index = DateIndex(parsed, timexes)
    for timex in timexes:
        assert [t.edtf for t in index.listed_with(index.dated_by(timex, 1))] == dates


def unmarked(marked: str) -> tuple[str, list[tuple[int, str, str]]]:
    text, triggers, position = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        triggers.append((len(text), match.group(2), match.group(3)))
        text += match.group(1)
        position = match.end()
    text += marked[position:]
    assert "[" not in text and "|" not in text, marked
    return text, triggers


def token_at(parsed: Parsed, char: int) -> int:
    return next(t.i for t in parsed.doc if parsed.offsets[t.idx] <= char <= parsed.offsets[t.idx + len(t) - 1])


def dated(nlp: Language, text: str, date: str, char: int) -> EventDate:
    parsed = parse(nlp, make_document("d", text, document_date=date))
    return DateIndex(parsed, find_timexes(parsed)).date_of(token_at(parsed, char))


@pytest.mark.parametrize(("marked", "date"), [(marked, "") for marked in EVENTS] + TEXTS)
def test_events_take_the_date_that_is_theirs(nlp: Language, marked: str, date: str) -> None:
    text, triggers = unmarked(marked)
    found = [dated(nlp, text, date, char) for char, _, _ in triggers]
    assert [(e.edtf, e.method) for e in found] == [(edtf, method) for _, edtf, method in triggers]


def test_an_event_without_a_date_has_empty_cells(nlp: Language) -> None:
    assert dated(nlp, "Norway left the league.", "", 7) == EventDate()


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_events", shared / "gold" / "score_events.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def share_right(nlp: Language, shared: Path, scorer: ModuleType, name: str) -> tuple[int, int, list[str]]:
    """(right, all, what is wrong) over the core events of an annotated text, from their annotated triggers."""
    meta = json.loads((shared / "gold" / f"{name}.meta.json").read_text("utf-8"))
    text, rows = scorer.load_gold(shared / "gold")[name]
    parsed = parse(nlp, make_document(name, text, title=meta["title"], document_date=meta["document_date"] or ""))
    index = DateIndex(parsed, find_timexes(parsed))
    core = [row for row in rows if not row["optional"]]
    wrong = []
    for row in core:
        event = index.date_of(token_at(parsed, row["spans"][0][0]))
        cells = {"date_start": event.start, "date_end": event.end, "date_edtf": event.edtf}
        if not scorer.date_ok(row, cells):
            wrong.append(f"{row['quote'][:60]}: {event.edtf!r} for {row['date']!r}")
    return len(core) - len(wrong), len(core), wrong


def test_the_seed_text_is_dated(nlp: Language, shared: Path, scorer: ModuleType) -> None:
    right, total, wrong = share_right(nlp, shared, scorer, "belarus")
    assert right / total >= 0.95, wrong


def test_the_annotated_texts_are_dated(nlp: Language, shared: Path, scorer: ModuleType) -> None:
    names = sorted(path.name.removesuffix(".events.jsonl") for path in (shared / "gold").glob("*.events.jsonl"))
    counts = [share_right(nlp, shared, scorer, name) for name in names]
    assert sum(c[0] for c in counts) / sum(c[1] for c in counts) >= 0.93, [w for c in counts for w in c[2]]
