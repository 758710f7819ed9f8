"""The form of the page: what Enter does, which dates it takes, whom selected words name; what a correction makes of the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review.browser import page_of, serving
from tests.review.page.world import World, keys, saved, select
from verbale.review.log.decision_files import read

TEXTS = {"d": "In 1901, Kenya accused Ghana over cotton. In 1902, Laos accused Japan over copper.\n"}


@pytest.fixture
def small(tmp_path: Path) -> World:
    return World.of(tmp_path, TEXTS)


def test_enter_in_a_search_field_picks_and_never_saves(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "c")
        page.fill("#edit-date_edtf", "1903")
        page.fill("#edit-relation_type", "Meeting.Visit")
        assert page.locator("#edit-types div.at span").inner_text() == "meeting.visit"
        keys(page, "Enter", "Enter")
        assert page.input_value("#edit-relation_type") == "meeting.visit"
        page.focus("#edit-target_ids")
        keys(page, "Enter")
        page.fill("#edit-target_ids", "Japan")
        keys(page, "Enter", "Enter")
        assert page.locator(".f-target_ids .chips span").all_text_contents() == ["Ghana×", "Japan×"]
        assert page.locator("#form").is_visible() and not read(small.decisions).decisions
        page.keyboard.press("Control+Enter")
        saved(page)
        (decision,) = read(small.decisions).decisions
        assert decision.values["relation_type"] == "meeting.visit" and decision.values["target_ids"] == "GHA;JPN"


def test_a_word_of_another_family_is_found_and_a_click_in_the_text_costs_nothing(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "c")
        page.fill("#edit-relation_type", "travel.visit")
        assert page.locator("#edit-types div.at span").inner_text() == "meeting.visit"
        keys(page, "Enter")
        page.click(".text .t")  # a word of the other event, where somebody meant to select it
        assert "Keep or cancel" in page.locator("#toast").inner_text()
        assert page.input_value("#edit-relation_type") == "meeting.visit"
        page.fill("#edit-relation_type", "q.zzz")
        assert page.locator("#edit-types").is_hidden()
        assert "there is no such type" in page.locator("#edit-form .error").inner_text()


def test_what_has_a_word_of_its_meaning_in_common_is_not_taken_unseen(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "c")
        page.fill("#edit-relation_type", "strange measurements")
        assert page.locator("#edit-types div").count() > 1 and not page.locator("#edit-types div.at").count()
        keys(page, "Enter")
        assert page.input_value("#edit-relation_type") == "strange measurements"
        first = page.locator("#edit-types div.at span").inner_text()
        keys(page, "Enter")
        assert page.input_value("#edit-relation_type") == first


def test_what_is_wrong_and_the_button_that_keeps_stay_in_sight(chromium: Any, small: World) -> None:
    low = {"width": 1360, "height": 560}
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address, viewport=low) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "c")
        page.fill("#edit-relation_type", "q.zzz")
        page.keyboard.press("Control+Enter")
        assert "there is no such type" in page.locator("#edit-form .error").inner_text()
        for part in ("#edit-keep", "#edit-form .error"):
            box = page.locator(part).bounding_box()
            assert box["height"] > 0 and box["y"] + box["height"] <= low["height"], part


def test_an_open_date_is_taken_as_rows_have_it_and_the_forms_are_told(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "c")
        assert "after 1991-12 (1991-12/..)" in page.locator("#edit-date-forms").inner_text()
        page.fill("#edit-date_edtf", "some day")
        page.locator("#edit-form .error", has_text="1991-12/.. (since)").wait_for()
        page.fill("#edit-date_edtf", "after December 1991")
        page.locator("#edit-form .error:empty").wait_for(state="attached")
        page.click("#edit-keep")
        saved(page)
        (decision,) = read(small.decisions).decisions
        assert dict(decision.values) == {"date_edtf": "1991-12/.."}


def test_selected_words_name_one_party(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        # A longer name holds a shorter one: the longer one is meant, where it is selected whole.
        page.evaluate(
            """([words, name]) => {
              const doc = DATA.documents[0], at = (text) => doc.text.indexOf(text);
              const add = (text, id) => doc.mentions.push([at(text), at(text) + text.length, id]);
              doc.mentions = []; add(words, "LONG"); add(name, "SHORT"); add("over copper", "OTHER");
            }""",
            ["Japan over", "Japan"],
        )
        asked = """([from, to]) => {
          const text = DATA.documents[0].text, start = text.indexOf(from), end = text.indexOf(to) + to.length;
          return actorsAt({ start, end, words: text.slice(start, end) });
        }"""
        assert page.evaluate(asked, ["Japan", "Japan"]) == ["SHORT"]
        assert page.evaluate(asked, ["Japan", "over copper"]) == ["OTHER"]
        assert page.evaluate(asked, ["Japan", "Japan over"]) == ["LONG"]
        assert page.evaluate(asked, ["apan", "apan"]) == ["SHORT"]
        assert page.evaluate(asked, ["Ghana", "Ghana"]) == ["GHA"]


def test_a_corrected_party_is_asked_about_its_own_time(chromium: Any, small: World) -> None:
    actors = small.run["actors"]
    small.run["actors"] = actors.assign(valid_from=["1957-03-06" if one == "GHA" else "" for one in actors["actor_id"]])
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        flagged = page.locator(".row .tag", has_text="time?")
        assert flagged.count() == 1 and "Ghana did not exist before 1957" in page.locator("#card").inner_text()
        keys(page, "c")
        page.click(".f-target_ids .chips button")
        select(page, "Japan")
        page.click("#picked [data-use=target]")
        page.click("#edit-keep")
        page.locator(".row .mark", has_text="✎").wait_for()
        assert flagged.count() == 0
        keys(page, "z")
        page.locator(".row .tag", has_text="time?").wait_for()
        keys(page, "c")
        page.fill("#edit-date_edtf", "since 1960")
        page.click("#edit-keep")
        page.locator(".row .mark", has_text="✎").wait_for()
        assert flagged.count() == 0


@pytest.mark.parametrize("size", [(1440, 900), (1000, 600)])
def test_a_message_covers_neither_the_row_nor_the_buttons(chromium: Any, world: World, size: tuple[int, int]) -> None:
    def apart(one: dict[str, float], other: dict[str, float]) -> bool:
        across = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        return across or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]

    with serving(world.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_selector(".row.chosen")
        keys(page, "End", "a")
        page.wait_for_timeout(300)
        said = page.locator("#toast.on").bounding_box()
        rows = [page.locator(name).first.bounding_box() for name in (".row.chosen", "#card .acts", ".list-foot")]
        keys(page, "c")
        page.locator("#edit-keep").scroll_into_view_if_needed()
        assert said and all(apart(said, box) for box in [*rows, page.locator("#edit-keep").bounding_box()])
