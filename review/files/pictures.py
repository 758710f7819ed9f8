"""The events in time and the actors against each other, as one page that works without a network (Altair, an optional extra).

Time is drawn as decimal years, a plain number: no time zone can shift a day, and no year is too early for a time stamp.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from typing import Any

import pandas as pd

from verbale.errors import UserError
from verbale.extractors.tables import day, distinct, records
from verbale.review.file_names import REVIEW_PAGE
from verbale.review.files.bundle import javascript_bundle
from verbale.review.page import ASSETS, dump, fill, hash_of

MOST_PARTIES = 40
_MISSING = "pictures need Altair: pip install 'verbale[pictures]'"
_CHOSEN = "chosen === '' || datum.family === chosen"


class PicturesError(UserError):
    """The libraries that draw are not installed; the message says how to get them."""


def decimal_year(iso: str, *, end: bool = False) -> float | None:
    """``1991-07-02`` -> 1991.4986...; ``end`` counts the day itself in. None for what is no full day."""
    found = day(iso)
    if found is None:
        return None
    year, month, number = found
    before = sum(calendar.monthrange(2000 + year % 400, m)[1] for m in range(1, month)) + number - 1 + end
    return year + before / (365 + calendar.isleap(2000 + year % 400))


def dated(events: Iterable[Mapping[str, str]], names: Mapping[str, str], page: str) -> list[dict[str, Any]]:
    """What the timeline draws: one record per event with a first or last day; an open end is drawn as a point."""
    result = []
    for event in events:
        start, end = decimal_year(event["date_start"]), decimal_year(event["date_end"], end=True)
        if start is None and end is None:
            continue
        first = start if start is not None else end
        assert first is not None
        who = " → ".join(
            ", ".join(names.get(p, p) for p in distinct(event[side]))
            for side in ("source_parties", "target_parties")
            if event[side]
        )
        result.append(
            {
                "from": first,
                "to": end if end is not None and end - first > 0.05 else first + 0.05,
                "family": event["relation_type"].split(".")[0],
                "type": event["relation_type"],
                "who": who,
                "date": event["date_edtf"],
                "quote": " ".join(event["quote"].split())[:180],
                "link": f"{page}#{event['event_id']}",
            }
        )
    return result


def pair_counts(events: Iterable[Mapping[str, str]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Family, actor, acted on, number of events, of the ``MOST_PARTIES`` parties with the most events. Parties of an undirected
    event stand on both sides."""
    counted: Counter[tuple[str, str, str]] = Counter()
    involved: Counter[str] = Counter()
    for event in events:
        sources, targets = distinct(event["source_parties"]), distinct(event["target_parties"])
        pairs = [(a, b) for a in sources for b in targets] or [(a, b) for a in sources for b in sources if a != b]
        involved.update({*sources, *targets})
        counted.update((event["relation_type"].split(".")[0], a, b) for a, b in pairs)
    shown = {party for party, _ in involved.most_common(MOST_PARTIES)}
    return [
        {"family": family, "actor": names.get(a, a), "other": names.get(b, b), "events": n}
        for (family, a, b), n in sorted(counted.items())
        if a in shown and b in shown
    ]


def pictures(
    tables: Mapping[str, pd.DataFrame], page: str = REVIEW_PAGE, bundle: Callable[[], str] = javascript_bundle
) -> bytes:
    """``timeline.html``: timeline and heatmap, self-contained. ``bundle`` gives the scripts that draw them.

    Raises PicturesError without Altair and vl-convert, NotDrawnError where these do not work.
    """
    if find_spec("vl_convert") is None:
        raise PicturesError(_MISSING)
    try:
        import altair as alt
    except ImportError:
        raise PicturesError(_MISSING) from None
    rows = records(tables["events"])
    events = [event for event in rows if event["polarity"] != "neg" and event["modality"] in ("", "asserted", "reported")]
    names = {actor["actor_id"]: actor["name"] for actor in records(tables["actors"])}
    points, pairs = dated(events, names, page), pair_counts(events, names)
    families = sorted({p["family"] for p in [*points, *pairs]})
    options = alt.binding_select(options=["", *families], labels=["all", *families], name="Family  ")
    choice = alt.param(name="chosen", value="", bind=options)
    chart = alt.concat(_timeline(alt, points), _heatmap(alt, pairs), columns=1, spacing=36, align="none")
    chart = chart.add_params(choice).configure(font="system-ui, sans-serif")
    chart = chart.configure_axis(grid=True, labelFontSize=12, titleFontSize=12)
    with alt.data_transformers.enable("default", max_rows=None):
        spec = chart.to_dict()
    return embedded(spec, bundle(), page)


def embedded(spec: Mapping[str, Any], bundle: str, back: str = REVIEW_PAGE) -> bytes:
    """A page that draws a specification. Altair's own page puts the data into a script as it is, where a quotation with
    ``</script>`` in it would end the script. Here it stands in an element of its own, escaped, and only the two scripts run."""
    script = (ASSETS / "pictures.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src '{hash_of(bundle)}' '{hash_of(script)}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'"
    )
    html = (ASSETS / "pictures.html").read_text(encoding="utf-8")
    return fill(html, {"POLICY": policy, "BACK": back, "BUNDLE": bundle, "SCRIPT": script, "DATA": dump(spec)})


def _timeline(alt: Any, points: list[dict[str, Any]]) -> Any:
    if not points:
        return alt.Chart(alt.Data(values=[{}])).mark_text(text="no dated event")
    axis = alt.Axis(format="d", title="year", tickMinStep=1)
    base = alt.Chart(alt.Data(values=points), title=alt.TitleParams("Dated events", anchor="start", offset=10)).encode(
        x=alt.X("from:Q", scale=alt.Scale(zero=False, nice=True), axis=axis),
        y=alt.Y("family:N", title=None, axis=alt.Axis(labelFontSize=13, grid=False)),
        color=alt.Color("family:N", legend=None, scale=alt.Scale(scheme="tableau20")),
        href="link:N",
        tooltip=[alt.Tooltip(f"{name}:N") for name in ("who", "type", "date", "quote")],
    )
    spans = base.mark_bar(height=11, opacity=0.35, cornerRadius=2, cursor="pointer").encode(x2="to:Q")
    days = base.mark_tick(height=13, thickness=3, opacity=0.8, cursor="pointer")
    chart = (spans + days).transform_filter(_CHOSEN)
    return chart.properties(width=900, height=alt.Step(24)).interactive(bind_y=False)


def _heatmap(alt: Any, pairs: list[dict[str, Any]]) -> Any:
    if not pairs:
        return alt.Chart(alt.Data(values=[{}])).mark_text(text="no event between two parties")
    return (
        alt.Chart(alt.Data(values=pairs), title=alt.TitleParams("Who acts on whom", anchor="start", offset=10))
        .transform_filter(_CHOSEN)
        .transform_aggregate(events="sum(events)", groupby=["actor", "other"])
        .mark_rect()
        .encode(
            x=alt.X("other:N", title="acted on", axis=alt.Axis(orient="top", labelAngle=-50, grid=False)),
            y=alt.Y("actor:N", title="acts", axis=alt.Axis(grid=False)),
            color=alt.Color("events:Q", scale=alt.Scale(scheme="goldorange", type="sqrt"), legend=alt.Legend(title="events")),
            tooltip=["actor:N", "other:N", "events:Q"],
        )
        .properties(width=alt.Step(22), height=alt.Step(22))
    )
