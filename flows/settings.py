"""The settings of a run. This is the one definition: options of the command line and Prefect's form are made of its fields."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

BUNDLED_MODEL = "en_verbale_sm"
Runner = Literal["auto", "local", "processes", "dask"]
Mode = Literal["auto", "narrative", "news"]
Finder = Literal["on", "off"]
_MOST = 8
"""Processes that are started without being asked for: each takes some 300 MB."""


def default_cache() -> Path:
    """``$VERBALE_CACHE``, else the user's cache folder: content-keyed entries are good for every project of this user."""
    named = os.environ.get("VERBALE_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(named).expanduser() if named else Path(base).expanduser() / "verbale"


def relation_families() -> tuple[str, ...]:
    """The relation families that are bundled: each is a file of rules."""
    # Not by importlib.resources, which would import the rooms of extraction for it.
    folder = Path(__file__).parent.parent / "extractors" / "data" / "relations"
    return tuple(sorted(file.stem for file in folder.glob("*.toml")))


class Settings(BaseModel):
    """What a run reads, writes and uses. Unknown keys are refused. The descriptions are what users read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    input: Annotated[str, Field(min_length=1, description="A text, a folder of texts, or a glob in quotes")] = "raw_text"
    output: Annotated[Path, Field(description="The folder of the tables; your own files in it are kept")] = Path("outputs")
    model: Annotated[
        str, Field(min_length=1, description="The bundled pipeline, or the name or path of an installed spaCy pipeline")
    ] = BUNDLED_MODEL
    finder: Annotated[
        Finder, Field(description="Whether the pipeline's learned finder tells events beside the rules; off: the rules alone")
    ] = "on"
    threshold: Annotated[
        float | None,
        Field(ge=0, le=1, description="How sure an event of the table must be, 0 to 1; left out: as the calibration says"),
    ] = None
    floor: Annotated[
        float | None,
        Field(ge=0, le=1, description="How sure a candidate must be, at most the threshold; left out: as the calibration says"),
    ] = None
    relations: Annotated[
        float | None,
        Field(
            ge=0, le=1, description="How sure two parties must be to be told in relations; 0: all are; left out: as found best"
        ),
    ] = None
    families: Annotated[tuple[str, ...], Field(description="Only these relation families; none named: all")] = ()
    corpus: Annotated[
        str, Field(max_length=100, description="The name of the texts, which decisions about them carry; left out: the input's")
    ] = ""
    mode: Annotated[
        Mode, Field(description="How relative dates resolve: as in narrative, as in news, or judged from each text")
    ] = "auto"
    actors: Annotated[Path | None, Field(description="A CSV of actors of your own, or a folder of them: added")] = None
    rules: Annotated[
        Path | None, Field(description="A folder of rule files of your own: they are added, or replace those with their ids")
    ] = None
    pairs: Annotated[
        bool, Field(description="Relations of more than three that act together: a row for every pair, instead of one for all")
    ] = False
    decisions: Annotated[
        Path,
        Field(description="The folder of the reviewers' decisions, which the tables are joined with; a run never writes there"),
    ] = Path("decisions")
    learned: Annotated[
        bool, Field(description="Use what the decisions taught about confidence, where there is something (verbale learn)")
    ] = True
    runner: Annotated[
        Runner, Field(description="Work here, in processes, or on Dask (run, schedule); auto: in processes for much text")
    ] = "auto"
    workers: Annotated[int, Field(ge=0, le=256, description="Processes to work in; 0: one per core, eight at most")] = 0
    dask_address: Annotated[
        str, Field(description="Where a Dask scheduler runs (tcp://host:port); empty starts a cluster on this machine")
    ] = ""
    batch_size: Annotated[int, Field(ge=1, le=10_000, description="Documents per batch")] = 50
    document_limit: Annotated[
        float, Field(ge=0, description="Seconds that a document may take before it is left out and told of; 0: no limit")
    ] = 3600.0
    cache: Annotated[Path | None, Field(description="The folder of the caches; left out: the user's cache folder")] = None
    cache_limit_mb: Annotated[int, Field(ge=1, description="The caches are pruned to so many megabytes")] = 4000
    use_cache: Annotated[bool, Field(description="Take what is known already from the caches, and keep what is new there")] = True
    force: Annotated[bool, Field(description="Work everything out anew, even what is known already")] = False

    @field_validator("floor")
    @classmethod
    def _below_the_threshold(cls, floor: float | None, info: ValidationInfo) -> float | None:
        threshold = info.data.get("threshold")
        if floor is not None and threshold is not None and floor > threshold:
            raise ValueError(f"{floor} is above the threshold {threshold}: candidates are less sure than events")
        return floor

    @property
    def processes(self) -> int:
        """How many processes there may be, where there are several."""
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return self.workers or min(cores or 1, _MOST)

    @property
    def cache_folder(self) -> Path:
        return self.cache or default_cache()

    def anywhere(self) -> "Settings":
        """The same settings for a process that stands in another folder, or has other variables of the environment."""
        own = {name: folder and folder.absolute() for name, folder in (("actors", self.actors), ("rules", self.rules))}
        known = {"cache": self.cache_folder.absolute(), "decisions": self.decisions.absolute()}
        return self.model_copy(update={**known, **own})


def run_name(settings: Settings, now: datetime) -> str:
    """``raw_text-to-outputs-2026-11-23-0600``: what a run is called in the Prefect UI; some families are named, all are not."""
    source = Path(settings.input).name or settings.input
    families = "".join(f"-{family}" for family in settings.families)
    return f"{source}{families}-to-{settings.output.name or settings.output}-{now:%Y-%m-%d-%H%M}"
