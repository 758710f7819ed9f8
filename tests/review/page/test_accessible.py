"""Every page on every screen: axe finds nothing, nothing is wider than the screen, heads and rows stand under each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks import synthetic
from tests.review.axe import overflow, violations
from tests.review.browser import page_of, serving
from tests.review.page.world import World, keys, select
from verbale.extractors import tables
from verbale.extractors.chronology import chronology_of
from verbale.review.files.chronology_page import chronology_page
from verbale.review.files.timeline_page import timeline_page

WIDTHS = (390, 1360, 2200)
SCHEMES = ("light", "dark")
SCREENS = [pytest.param(width, scheme, id=f"{width}-{scheme}") for width in WIDTHS for scheme in SCHEMES]


def screen(width: int, scheme: str) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 844 if width == 390 else 900}, "color_scheme": scheme}


@contextmanager
def review_page(chromium: Any, world: World, tmp_path: Path, served: bool, **options: Any) -> Iterator[Any]:
    """The review page of a world: served, or as a file."""
    if served:
        with serving(world.reviewing()) as reviewing, page_of(chromium, reviewing.address, **options) as page:
            yield page
        return
    with page_of(chromium, world.as_file(tmp_path), **options) as page:
        yield page


def check(page: Any, state: str) -> None:
    assert violations(page) == [], state
    assert overflow(page) == 0, state


@pytest.fixture
def short(tmp_path: Path) -> World:
    """A few rows: what axe looks at grows with them, and what it finds does not."""
    return World.of(tmp_path, synthetic.library(1, 8))


@pytest.mark.parametrize("served", [True, False], ids=["served", "static"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_review_page_in_each_of_its_states(chromium: Any, short: World, tmp_path: Path, width: int, served: bool) -> None:
    with review_page(chromium, short, tmp_path, served, **screen(width, "dark" if served else "light")) as page:
        page.wait_for_selector(".row.chosen")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            check(page, f"opened, {scheme}")
        keys(page, "a", "x", "Shift+ArrowDown")
        check(page, "selected")
        keys(page, "r")
        page.locator("dialog .choices button").first.wait_for()
        check(page, "reasons")
        keys(page, "Escape", "Escape", "g")
        page.locator("#guide details[open]").wait_for()
        check(page, "guidelines")
        keys(page, "Escape", "c")
        page.fill("#edit-date_edtf", "1875-03")
        select(page, page.locator(".text .fx").inner_text())
        check(page, "form")
        page.click("#edit-keep")
        keys(page, "n")
        check(page, "adding")
        keys(page, "Escape", "Escape")
        page.locator("#card details.why summary").click()
        check(page, "corrected, and why")
        if width == 390:
            page.click("#more-filters")
        page.fill("#f-from", "1990")
        page.fill("#f-to", "1980")
        page.locator("#filter-problem").wait_for()
        check(page, "filters that fit nothing")


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_chronology_and_timeline(chromium: Any, short: World, tmp_path: Path, width: int, scheme: str) -> None:
    none = pd.DataFrame(columns=pd.Index(tables.columns_of("reviewed_events")), dtype="str")
    run = {name: tables.as_text(table) for name, table in short.run.items()}
    pages = {"chronology": chronology_page(chronology_of(run, none)), "timeline": timeline_page(short.run)}
    for name, html in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_bytes(html)
        with page_of(chromium, path.as_uri(), **screen(width, scheme)) as page:
            if name == "timeline":
                dark = "rgb(21, 23, 26)" if scheme == "dark" else "rgb(247, 245, 240)"
                assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
            check(page, name)


def left_edges(page: Any, *selectors: str) -> list[float]:
    return [round(page.locator(selector).first.bounding_box()["x"]) for selector in selectors]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overlaps_and_columns_stand_in_line(chromium: Any, world: World, tmp_path: Path, width: int) -> None:
    with review_page(chromium, world, tmp_path, False, **screen(width, "light")) as page:
        page.wait_for_selector(".row.chosen")
        tops = page.locator("main").bounding_box()["y"]
        keys(page, "a", "a")  # the header tells of it, and does not move the page
        assert width == 390 or page.locator("main").bounding_box()["y"] == tops
        overlapping = page.evaluate(
            """() => [...document.querySelectorAll(".row")].flatMap((row) => {
              const found = [...row.querySelectorAll("[role=gridcell]")];
              const cells = found.map((cell) => [cell.className, cell.getBoundingClientRect()]);
              return cells.flatMap(([a, one], i) => cells.slice(i + 1).filter(([, other]) => one.width && other.width
                && one.left < other.right - 1 && other.left < one.right - 1
                && one.top < other.bottom - 1 && other.top < one.bottom - 1)
                .map(([b]) => `${a} / ${b}`));
            })"""
        )
        assert overlapping == []
        above, below = (page.locator(f"#card {part}").bounding_box() for part in (".meta", ".acts"))
        assert above["y"] + above["height"] <= below["y"]
        card, text = left_edges(page, "#card h2", "#text")
        assert card == text
        if width > 390:
            head, row = left_edges(page, "[data-sort=date]", ".row .when")
            assert head == row


CUT = """names => [...document.querySelectorAll(names)]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"""


def test_no_queue_is_out_of_sight(chromium: Any, short: World, tmp_path: Path) -> None:
    with review_page(chromium, short, tmp_path, False, **screen(390, "light")) as page:
        page.wait_for_selector(".row.chosen")
        select(page, page.locator(".text .t").first.inner_text())
        keys(page, "n")
        page.keyboard.type("meeting.visit")
        page.click("#edit-keep")
        page.evaluate("list.queue = 'disputed'; refresh()")  # as wide as names of queues are
        tabs = [tab.bounding_box() for tab in page.locator("#queues button").all()]
        assert len(tabs) == 4 and all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in tabs)
        assert page.evaluate("$('queues').scrollWidth <= $('queues').clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_names_that_do_not_fit_are_told_by_codes(chromium: Any, short: World, tmp_path: Path, width: int) -> None:
    long = {"KEN": "Provisional Government of the Northern Provinces of the Interior", "GHA": "Chamber of the Southern Ports"}
    actors = short.run["actors"]
    extra = actors.iloc[:2].assign(actor_id=list(long), name=list(long.values()), party_id=list(long))
    short.run["actors"] = pd.concat([actors[~actors["actor_id"].isin(long)], extra], ignore_index=True)
    events = short.run["events"]
    events = events.assign(source_ids="KEN;GHA", source_parties="KEN;GHA", target_ids="GHA", target_parties="GHA")
    short.run["events"] = events
    with review_page(chromium, short, tmp_path, False, **screen(width, "light")) as page:
        page.wait_for_selector(".row.chosen")
        assert page.evaluate(CUT, ".row .who bdi, .row .who, .row .when") == []
        first = page.locator(".row").first
        names = f"{long['KEN']}, {long['GHA']}"
        source = first.locator(".source")
        assert (source.inner_text(), source.get_attribute("title")) == ("KEN, GHA", names)
        assert first.locator(".target").inner_text() == long["GHA"]
        page.set_viewport_size({"width": 2200, "height": 900})
        assert page.locator("#card h2 .source").inner_text() == names


@pytest.mark.parametrize("width", WIDTHS)
def test_the_form_uses_the_width_of_its_column(chromium: Any, short: World, tmp_path: Path, width: int) -> None:
    with review_page(chromium, short, tmp_path, False, **screen(width, "light")) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "n")
        column, fields = page.locator("#form").bounding_box(), [one.bounding_box() for one in page.locator("#form .field").all()]
        left, right = min(box["x"] for box in fields), max(box["x"] + box["width"] for box in fields)
        assert left - column["x"] <= 24 and column["x"] + column["width"] - right <= 40
        assert len({box["x"] for box in fields}) == {390: 1, 1360: 2, 2200: 4}[width]
