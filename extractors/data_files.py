"""The one way in which the data files of the package are read: TOML against a schema, with every problem told at once.

A module that owns a file declares its schema as a ``Table`` and reads it with ``load``::

    class Headings(Table):
        openings: LowerWords

    HEADINGS = load(Headings, "headings.toml")
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import tomli
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from verbale.errors import UserError

EXTRACTORS = Path(__file__).parent
_QUOTED = re.compile(r"'([^']+)'")
DATA = EXTRACTORS / "data"


class DataError(UserError):
    """A data file that cannot be used; the message is a line a problem, each with file, key and mend."""


class Table(BaseModel):
    """A table of a data file: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


def _listed(value: Any) -> Any:
    """A list of words, none of which stands twice."""
    if isinstance(value, str) or not isinstance(value, Collection):
        raise ValueError("a list of words is wanted")
    twice = sorted({repr(word) for word in value if list(value).count(word) > 1}) if len(set(value)) < len(value) else ()
    if twice:
        raise ValueError(f"{', '.join(twice)} stands twice")
    return value


def _lower(words: frozenset[str]) -> frozenset[str]:
    capitals = sorted(word for word in words if word != word.lower())
    if capitals:
        raise ValueError(f"words are in lower case here: {', '.join(map(repr, capitals))}")
    return words


Words = Annotated[frozenset[str], BeforeValidator(_listed)]
"""A set of words, written as a list without repetitions."""
LowerWords = Annotated[frozenset[str], BeforeValidator(_listed), AfterValidator(_lower)]
"""A set of words in lower case."""

Schema = TypeVar("Schema", bound=Table)


@cache
def load(schema: type[Schema], name: str) -> Schema:
    """The file ``data/NAME`` as its schema; read once. Raises DataError with every problem, a line each."""
    return read(schema, DATA / name)


def read(schema: type[Schema], path: Path) -> Schema:
    """A TOML file as its schema. Raises DataError with every problem, a line each."""
    data = read_toml(path)
    try:
        return schema.model_validate(data)
    except ValidationError as error:
        raise DataError("\n".join(f"{path.name}: {line}" for line in problems(error, data, schema))) from error


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file in UTF-8. Raises DataError in one line."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"{path.name}: there is no such file in {path.parent}") from error
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise DataError(f"{path.name}: {error}") from error


def problems(error: ValidationError, data: Any, schema: type[BaseModel] | None = None) -> Iterable[str]:
    """Every problem as ``key: message``; an unknown key comes with the nearest known one of its table."""
    for problem in error.errors():
        place = ".".join(str(part) for part in problem["loc"])
        message = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "extra_forbidden":
            known = _keys(schema, problem["loc"][:-1]) if schema else ()
            message = f"unknown key{nearest(str(problem['loc'][-1]), known)}"
        elif problem["type"] == "missing":
            message = "is missing"
        elif problem["type"] == "literal_error":
            message += nearest(str(problem["input"]), _QUOTED.findall(problem["ctx"]["expected"]))
        yield f"{place or 'file'}: {message}"


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'against'?`` where a known word is near, else nothing."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""


def _keys(schema: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """The keys that the table at a place of the file may have, as the file spells them."""
    for part in place:
        field = next((f for name, f in schema.model_fields.items() if part in (name, f.alias)), None)
        if field is None:
            continue  # the index of a list, the key of a table of tables
        inner = _model_in(field.annotation)
        if inner is None:
            return []
        schema = inner
    return [field.alias or name for name, field in schema.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The schema inside an annotation (``dict[str, Type]``, ``tuple[Rule, ...]``, ``Role | None``), if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in found if model is not None), None)
