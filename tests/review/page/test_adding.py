"""What a run missed, added on the page; rows corrected by words of the text."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks import synthetic
from tests.review.browser import page_of, serving
from tests.review.page.world import World, keys, marks, saved, select
from verbale.review.log.decision_files import append, read
from verbale.review.log.decisions import make, standing
from verbale.review.log.run import compare
from verbale.review.page.render import static_page

TOLD = "\U0001f600 In 1901, Kenya accused Ghana over cotton."
MISSED = "Some say \U0001f600 that in May 1931 an envoy of Lima called on Chile."
TEXTS = {"d": f"{TOLD}\n\n{MISSED} In 1902, Laos accused Japan over copper.\n", "e": "Peru was calm in 1930.\n"}


@pytest.fixture
def small(tmp_path: Path) -> World:
    return World.of(tmp_path, TEXTS)


def fill_in(page: Any) -> None:
    """Who, to whom, what: typed, and taken from the text."""
    page.keyboard.type("visi")
    page.locator("#edit-types div", has_text="meeting.visit").wait_for()
    keys(page, "Enter")
    page.fill("#edit-source_ids", "peru")
    keys(page, "Enter")
    page.fill("#edit-source_ids", "League of Ports")
    keys(page, "Enter")
    select(page, "Chile")
    page.click("#picked [data-use=target]")


def test_a_missed_event_is_added_by_its_words_and_outlives_an_edit(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "n")  # without words it is the sentence of the row, and its words are still to be chosen
        assert "select it in the text" in page.locator("#edit-trigger").inner_text()
        keys(page, "Escape", "Escape")  # the types that are offered, and the form
        select(page, "alled o")  # a hand that is not steady
        page.locator("#picked q", has_text="called on").wait_for()
        keys(page, "n")
        # Which date is the event's is for the reviewer to say: the one of the sentence is offered.
        assert page.input_value("#edit-date_edtf") == "" and "called on" in page.locator("#edit-trigger").inner_text()
        page.click(".f-date_edtf [data-date='1931-05']")
        assert page.input_value("#edit-date_edtf") == "1931-05"
        page.click("#edit-keep")
        assert "which type is it?" in page.locator("#edit-form .error").inner_text()
        page.focus("#edit-relation_type")
        fill_in(page)
        page.fill("#edit-date_edtf", "14 maggio 1931")  # read by the server
        page.locator("#edit-form .error", has_text=re.compile("^$")).wait_for()
        page.click("#edit-keep")
        saved(page)
        assert marks(page) == ["○", "+", "○"] and page.locator("#count").inner_text() == "3 events"
        page.click("[data-queue=added]")
        assert page.locator(".text .fx").inner_text() == "called on"
        (decision,) = read(small.decisions).decisions
        values = decision.values
        assert (decision.action, values["relation_type"], values["date_edtf"]) == ("add", "meeting.visit", "1931-05-14")
        assert (values["source_ids"], values["sources"]) == ("PER;League of Ports", "Peru;League of Ports")
        assert (values["target_ids"], values["target_parties"]) == ("CHL", "CHL")
        start, end = map(int, values["trigger_at"].split("-"))
        assert MISSED[start:end] == values["trigger"] == "called on" and values["quote"] == MISSED
        assert int(decision.snapshot["char_start"]) == TEXTS["d"].index(MISSED)
        page.reload()
        page.click("[data-queue=added]")
        assert page.locator("#card h2").inner_text() == "Peru, League of Ports → Chile"

        small.texts["d"] = "A new opening.\n\n" + small.texts["d"]
        small.extract()
        page.reload()
        page.click("[data-queue=added]")
        assert page.locator(".text .fx").inner_text() == "called on"
        small.texts["d"] = small.texts["d"].replace("an envoy", "one envoy")
        small.extract()
        page.reload()
        page.click("[data-queue=re_anchored]")
        assert "one" in page.locator("#card ins").first.inner_text()
        keys(page, "a")
        saved(page)
        (moved,) = standing(read(small.decisions).decisions)
        assert moved.event_id == decision.event_id and moved.supersedes == decision.id and "one envoy" in moved.values["quote"]


def test_it_is_changed_withdrawn_brought_back_and_found_since(chromium: Any, small: World) -> None:
    small.texts["d"] = "In 1931, Peru sent a delegation to Chile over tin.\n"
    small.verbs = {phrase: kind for phrase, kind in synthetic.VERBS.items() if kind != "meeting.visit"}
    small.extract()
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.click("[data-queue=bare]")
        assert page.locator("#count").inner_text() == "2 sentences without a row"
        page.locator(".row.sentence", has_text="delegation").click()
        select(page, "sent")
        keys(page, "n")
        fill_in(page)
        page.click(".f-date_edtf [data-date='1931']")
        page.locator(".f-source_ids .chips button").nth(1).click()  # no League of Ports, after all
        page.click("#edit-keep")
        saved(page)
        page.click("[data-queue=added]")
        keys(page, "a")
        assert "nothing to accept" in page.locator("#toast").inner_text()
        keys(page, "c")
        page.fill("#edit-date_edtf", "1931-06")
        page.click("#edit-keep")
        page.locator("#card .meta b", has_text="1931-06").wait_for()
        keys(page, "z")
        page.locator("#card .meta b", has_text="1931").wait_for()
        keys(page, "r")
        page.click("#withdraw-go")
        page.locator("[data-queue=added] b", has_text="0").wait_for()
        keys(page, "z")
        page.locator("[data-queue=added] b", has_text="1").wait_for()
        saved(page)
        (added,) = standing(read(small.decisions).decisions)

        small.verbs = dict(synthetic.VERBS)
        small.extract()
        (found,) = compare(small.run, small.decisions).verdicts.values()
        assert (found.status, found.decisions[0].id) == ("accepted", added.id)
        page.reload()
        assert page.locator("#count").inner_text() == "1 event" and page.locator(".row .mark").inner_text() == "✓"
        assert "Found since: ann had added this event" in page.locator("#card .found").inner_text()


def place_of(page: Any) -> tuple[str, str, float]:
    """The queue, the row and the place in the text where the reviewer is."""
    queue = page.locator("#queues [aria-selected=true]").get_attribute("data-queue")
    return queue, page.locator(".row.chosen").get_attribute("data-event"), page.evaluate("$('document').scrollTop")


def test_who_has_added_is_back_at_his_row_and_is_told_what_and_how_to_undo_it(chromium: Any, world: World) -> None:
    with serving(world.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.click("[data-queue=todo]")
        page.locator(".row").nth(2).click()
        page.evaluate("$('document').scrollTop = 150")
        before, words = place_of(page), page.locator(".text .t").nth(6).inner_text()
        assert before[0] == "todo" and before[2] == 150
        select(page, words)
        keys(page, "n", "Escape", "Escape")  # the types that are offered, and the form
        assert place_of(page) == before
        select(page, words)
        keys(page, "n")
        fill_in(page)
        page.click("#edit-keep")
        said = "Added: Peru, League of Ports → Chile, meeting.visit. z or ↶ takes it back."
        assert page.locator("#toast.on").inner_text() == said
        assert place_of(page) == before and page.locator("[data-queue=added] b").inner_text() == "1"
        keys(page, "z")
        page.locator("[data-queue=added]").wait_for(state="detached")
        assert place_of(page)[:2] == before[:2]
        saved(page)
        assert standing(read(world.decisions).decisions) == ()


def test_card_and_text_show_what_is_being_added(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        card, row = page.locator("#card"), "Kenya → Ghana"
        keys(page, "n")
        told = "A new event\nno type yet\nbeing added\nundated\ntold already\nKenya → Ghana statement.accuse"
        assert card.inner_text() == told and page.locator(".text .fx").count() == 0
        assert page.locator(".text .q").all_inner_texts() != [] and page.locator(".text .fs, .text .ft").count() == 0
        keys(page, "Escape", "Escape")
        assert card.locator("h2").inner_text() == row and page.locator(".text .fx").inner_text() == "accused"
        select(page, "called on")
        keys(page, "n")
        assert page.locator(".text .fx").inner_text() == "called on" and "told already" not in card.inner_text()
        fill_in(page)
        page.click(".f-date_edtf [data-date='1931-05']")
        told = "Peru, League of Ports → Chile\nmeeting.visit\nbeing added\n1931-05\n“called on”"
        assert card.inner_text() == told
        select(page, "an envoy")
        page.click("#picked [data-use=trigger]")
        assert page.locator(".text .fx").inner_text() == "an envoy" and "“an envoy”" in card.inner_text()
        page.click("#edit-keep")
        assert card.locator("h2").inner_text() == row and page.locator(".text .fx").inner_text() == "accused"
        assert page.locator(".text .t", has_text="an envoy").count() == 1


def test_a_row_is_corrected_by_words_of_the_text(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        select(page, "cotton")
        keys(page, "c")
        page.click("#picked [data-use=instrument]")
        select(page, "over cotton")
        page.click("#picked [data-use=trigger]")
        select(page, "Kenya accused Ghana over cotton")
        keys(page, "q")
        select(page, "Laos")
        page.click("#picked [data-use='said by']")
        page.click(".f-target_ids .chips button")
        select(page, "Japan")
        page.click("#picked [data-use=target]")
        assert page.locator(".form .changed").count() == 5
        page.click("#edit-keep")
        saved(page)
        (decision,) = read(small.decisions).decisions
        at = TOLD.index("over cotton")
        assert dict(decision.values) == {
            "instrument": "cotton", "trigger": "over cotton", "trigger_at": f"{at}-{at + 11}",
            "quote": "Kenya accused Ghana over cotton", "quote_at": f"{TOLD.index('Kenya')}-{at + 11}",
            "attributed_to": "LAO", "target_ids": "JPN", "targets": "Japan", "target_parties": "JPN",
        }  # fmt: skip
        page.goto(f"{reviewing.address}#{decision.event_id}")
        assert "trigger: over cotton" in page.locator(".history").inner_text()


def test_words_of_another_sentence_are_no_trigger(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "c")
        select(page, "called")
        page.click("#picked [data-use=trigger]")
        assert "choose words of the sentence" in page.locator("#edit-form .error").inner_text()
        keys(page, "Escape")
        assert page.locator("#form").is_hidden() and page.locator(".list").is_visible()


def test_the_file_adds_events_too(chromium: Any, small: World, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_bytes(static_page(small.review()).html)
    with page_of(chromium, path.as_uri(), accept_downloads=True) as page:
        page.wait_for_selector(".row.chosen")
        select(page, "called on")
        keys(page, "n")
        fill_in(page)
        page.keyboard.press("Control+Enter")
        page.locator(".row .mark", has_text="+").wait_for()
        page.reload()
        assert page.locator("[data-queue=added] b").inner_text() == "1"
        with page.expect_download() as download:
            page.click("#download")
        lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
        append(small.decisions, [make(json.loads(line)) for line in lines])
        (verdict,) = compare(small.run, small.decisions).verdicts.values()
        assert verdict.status == "accepted" and verdict.event_id.startswith("a")
        path.write_bytes(static_page(small.review(), small.judged()).html)
        page.reload()
        assert page.locator("#saving").inner_text() == "Decisions stay in this browser"
        assert page.locator("[data-queue=added] b").inner_text() == "1"


def test_form_text_and_words_in_hand_share_the_screen(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        select(page, "cotton")
        keys(page, "c")
        for width, height in ((2200, 700), (1360, 700), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            bar = page.locator("#picked").bounding_box()
            assert bar and bar["x"] >= 0 and bar["x"] + bar["width"] <= width and bar["y"] + bar["height"] <= height
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width > 900:
                boxes = [page.locator(name).bounding_box() for name in ("#form", "#card", "#document", "#picked")]
                form, *column = boxes
                assert all(one["y"] + one["height"] <= other["y"] + 1 for one, other in pairwise(column))
                assert all(form["x"] + form["width"] <= box["x"] + 1 for box in column)
                assert page.evaluate("document.documentElement.scrollTop + document.body.scrollTop") == 0
