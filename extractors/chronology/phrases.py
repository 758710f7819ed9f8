"""A type, its parties and how it is claimed -> one English sentence, by the patterns of ``data/sentences.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from verbale.extractors.data_files import Table, Words, load

_SLOT = re.compile(r"\{(\w+)\}")
_VERB = re.compile(r"<([^<>|]+)\|([^<>|]+)(?:\|(was|were))?>")
_OPTION = re.compile(r"\[([^\[\]]*)\]")
_SLOTS = frozenset({"source", "target", "its", "persons"})
_MOST_NAMES = 12


def _checked(pattern: str) -> str:
    unknown = sorted(set(_SLOT.findall(pattern)) - _SLOTS)
    if unknown:
        raise ValueError(f"there is no {{{unknown[0]}}}; there are {', '.join(sorted(_SLOTS))}")
    if len(_VERB.findall(pattern)) != 1:
        raise ValueError("one verb is wanted, as <recalled|recall>")
    if set("[]<>{}|") & set(_SLOT.sub("", _VERB.sub("", _OPTION.sub(r"\1", pattern)))):
        raise ValueError("a bracket is not closed, or stands inside another of its kind")
    return pattern


Pattern = Annotated[str, AfterValidator(_checked)]


class Phrase(Table):
    """How a type is told: ``unsourced`` where nobody is said to act, ``untargeted`` where nobody is acted on."""

    told: Pattern
    unsourced: Pattern | None = None
    untargeted: Pattern | None = None

    @property
    def symmetric(self) -> bool:
        """Whether all parties stand on one side."""
        return "{target}" not in self.told and "{source}" in self.told


class Phrases(Table):
    """``data/sentences.toml``."""

    unnamed: str
    the: Words
    other: Phrase
    types: Mapping[str, Phrase]

    def of(self, relation_type: str) -> Phrase:
        """The phrase of a type; that of all others where it is one of somebody's own."""
        return self.types.get(relation_type, self.other)


PHRASES = load(Phrases, "sentences.toml")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says: names of the parties, persons, ``pos``/``neg``, modality, and whose claim it is."""

    relation_type: str
    sources: Sequence[str]
    targets: Sequence[str] = ()
    persons: Sequence[str] = ()
    polarity: str = "pos"
    modality: str = "asserted"
    attributed_to: Sequence[str] = ()


def sentence_of(told: Told) -> str:
    """``Iran recalled its diplomats from Qatar.``; planned, supposed, reported and denied things are said as such."""
    phrase = PHRASES.of(told.relation_type)
    sources, targets = list(dict.fromkeys(told.sources)), list(dict.fromkeys(told.targets))
    if _is_one_sided(phrase):
        sources, targets = list(dict.fromkeys([*sources, *targets])), []
    targets = [] if set(targets) == set(sources) else targets
    pattern = _pattern(phrase, bool(sources), bool(targets))
    many = len(sources) > 1
    words = {
        "source": listed([with_article(name) for name in sources]),
        "target": listed([with_article(name) for name in targets]),
        "its": "their" if many else "its",
        "persons": listed(list(dict.fromkeys(told.persons))),
    }
    text = _OPTION.sub(lambda option: option[1] if all(words[slot] for slot in _SLOT.findall(option[1])) else "", pattern)
    text = _VERB.sub(lambda verb: _conjugated(verb, told, many, bool(sources)), text)
    text = _SLOT.sub(lambda slot: words[slot[1]] or PHRASES.unnamed, text)
    if told.attributed_to:
        text += f", according to {listed([with_article(name) for name in dict.fromkeys(told.attributed_to)])}"
    return text[:1].upper() + text[1:] + "."


def _is_one_sided(phrase: Phrase) -> bool:
    return not any("{target}" in pattern for pattern in (phrase.told, phrase.unsourced or ""))


def _pattern(phrase: Phrase, acts: bool, acted_on: bool) -> str:
    if not acts:
        return phrase.unsourced or phrase.told
    return phrase.told if acted_on or phrase.untargeted is None else phrase.untargeted


def _conjugated(verb: re.Match[str], told: Told, many: bool, acts: bool) -> str:
    """The verb as polarity and modality want it: ``recalled``, ``did not recall``, ``was to recall``, ``might recall``."""
    past, plain, of_subject = verb.groups()
    begins = past.split()[0]
    was = of_subject or (("were" if many else "was") if acts else begins if begins in ("was", "were") else "was")
    be, rest = plain.startswith("be "), plain.removeprefix("be ")
    denied, modality = told.polarity == "neg", told.modality
    no = "not " if denied else ""
    if modality == "planned":
        return f"{was} {no}to {plain}"
    if modality == "hypothetical":
        return f"might {no}{plain}"
    hearsay = "reportedly " if modality == "reported" else ""
    if be:
        return f"{was} {hearsay}{no}{rest}"
    return f"{hearsay}did not {plain}" if denied else f"{hearsay}{past}"


def with_article(name: str) -> str:
    """``United States`` -> ``the United States``."""
    needs = bool(PHRASES.the & set(re.findall(r"\w+", name))) and not name.lower().startswith("the ")
    return f"the {name}" if needs else name


def listed(names: Sequence[str]) -> str:
    """``A, B and C``; of very many the first, and how many more."""
    if len(names) > _MOST_NAMES + 1:
        return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
