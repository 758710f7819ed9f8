"""The local server: who may speak to it, what it writes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from benchmarks import synthetic
from verbale.extractors import tables
from verbale.review.log.decision_files import read
from verbale.review.log.decisions import new_id
from verbale.review.page.payload import Review
from verbale.review.reviewing import Reviewing
from verbale.review.server import app, free_port

HOST = {"host": "127.0.0.1:8765"}


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return synthetic.run(synthetic.library(2, 10))


@pytest.fixture
def reviewing(tmp_path: Path, run: dict[str, Any]) -> Reviewing:
    (tmp_path / "timeline.html").write_text("<p>pictures</p>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    review = Review(run, synthetic.TYPES)

    def explain(event_id: str) -> str:
        if event_id == "unknown":
            raise KeyError("no such event")
        return f"because of {event_id}"

    files = {"timeline.html": tmp_path / "timeline.html"}
    return Reviewing(
        lambda: review, lambda: "run-1", tmp_path / "decisions", "ann", 8765, explain, files, frozenset(synthetic.TYPES)
    )


@pytest.fixture
def client(reviewing: Reviewing) -> TestClient:
    return TestClient(app(reviewing), base_url="http://127.0.0.1:8765", follow_redirects=False)


def entry(run: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": new_id(), "action": "accept", "event_id": run["events"]["event_id"][0], "snapshot": {"polarity": "pos"}} | more


def post(client: TestClient, reviewing: Reviewing, *entries: Any, **headers: str) -> Any:
    return client.post(
        "/api/decisions", json={"decisions": list(entries)}, headers={"x-verbale-token": reviewing.token} | headers
    )


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8765", ""])
def test_another_host_is_refused_before_anything_else(client: TestClient, reviewing: Reviewing, host: str) -> None:
    for path in (f"/?token={reviewing.token}", "/api/decisions", "/timeline.html", "/nothing"):
        assert client.get(path, headers={"host": host}).status_code == 400
    assert post(client, reviewing, host=host).status_code == 400


def test_nothing_is_shown_without_the_token(client: TestClient, reviewing: Reviewing) -> None:
    for path in ("/", "/?token=wrong", "/api/decisions", "/timeline.html", "/nothing"):
        assert client.get(path).status_code == 403
    assert client.get("/api/decisions", headers={"x-verbale-token": reviewing.token}).status_code == 200


def test_the_printed_address_leads_to_the_page_and_keeps_the_token_out_of_it(client: TestClient, reviewing: Reviewing) -> None:
    assert reviewing.address.startswith("http://127.0.0.1:8765/")
    answer = client.get(reviewing.address)
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    page = client.get("/")
    assert page.status_code == 200 and "verbale" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert page.headers["x-content-type-options"] == "nosniff" and page.headers["cache-control"] == "no-store"


def test_a_post_needs_the_token_in_its_header_and_no_foreign_origin(
    client: TestClient, reviewing: Reviewing, run: dict[str, Any]
) -> None:
    client.get(reviewing.address)  # the cookie alone must not be enough
    assert client.post("/api/decisions", json={"decisions": [entry(run)]}).status_code == 403
    assert post(client, reviewing, entry(run), **{"x-verbale-token": "wrong"}).status_code == 403
    assert post(client, reviewing, entry(run), origin="http://evil.example").status_code == 403
    assert read(reviewing.decisions).decisions == ()
    assert post(client, reviewing, entry(run), origin="http://127.0.0.1:8765").status_code == 200


def test_decisions_are_written_once_under_the_name_the_server_was_started_for(
    client: TestClient, reviewing: Reviewing, run: dict[str, Any]
) -> None:
    sent = entry(run, reviewer="bob", at="1999-01-01T00:00:00Z")
    for _ in range(2):
        assert post(client, reviewing, sent).json() == {"saved": [sent["id"]], "refused": []}
    (decision,) = read(reviewing.decisions).decisions
    assert decision.reviewer == "ann" and decision.at > "2020" and decision.event_id == sent["event_id"]
    assert [path.name for path in reviewing.decisions.iterdir()] == ["ann.jsonl"]


@pytest.mark.parametrize(
    "more",
    [
        {"action": "maybe"},
        {"action": "correct", "values": {"date_edtf": "1991-13"}},
        {"action": "correct", "values": {"relation_type": "made.up"}},
        {"action": "correct", "values": {"polarity": "perhaps"}},
        {"action": "correct", "values": {"event_id": "e"}},
        {"snapshot": {"path": "/etc/passwd"}},
        {"id": "../../x"},
        {"event_id": 7},
    ],
)
def test_a_refused_decision_is_named_and_the_others_are_kept(
    client: TestClient, reviewing: Reviewing, run: dict[str, Any], more: dict[str, Any]
) -> None:
    good = entry(run)
    answer = post(client, reviewing, entry(run, **more), good).json()
    assert answer["saved"] == [good["id"]] and len(answer["refused"]) == 1 and answer["refused"][0]["why"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"decisions": 3}', b"\xff\xfe", b'{"decisions": [7, null]}'])
def test_a_body_that_is_none_breaks_nothing(client: TestClient, reviewing: Reviewing, body: bytes) -> None:
    answer = client.post("/api/decisions", content=body, headers={"x-verbale-token": reviewing.token})
    assert answer.status_code in (200, 422) and read(reviewing.decisions).decisions == ()


def test_too_much_at_once_is_refused(client: TestClient, reviewing: Reviewing) -> None:
    answer = client.post("/api/decisions", content=b"x" * 5_000_000, headers={"x-verbale-token": reviewing.token})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/decisions/ann.jsonl",
        "/etc/passwd",
        "/timeline.html/x",
    ],
)
def test_only_named_files_are_served(client: TestClient, reviewing: Reviewing, path: str) -> None:
    headers = {"x-verbale-token": reviewing.token}
    assert client.get(path, headers=headers).status_code == 404
    assert client.get("/timeline.html", headers=headers).text == "<p>pictures</p>"


def test_rows_are_explained(client: TestClient, reviewing: Reviewing) -> None:
    headers = {"x-verbale-token": reviewing.token}
    assert client.get("/api/explain/e1").status_code == 403
    assert client.get("/api/explain/e1", headers=headers).text == "because of e1"
    assert client.get("/api/explain/unknown", headers=headers).text == "Not explained: no such event\n"


def test_pages_learn_of_each_other(client: TestClient, reviewing: Reviewing, run: dict[str, Any]) -> None:
    headers = {"x-verbale-token": reviewing.token}
    first, second = entry(run), entry(run)
    post(client, reviewing, first)
    assert [d["id"] for d in client.get("/api/decisions?after=0", headers=headers).json()["decisions"]] == [first["id"]]
    post(client, reviewing, second)
    news = client.get("/api/decisions?after=1", headers=headers).json()
    assert [d["id"] for d in news["decisions"]] == [second["id"]] and news["known"] == 2 and news["run"] == "run-1"
    client.get(reviewing.address)
    shown = client.get("/").text.split('id="data">')[1].split("</script>")[0]
    assert json.loads(shown)["known"] == 2 and len(json.loads(shown)["carried"]) == 1


def test_a_port_in_use_is_passed_over() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert free_port(taken.getsockname()[1]) != taken.getsockname()[1]


def test_tables_read_back_make_the_same_page_as_tables_in_memory(run: dict[str, Any]) -> None:
    from verbale.review.page.render import static_page

    text = {name: tables.parse_csv(tables.to_csv(table)) for name, table in run.items()}
    assert static_page(Review(run, synthetic.TYPES)).html == static_page(Review(text, synthetic.TYPES)).html
