"""What the commands on rules show, as lines of text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from verbale.errors import UsageError
from verbale.extractors import Resources, extract, load_resources, parse
from verbale.extractors.data_files import nearest
from verbale.extractors.explain import explain_sentence
from verbale.extractors.rules import RELATIONS, check_examples, rule_ids_in, select_rules
from verbale.extractors.text import make_document, parse_day
from verbale.flows.drafts import drafts
from verbale.flows.line import pipeline
from verbale.review.log import read, standing


def check_rules(path: Path | None, families: Collection[str], rule_ids: Collection[str], model: str) -> tuple[int, list[str]]:
    """How many rules were checked, and each problem of their examples in words. Raises RuleError for unusable files.

    Rules of another file or folder than the bundled ones are checked with these in force, too, as they are in a run.
    """
    resources = load_resources(own_rules=None if path is None or _is_bundled(path) else path, finder="off")
    there = rule_ids_in(path) if path is not None else None
    chosen = [loaded for loaded in resources.rules.rules if there is None or loaded.rule.id in there]
    chosen = select_rules(chosen, families, rule_ids)
    # Examples say what the rules do: without a finder beside them.
    results = check_examples(chosen, lambda documents: extract(documents, pipeline(model, "off"), resources))
    return len(chosen), [str(result) for result in results if result.problem]


class Around(NamedTuple):
    """What a sentence would have around it in a text: parties that it is about, the heading above, the day of writing."""

    topic: tuple[str, ...] = ()
    heading: str = ""
    date: str = ""


def try_sentence(text: str, around: Around, rule_ids: Collection[str], resources: Resources, model: str) -> str:
    """What a sentence gives, and what the nearest rules (or those with ``rule_ids``) lack.

    Raises RuleError, UsageError or DateError for unknown rules and parties, and for what is no day.
    """
    select_rules(resources.rules.rules, rule_ids=rule_ids)
    unknown = next((code for code in around.topic if code not in resources.gazetteer.actors), None)
    if unknown is not None:
        raise UsageError(f"--topic: no party {unknown!r}{nearest(unknown, resources.gazetteer.actors)}")
    if not text.strip():
        raise UsageError("nothing to try; give a sentence in quotes")
    whole = f"{around.heading}\n\n{text}" if around.heading else text
    day = parse_day(around.date).iso if around.date else ""
    document = make_document("sentence", whole, document_date=day, topic=around.topic)
    return explain_sentence(parse(pipeline(model, "off"), document), resources, rule_ids)


def suggested(decisions: Path, own_rules: Path | None, model: str, least: int, into: Path | None) -> str:
    """Drafts of rules as the text of rule files; written into a folder where one is named. Raises UsageError where files of
    these names are there already."""
    found = drafts(standing(read(decisions).decisions), own_rules, model, least)
    if into is not None:
        _write(found.files, into)
    parts = [f"# {name}\n{text}\n" for name, text in found.files.items()]
    parts += [f"# no draft: {line}\n" for line in found.left_out]
    if not found.files:
        parts.append(f"# Nothing that reviewers added or corrected in {least} sentences or more makes a rule.\n")
    elif into is not None:
        parts.append(f"# Written into {into}. Weigh them, then: verbale rules check {into}; verbale extract --rules {into}\n")
    else:
        parts.append("# Drafts only, none is in force. --into FOLDER writes them, verbale rules check FOLDER tries them.\n")
    return "".join(parts)


def _write(files: Mapping[str, str], folder: Path) -> None:
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise UsageError(f"{folder / there[0]}: is there already; name another folder")
    if _is_bundled(folder):
        raise UsageError(f"{folder}: these are the bundled rules; name a folder of your own")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _is_bundled(path: Path) -> bool:
    return path.resolve().is_relative_to(RELATIONS.resolve())
