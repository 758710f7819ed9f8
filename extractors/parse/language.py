"""The only place that loads a spaCy pipeline, and the contract that any pipeline must keep.

The bundled pipeline is loaded by path; any installed one by its name (``en_core_web_trf``).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Literal

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry
from thinc.api import NumpyOps, get_current_ops, use_ops
from threadpoolctl import threadpool_limits

from verbale.errors import UsageError
from verbale.extractors.data_files import EXTRACTORS

# Three are imported for what they register: the components of the bundled pipeline.
from verbale.extractors.parse import (
    boundaries,  # noqa: F401
    labels,
    lemmatizer,  # noqa: F401
    repairs,  # noqa: F401
)

BUNDLED = "en_verbale_sm"
BUNDLED_PATH = EXTRACTORS / BUNDLED
_ENTITY_LABELS = {"PERSON", "ORG", "GPE"}
_REPAIRS = "verbale_repairs"
_FINDER = "finder"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Where a user says how many threads the linear algebra library may have."""
Finder = Literal["on", "off"]
"""Whether a pipeline finds events by its learned finder, where it has one."""


@registry.tokenizers("verbale.KeptTokenizer.v1")  # type: ignore[untyped-decorator]
def _kept_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules: those of the pipeline's folder follow, and making spaCy's own for English first, only to throw
    them away, takes as long again."""
    return lambda nlp: Tokenizer(nlp.vocab)


_KEPT: dict[str, Any] = {"nlp": {"tokenizer": {"@tokenizers": "verbale.KeptTokenizer.v1"}}}


class ModelError(UsageError):
    """The configured pipeline is missing or lacks what the extractors need; the message is one line with the mend."""


def load_pipeline(model: str = BUNDLED, finder: Finder = "on") -> Language:
    """Load a pipeline by the name ``en_verbale_sm`` (bundled), an installed package's name, or a path.

    ``finder`` off leaves its learned finder of events out, which then costs neither memory nor time. From then on linear algebra
    has one thread, unless the environment says otherwise.
    One that comes without the repairs of the parse gets them as its last component.
    Raises ModelError in one line when it cannot be loaded or breaks the label contract.
    """
    try:
        place: Path | str = BUNDLED_PATH if model == BUNDLED else model
        config = _KEPT if model == BUNDLED else {}
        with _numpy_products():
            nlp = spacy.load(place, exclude=[_FINDER] if finder == "off" else [], config=config)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"model {model!r} cannot be loaded ({str(error).splitlines()[0][:160]}): "
            f"install it or leave --model out for the bundled {BUNDLED}"
        ) from error
    if not any(name in os.environ for name in _THREADS):
        # Matrices of a parser are small: threads of the linear algebra library mostly wait for each other, at full load, and
        # slow what Python does in between. More cores are for more processes.
        threadpool_limits(1)
    problems = contract_problems(nlp)
    if problems:
        raise ModelError(
            f"model {model!r} lacks {', '.join(problems)}: choose a pipeline with tagger, parser, lemmatizer and ner"
        )
    if _REPAIRS not in nlp.pipe_factories.values():
        nlp.add_pipe(_REPAIRS, name="repairs", last=True)
    return nlp


def model_version(nlp: Language) -> str:
    """``lang_name-version`` as it stands in ``events.model``."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"


def contract_problems(nlp: Language) -> list[str]:
    """What the pipeline lacks, as short noun phrases; empty when it keeps the contract."""
    problems = []
    trained = nlp.pipe_labels
    dependency_labels = set(trained.get("parser", [])) | set(trained.get("experimental_biaffine_parser", []))
    if not dependency_labels:
        problems.append("a dependency parser")
    elif not dependency_labels & labels.NOMINAL_SUBJECT:
        problems.append("known dependency labels (neither CLEAR nor UD subjects)")
    if not any(name for name in nlp.pipe_names if "lemmatizer" in name):
        problems.append("a lemmatizer")
    if not any(name in nlp.pipe_names for name in ("tagger", "morphologizer")):
        problems.append("a part-of-speech tagger")
    if not set(trained.get("ner", [])) >= _ENTITY_LABELS:
        problems.append("an entity recogniser with PERSON, ORG and GPE")
    return problems


def _numpy_products() -> AbstractContextManager[None]:
    """Models that are loaded in here multiply matrices with numpy's library, unless a GPU was asked for.

    blis, thinc's own choice, knows no kernel for newer processors, and then takes a generic one that is several times slower.
    Never choose by measuring: another process at work turns the result, and so the speed and the last bits of every score.
    """
    return use_ops("numpy", use_blis=False) if isinstance(get_current_ops(), NumpyOps) else nullcontext()
