"""Annotated documents and the rules' example sentences -> examples for the event finder.

    python -m training.finder.examples --texts FOLDER ... --rules --out examples.jsonl
    python -m training.finder.examples --texts FOLDER --hold 1/3 --out rest.jsonl

An example is a text as words with its sentences, and a label for every word that might carry an event. ``--hold 1/3`` leaves out
every third document of the folders (by a hash of its name), for measuring.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from zlib import crc32

from verbale.extractors import load_pipeline, load_resources, read_documents
from verbale.extractors.data_files import Table
from verbale.extractors.evaluation.codes import same_type
from verbale.extractors.evaluation.gold import GoldDocument, load_gold
from verbale.extractors.finder.carriers import may_carry
from verbale.extractors.finder.paths import Tree
from verbale.extractors.parse import Parsed, parse_documents
from verbale.extractors.pipeline import Resources, findings_of
from verbale.extractors.rules import LoadedRule
from verbale.extractors.rules.examples import parse_example
from verbale.extractors.rules.schema import AnExample, ExampleText
from verbale.extractors.text import make_document

PLANNED = {"planned", "cond"}
RULE_SENTENCES = Path(__file__).parent.parent / "annotated" / "rule_sentences.toml"
"""What former rules had as examples; the present ones hold theirs themselves."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a word carries: ``types`` (any is right; none: no event); ``barred``: a family that it surely does not carry."""

    types: tuple[str, ...] = ()
    optional: bool = False
    flags: tuple[str, ...] = ()
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """``sentences``: (start, end) in words; ``labels``: number of a word -> its label. Words without one teach nothing."""

    name: str
    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    labels: dict[int, Label] = field(default_factory=dict)
    rule: bool = False

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def read_examples(path: Path) -> list[Example]:
    """The examples of a file that this module wrote."""
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            labels = {
                int(i): Label(tuple(at["types"]), at["optional"], tuple(at["flags"]), at["barred"])
                for i, at in row["labels"].items()
            }
            sentences = tuple((start, end) for start, end in row["sentences"])
            found.append(Example(row["name"], tuple(row["words"]), sentences, labels, row["rule"]))
    return found


Row = tuple[int, int, int, int, int]
"""A word; whether it tells an event's source, its target, is its source, its target: 1, 0, or -1 where nobody can say."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who takes part in the events of a document. ``events``: number of a trigger -> its rows; ``tree``: of its words;
    ``others``: the words that may take part in anything."""

    events: Mapping[int, Sequence[Row]]
    tree: Tree
    others: Sequence[int]


def read_pairs(paths: Iterable[Path]) -> dict[str, Pairs]:
    """Name of a document -> its pairs, from files that ``pairs.py`` wrote."""
    found: dict[str, Pairs] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            events = {int(at): [tuple(cells) for cells in rows] for at, rows in row["pairs"].items()}
            found[row["name"]] = Pairs(events, Tree(*row["tree"]), row["others"])
    return found


def is_held(name: str, share: str) -> bool:
    """Whether a document is one of those kept for measuring: ``k/n`` keeps those whose hash leaves k-1 on division by n.

    Passages of one article (``history__history_of_italy__2``) are kept together.
    """
    if not share:
        return False
    part, of = map(int, share.split("/"))
    return crc32(name.rsplit("__", 1)[0].encode()) % of == part - 1


def annotated(folder: Path, resources: Resources, nlp: object, share: str) -> Iterator[Example]:
    """The examples of a folder of annotated documents, without those that are held."""
    gold = load_gold(folder)
    documents = [d for d in read_documents(folder) if Path(d.doc_id).name in gold and not is_held(Path(d.doc_id).name, share)]
    for parsed in parse_documents(nlp, documents):  # type: ignore[arg-type]
        name = Path(parsed.document.doc_id).name
        yield _example(name, parsed, resources, gold[name])


def _example(name: str, parsed: Parsed, resources: Resources, gold: GoldDocument) -> Example:
    found = findings_of(parsed, resources)
    labels = {i: Label() for i in may_carry(found.parsed, found.mentions, found.dates)}
    heading = {i for s in parsed.sentences if s.heading for i in range(s.start, s.end)}
    events = {}
    for event in sorted(gold.events, key=lambda event: event.optional):
        spans = [tokens_in(parsed, *span) for span in event.triggers]
        if not spans or not spans[0]:
            continue
        place = head_of(parsed, spans[0])
        for i in (i for span in spans for i in span if i != place):
            labels.pop(i, None)
        if place in heading:
            continue
        events[place] = _joined(events.get(place), Label(event.types, event.optional, tuple(sorted(event.flags))))
    return Example(name, tuple(w.text for w in parsed.words), tuple((s.start, s.end) for s in parsed.sentences), labels | events)


def _joined(known: Label | None, new: Label) -> Label:
    """Two events at one word: the core one, or both kinds."""
    if known is None:
        return new
    if known.optional < new.optional:
        return known
    return Label(tuple(dict.fromkeys(known.types + new.types)), new.optional, known.flags)


def tokens_in(parsed: Parsed, start: int, end: int) -> list[int]:
    """The tokens that characters start..end of the document's text touch."""
    offsets = parsed.offsets
    return [w.i for w in parsed.words if offsets[w.idx] < end and offsets[w.idx + len(w) - 1] + 1 > start]


def head_of(parsed: Parsed, tokens: list[int]) -> int:
    """The word that the others of a stretch hang on."""
    inside = set(tokens)
    for i in reversed(tokens):
        word = parsed.words[i]
        if (word.head.i not in inside or word.head is word) and word.text[0].isalnum():
            return i
    return tokens[-1]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked sentence and the type that it tells, or the ``barred`` family of which it tells nothing."""

    name: str
    example: ExampleText
    kind: str = ""
    barred: str = ""


class FormerRules(Table):
    """The sentences of a type's former rules, as rules give theirs."""

    examples: tuple[AnExample, ...] = ()
    non_examples: tuple[AnExample, ...] = ()


def sentences_of(rules: Iterable[LoadedRule]) -> Iterator[Sentence]:
    """The examples and non-examples of rules."""
    for loaded in rules:
        for n, one in enumerate(loaded.rule.examples):
            told = loaded.negated if loaded.negated and one.polarity == "neg" else loaded
            yield Sentence(f"{loaded.rule.id}+{n}", one, same_type(told.relation_type))
        for n, one in enumerate(loaded.rule.non_examples):
            yield Sentence(f"{loaded.rule.id}-{n}", one, barred=loaded.family)


def former_sentences(path: Path = RULE_SENTENCES) -> Iterator[Sentence]:
    """The sentences of rules that are no more. Raises ValidationError for one that is not marked up as it must be."""
    for family, types in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for kind, data in types.items():
            name = f"{family}.{kind}"
            former = FormerRules.model_validate(data)
            yield from (Sentence(f"{name}+{n}", one, same_type(name)) for n, one in enumerate(former.examples))
            yield from (Sentence(f"{name}-{n}", one, barred=family) for n, one in enumerate(former.non_examples))


def of_rules(resources: Resources, nlp: object) -> Iterator[Example]:
    """Examples (one event, all else none) and non-examples (not of the family, else unknown) of rules, of former ones, too."""
    marked = [*sentences_of(resources.rules.rules), *former_sentences()]
    documents = [make_document(one.name, parse_example(one.example.text).text) for one in marked]
    for parsed, one in zip(parse_documents(nlp, documents), marked, strict=True):  # type: ignore[arg-type]
        found = findings_of(parsed, resources)
        trigger = parse_example(one.example.text).trigger
        asked = may_carry(found.parsed, found.mentions, found.dates)
        if one.barred:
            labels = {i: Label(barred=one.barred) for i in asked}
        elif trigger is not None:
            flags = (
                *(["neg"] if one.example.polarity == "neg" else ()),
                *(["planned"] if one.example.modality in ("planned", "hypothetical") else ()),
            )
            labels = {i: Label() for i in asked}
            labels[head_of(parsed, tokens_in(parsed, trigger.start, trigger.end))] = Label((one.kind,), False, flags)
        else:
            continue
        words = tuple(w.text for w in parsed.words)
        yield Example(one.name, words, tuple((s.start, s.end) for s in parsed.sentences), labels, rule=True)


def write(path: Path, examples: Iterable[Example]) -> None:
    """Write examples, a line each, and say how many."""
    found = list(examples)
    path.write_text("".join(example.line() + "\n" for example in found), encoding="utf-8")
    events = [label for example in found for label in example.labels.values() if label.types]
    core = sum(not label.optional for label in events)
    print(
        f"{path}: {len(found)} texts, {sum(len(e.words) for e in found)} words, {core} core, {len(events) - core} optional events"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="folders of annotated documents")
    parser.add_argument("--rules", action="store_true", help="the rules' sentences, too")
    parser.add_argument("--hold", default="", metavar="K/N", help="leave every Nth document out")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    nlp, resources = load_pipeline(finder="off"), load_resources()
    found = [example for folder in given.texts for example in annotated(folder, resources, nlp, given.hold)]
    write(given.out, [*found, *(of_rules(resources, nlp) if given.rules else ())])


if __name__ == "__main__":
    main()
