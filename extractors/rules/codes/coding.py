"""The codes of a row: those of its type, as its polarity and modality change them. Data: ``data/codes.toml``."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from verbale.extractors.data_files import LowerWords, Table, load
from verbale.extractors.rules.values import Cameo, Plover

Change = Literal["pledged", "threatened", "asked", "demanded", "refused"]
"""What is done to a deed by those who speak of it and do not do it."""
# Roots of what is said and not done: it is the same if it is meant to be said. A threat is hypothetical by itself.
_OWN_WORDS = frozenset({"01", "02", "03", "10", "12"})
_THREAT = "13"
_FRIENDLY = frozenset({"04", "05", "06", "07", "08"})
_HOSTILE = frozenset({"14", "15", "16", "17", "18", "19", "20"})


class Root(Table):
    """A root of CAMEO: ``quad``, its quarter of the field; ``goldstein``, its weight."""

    quad: str
    goldstein: float


class Changed(Table):
    """Codes of deeds that are only spoken of. ``cameo``: beginning of the deed's code -> code."""

    plover: Plover
    cameo: dict[str, Cameo]

    def of(self, code: str) -> str:
        """The code for a deed's code, by the longest beginning that is known; empty where there is none.

        >>> CODES.changes["refused"].of("061")
        '1211'
        """
        return next((self.cameo[code[:n]] for n in range(len(code), 0, -1) if code[:n] in self.cameo), "")


class Acts(Table):
    """Lemmas that say which change a hypothetical deed undergoes."""

    threatened: LowerWords
    demanded: LowerWords
    asked: LowerWords


class Codes(Table):
    """``data/codes.toml``, whose comments say where its numbers are from."""

    roots: dict[str, Root]
    quads: dict[str, str]
    changes: dict[Change, Changed]
    acts: Acts


CODES: Codes = load(Codes, "codes.toml")


class Coded(NamedTuple):
    """PLOVER event, CAMEO code, quarter and weight; each empty where the standard has none."""

    plover: str
    cameo: str
    quad: str
    goldstein: str


def coded(plover: Plover, cameo: Cameo, polarity: str, modality: str, cues: Collection[str] = ()) -> Coded:
    """The codes of an event whose type has these; ``cues``: lemmas that made it hypothetical.

    >>> coded("AID", "070", "pos", "planned")
    Coded(plover='AGREE', cameo='033', quad='verbal cooperation', goldstein='4.0')
    >>> coded("AID", "070", "neg", "asserted").cameo
    '122'
    >>> coded("COERCE", "163", "pos", "hypothetical", ["could"])
    Coded(plover='', cameo='', quad='', goldstein='')
    """
    if (plover or cameo) and not (polarity == "pos" and modality in {"asserted", "reported"}):
        plover, cameo = _changed(plover, cameo, polarity, modality, cues)
    return Coded(plover, cameo, *_weighed(plover, cameo))


def is_demanding(lemma: str) -> bool:
    """Whether a verb of asking demands."""
    return lemma in CODES.acts.demanded


def _changed(plover: str, cameo: str, polarity: str, modality: str, cues: Collection[str]) -> tuple[str, str]:
    change = _change(plover, cameo, polarity, modality, cues)
    if change is not None:
        told = CODES.changes[change]
        return told.plover, told.of(cameo)
    stays = cameo[:2] == _THREAT or (cameo[:2] in _OWN_WORDS and modality == "planned")
    return (plover, cameo) if polarity == "pos" and stays else ("", "")


def _change(plover: str, cameo: str, polarity: str, modality: str, cues: Collection[str]) -> Change | None:
    """What became of a deed that was not, or not yet, done."""
    friendly = cameo[:2] in _FRIENDLY or (not cameo and "cooperation" in CODES.quads[plover])
    hostile = cameo[:2] in _HOSTILE or (not cameo and not friendly)
    act = _act(cues) if modality == "hypothetical" else None
    if polarity == "neg":
        return "refused" if friendly and modality != "hypothetical" else None
    if modality == "planned":
        return "pledged" if friendly else "threatened" if hostile else None
    if act == "threatened":
        return act if hostile or cameo[:2] == "01" else None
    return act


def _act(cues: Collection[str]) -> Change | None:
    told: tuple[tuple[Change, frozenset[str]], ...] = (
        ("threatened", CODES.acts.threatened), ("demanded", CODES.acts.demanded), ("asked", CODES.acts.asked),
    )  # fmt: skip
    return next((act for act, lemmas in told if not lemmas.isdisjoint(cues)), None)


def _weighed(plover: str, cameo: str) -> tuple[str, str]:
    """Quarter and weight; the weight is one of CAMEO's roots alone."""
    root = CODES.roots.get(cameo[:2])
    return (root.quad, str(root.goldstein)) if root else (CODES.quads.get(plover, ""), "")
