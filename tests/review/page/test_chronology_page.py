"""The chronology in a browser: narrow and wide, light and dark, without scripts; texts stay texts, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.review.page.world import World
from verbale.extractors import tables
from verbale.extractors.chronology import chronology_of
from verbale.review.files.chronology_page import chronology_page

NONE = pd.DataFrame(columns=pd.Index(tables.columns_of("reviewed_events")), dtype="str")
HOSTILE = f"In 1066, Peru praised Chile over </style><img src=x onerror=alert(1)> & more_of_a_word{'_without_end' * 40}."


def page_of_world(world: World) -> str:
    world.texts["hostile"] = HOSTILE
    world.extract()
    run = {name: tables.as_text(table) for name, table in world.run.items()}
    return chronology_page(chronology_of(run, NONE)).decode()


def test_every_link_leads_to_a_section_or_a_row(world: World) -> None:
    html = page_of_world(world)
    inside, rows = set(re.findall(r'href="#([^"]+)"', html)), set(re.findall(r'href="review.html#([^"]+)"', html))
    assert {"top", "in-time", "undated", "between-CHL-and-PER", "of-PER"} < inside == set(re.findall(r' id="([^"]+)"', html))
    assert rows == set(world.run["events"]["event_id"])
    assert "<script" not in html and "<img" not in html and "&lt;img src=x onerror=alert(1)&gt; &amp; more" in html


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1360])
def test_it_fits_the_screen_and_takes_its_colours(chromium: Any, world: World, tmp_path: Path, width: int, scheme: str) -> None:
    path = tmp_path / "chronology.html"
    path.write_text(page_of_world(world), encoding="utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == {
        "light": "rgb(247, 245, 240)", "dark": "rgb(21, 23, 26)",
    }[scheme]  # fmt: skip
    assert page.locator("h2").all_inner_texts() == ["In time", "Undated", "Pairs", "Parties"]
    assert problems == []
    context.close()
