"""Which part of a text speaks of whom: the topic of every sentence, from the headings and names of its section.

A text about several (``Peru, Kenya and Nepal``, a page of dispatches), and one whose state was only counted out, is about whom
its headings say, section by section: never about a state that the section leaves unnamed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from verbale.extractors.actors.topics.leads import Leads
from verbale.extractors.parse import Parsed
from verbale.extractors.text import is_date_heading

_SHARE, _LEAD, _LEAST = 0.3, 1.5, 3
_ALONE_SHARE, _ALONE_LEAD = 0.4, 2.5
_WORD = re.compile(r"[^\W\d_]+")
# A heading with more words beside its names than this is a headline: it tells a story, in which others may act, too.
_NAME_WORDS = 4


class Guess(NamedTuple):
    """What is known of a document's topic. ``sure``: for the whole text; ``loose``: unless a section speaks of others;
    ``given``: all that the user or the title names.
    """

    sure: str = ""
    loose: str = ""
    given: tuple[str, ...] = ()


def leading(counts: Counter[str]) -> str:
    """The party that most names mean, if it is well ahead of the others."""
    if not counts:
        return ""
    (best, n), *rest = counts.most_common(2)
    ahead = n >= _LEAST and n >= _SHARE * counts.total() and (not rest or n >= _LEAD * rest[0][1])
    return best if ahead else ""


def voted(counts: Counter[str], given: tuple[str, ...] = ()) -> Guess:
    """What the names of a whole text say of its topic: sure where hardly anybody else is named as often."""
    best = leading(counts)
    others = max((n for party, n in counts.items() if party != best), default=0)
    alone = bool(best) and counts[best] >= _ALONE_SHARE * counts.total() and counts[best] >= _ALONE_LEAD * others
    return Guess(best, "", given) if alone and len(given) < 2 else Guess("", best, given)


def local_topics(
    parsed: Parsed, named: Sequence[Sequence[str]], states: Collection[str], guess: Guess, leads: Leads | None = None
) -> list[str]:
    """The topic of every sentence, empty where it is open. ``named``: the parties that each sentence names, as often as it
    does; ``states``: those of them that are states; ``leads``: whom paragraphs open with, and where dispatches come from.
    """
    if guess.sure or not parsed.sentences:
        return [guess.sure] * len(parsed.sentences)
    around = in_paragraphs(parsed, named, states)
    topics: list[str] = []
    carried = ""
    for section in _sections(parsed):
        counts = Counter(p for number in section.sentences for p in named[number] if p in states)
        topic, strong, carried = _about(parsed, named, section, counts, carried, guess)
        topics += [topic] * (section.body - section.first)
        for number in section.sentences:
            meant = topic or (leads.dispatch[number] if leads else "")
            fits = (strong and topic) or meant in named[number] or _is_alone(meant, around[number])
            topics.append(leads.paragraph[number] if leads and leads.paragraph[number] else meant if fits else "")
    return topics


def _about(
    parsed: Parsed, named: Sequence[Sequence[str]], section: _Section, counts: Counter[str], carried: str, guess: Guess
) -> tuple[str, bool, str]:
    """(topic, strong, carried) of a section: whether each of its sentences is about the topic, whoever else they name, and
    whether the sections behind go on with it. ``counts``: how often its sentences name each state.
    """
    heads = _headings(parsed, section.first, section.body)
    headed = _parties(named, heads)
    topic = _section_topic(headed, counts, carried, guess)
    name = _is_name(parsed, heads, named)
    # "Forty states protest at Argentine curbs" from Buenos Aires: what happens there.
    placed = topic in _parties(named, set(range(section.first, section.body)).difference(heads))
    strong = placed or (name and (len(headed) == 1 or len(guess.given) < 2))
    return topic, strong, topic if not headed or (name and len(headed) == 1) else ""


def _parties(named: Sequence[Sequence[str]], numbers: Iterable[int]) -> tuple[str, ...]:
    """The parties that these sentences name, once each."""
    return tuple(dict.fromkeys(party for number in numbers for party in named[number]))


def in_paragraphs(parsed: Parsed, named: Sequence[Sequence[str]], states: Collection[str]) -> list[set[str]]:
    """By sentence, the states that its paragraph names."""
    paragraphs = paragraphs_of(parsed)
    found: dict[int, set[str]] = {}
    for paragraph, parties in zip(paragraphs, named, strict=True):
        found.setdefault(paragraph, set()).update(party for party in parties if party in states)
    return [found[paragraph] for paragraph in paragraphs]


def _is_alone(topic: str, around: Collection[str]) -> bool:
    """A dispatch moves from actor to actor: its topic is meant only where hardly anybody else is in sight."""
    return not around or (topic in around and len(around) < 3)


def paragraphs_of(parsed: Parsed) -> list[int]:
    """The number of every sentence's paragraph (block)."""
    starts = [block.char_start for block in parsed.document.blocks]
    return [bisect_right(starts, sentence.char_start) for sentence in parsed.sentences]


class _Section(NamedTuple):
    """A stretch of sentences under its headings, by the numbers of its first heading, its first sentence and its end."""

    first: int
    body: int
    end: int

    @property
    def sentences(self) -> range:
        """The numbers of the sentences that are no headings."""
        return range(self.body, self.end)


def _sections(parsed: Parsed) -> list[_Section]:
    sentences = parsed.sentences
    n = len(sentences)
    found = []
    first = 0
    while first < n:
        body = first
        while body < n and sentences[body].heading:
            body += 1
        end = body
        while end < n and not sentences[end].heading:
            end += 1
        # Of headings that stand above each other, the last one is the section's.
        last = _headings(parsed, first, body)[-1] if body > first else first
        found += [_Section(number, number + 1, number + 1) for number in range(first, last)]
        found.append(_Section(last, body, end))
        first = end
    return found


def _headings(parsed: Parsed, first: int, body: int) -> list[int]:
    """The headings from ``first`` to ``body`` without the place and day of a dispatch below its headline."""
    numbers = list(range(first, body))
    titles = [number for number in numbers if not is_date_heading(parsed.sentences[number].text)]
    return titles or numbers


def _section_topic(headed: Sequence[str], counts: Counter[str], carried: str, guess: Guess) -> str:
    """Whom a section is about: ``headed`` its heading names, ``counts`` its sentences, ``carried`` the heading before meant."""
    own = [party for party in headed if party in guess.given]
    if len(own) == 1 and len(guess.given) > 1:
        return own[0]
    loose_holds = bool(counts[guess.loose]) and not _outnumbered(guess.loose, counts) if guess.loose else False
    if len(headed) == 1 and (headed[0] in guess.given or not loose_holds):
        return headed[0]
    if not headed and _still_holds(carried, counts):
        return carried
    return guess.loose if loose_holds and len(headed) < 2 else leading(counts)


def _still_holds(carried: str, counts: Counter[str]) -> bool:
    """Whether a section without a heading that names anybody may be about whom the one before was about."""
    return bool(carried) and bool(counts[carried] or not counts) and not _outnumbered(carried, counts)


def _outnumbered(party: str, counts: Counter[str]) -> bool:
    return any(n > _LEAD * counts[party] for other, n in counts.items() if other != party)


def _is_name(parsed: Parsed, heads: Sequence[int], named: Sequence[Sequence[str]]) -> bool:
    """Whether a heading is hardly more than names (``Peru``, ``Relations with Peru``), no headline (``Peru recalls envoy``)."""
    return all(len(_WORD.findall(parsed.sentences[number].text)) <= _NAME_WORDS + len(named[number]) for number in heads)
