"""The local server: who may speak to it, what it writes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from benchmarks import synthetic
from tests.review.scripts import evaluate
from tests.work import calls
from verbale.extractors import tables
from verbale.review.log.carry_over import carry_over
from verbale.review.log.decision_files import read
from verbale.review.log.decisions import new_id
from verbale.review.log.evidence import Evidence
from verbale.review.page.payload import Judged, Review, judged_payload, run_payload
from verbale.review.reviewing import Reviewing, checked
from verbale.review.server import PortError, app, open_port

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
    """Below the secret path, as the page is."""
    return TestClient(app(reviewing), base_url=reviewing.address, follow_redirects=False)


@pytest.fixture
def stranger(reviewing: Reviewing) -> TestClient:
    """Somebody who knows no more than the port."""
    return TestClient(app(reviewing), base_url="http://127.0.0.1:8765", follow_redirects=False)


def entry(run: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": new_id(), "action": "accept", "event_id": run["events"]["event_id"][0], "snapshot": {"polarity": "pos"}} | more


def post(client: TestClient, reviewing: Reviewing, *entries: Any, **headers: str) -> Any:
    return client.post(
        "/api/decisions", json={"decisions": list(entries)}, headers={"x-verbale-token": reviewing.token} | headers
    )


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8765", ""])
def test_another_host_is_refused_before_anything_else(client: TestClient, reviewing: Reviewing, host: str) -> None:
    for path in ("/", "/api/decisions", "/timeline.html", "/nothing"):
        assert client.get(path, headers={"host": host}).status_code == 400
    assert post(client, reviewing, host=host).status_code == 400


@pytest.mark.parametrize("secret", ["", "wrong/", "?token={}", "wrong/../{}/", "//{}/", "{}x/"])
def test_nothing_is_shown_without_the_secret(stranger: TestClient, reviewing: Reviewing, secret: str) -> None:
    headers = {"x-verbale-token": reviewing.token, "cookie": f"verbale={reviewing.token}"}
    for path in ("", "api/decisions", "timeline.html", "nothing"):
        answer = stranger.get(f"http://127.0.0.1:8765/{secret.format(reviewing.token)}{path}", headers=headers)
        assert answer.status_code == 403 or "../" in secret, path
    assert stranger.options("*").status_code == 403


def test_the_printed_address_is_the_page_and_no_cookie_is_set(
    client: TestClient, stranger: TestClient, reviewing: Reviewing
) -> None:
    """Whatever listens on another port of this machine is sent the cookies of this one."""
    assert reviewing.address.startswith("http://127.0.0.1:8765/") and len(reviewing.token) > 24
    for path in ("/", "/api/decisions", "/timeline.html", "/review.html"):
        answer = client.get(path)
        assert answer.status_code == 200 and "set-cookie" not in answer.headers
        assert answer.headers["referrer-policy"] == "no-referrer"
    bare = stranger.get(f"/{reviewing.token}")
    assert (bare.status_code, bare.headers["location"]) == (308, f"/{reviewing.token}/")
    page = client.get("/")
    assert page.status_code == 200 and "verbale" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert page.headers["x-content-type-options"] == "nosniff" and page.headers["cache-control"] == "no-store"


def test_a_post_needs_the_token_in_its_header_and_no_foreign_origin(
    client: TestClient, reviewing: Reviewing, run: dict[str, Any]
) -> None:
    # the path alone must not be enough
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


DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"decisions": 3}', b"\xff\xfe", b'{"decisions": [7, null]}', DEEP, b'{"decisions": ' + DEEP + b"}",
     b'{"decisions": [{"id": ' + b"9" * 10_000 + b"}]}", b'{"decisions": [{"id": ["d0"], "action": "accept"}]}'],
)  # fmt: skip
def test_a_body_that_is_none_breaks_nothing(client: TestClient, reviewing: Reviewing, body: bytes) -> None:
    answer = client.post("/api/decisions", content=body, headers={"x-verbale-token": reviewing.token})
    assert answer.status_code in (400, 422) and read(reviewing.decisions).decisions == ()


@pytest.mark.parametrize("after", ["9" * 5000, "-1", "1e3", "x", "", "²", "٣"])
def test_after_is_a_number(client: TestClient, after: str) -> None:
    assert client.get("/api/decisions", params={"after": after}).status_code == 422


@pytest.mark.parametrize("more", [{"id": "d" + "0" * 100_000}, {"event_id": "e" * 100_000}, {"supersedes": "d" * 100_000}])
def test_huge_ids_are_refused_in_few_words(client: TestClient, reviewing: Reviewing, run: dict[str, Any], more: Any) -> None:
    answer = post(client, reviewing, entry(run, **more))
    assert answer.status_code == 422 and len(answer.content) < 300 and len(answer.json()["refused"]) == 1
    assert client.get(f"/api/explain/{'e' * 10_000}").status_code == 404


def test_an_event_with_cells_as_long_as_a_page_can_be_decided(tmp_path: Path, run: dict[str, Any]) -> None:
    long = ";".join(f"Party number {n} of this very long list" for n in range(2000))
    cells = dict.fromkeys(
        ("sources", "source_ids", "source_parties", "target_ids", "section", "instrument", "place", "trigger"), long
    )
    events = run["events"].assign(**cells, attributed_to=long + "x")
    changed = {**run, "events": events}
    evidence = Evidence.of_run(changed)
    event_id = events["event_id"][0]
    made = Reviewing(lambda: Review(changed, synthetic.TYPES), lambda: "1", tmp_path, "ann", 8765)
    client = TestClient(app(made), base_url=made.address)
    assert post(client, made, entry(run, snapshot=evidence.snapshot(event_id))).json()["refused"] == []
    (kept,) = carry_over(read(tmp_path).decisions, evidence)
    assert kept.status == "current"
    other = Evidence.of_run({**run, "events": events.assign(place="Lima")})
    assert carry_over(read(tmp_path).decisions, other)[0].changed["place"][1] == "Lima"
    shown = run_payload(Review(changed, synthetic.TYPES, {"id": ""})) | judged_payload(Judged())
    payload = {**shown, "mode": "static", "reviewer": "a"}
    snapshot = evaluate(payload, ("run_data", "browser_store", "decisions", "added"), "snapshotOf(0)")
    assert snapshot == Evidence.of_run(changed).snapshot(events["event_id"][0])


def test_a_log_that_cannot_be_written_is_told_and_nothing_is_said_to_be_saved(
    client: TestClient, reviewing: Reviewing, run: dict[str, Any]
) -> None:
    (reviewing.decisions / "ann.jsonl").mkdir(parents=True)
    answer = post(client, reviewing, entry(run))
    assert answer.status_code == 507 and "nothing can be written there" in answer.text


def test_saving_costs_the_same_at_the_four_thousandth_decision(reviewing: Reviewing, run: dict[str, Any]) -> None:
    def save(number: int = 1) -> None:
        reviewing.keep([checked(entry(run, supersedes="d" + "0" * 16), reviewing) for _ in range(number)])
        reviewing.news(max(0, reviewing.feed()[1] - number))

    save()
    first = calls(save)
    save(4000)
    assert calls(save) <= 1.1 * first
    assert len(read(reviewing.decisions).decisions) == 4003


def test_two_servers_side_by_side(reviewing: Reviewing, client: TestClient, run: dict[str, Any]) -> None:
    """Of one reviewer and one log, on ports of their own: no secret is shared, and all decisions are, in one order."""
    beside = Reviewing(reviewing.load, reviewing.stamp, reviewing.decisions, "ann", 8766)
    other = TestClient(app(beside), base_url=beside.address)
    assert beside.token != reviewing.token and client.get(f"http://127.0.0.1:8765/{beside.token}/").status_code == 403
    sent = [entry(run, event_id=f"e{n}") for n in range(20)]
    for n, one in enumerate(sent):
        post(*((client, reviewing) if n % 2 else (other, beside)), one)
    for page in (client, other):
        assert {d["id"] for d in page.get("/api/decisions").json()["decisions"]} == {d["id"] for d in sent}
    log = read(reviewing.decisions).decisions
    assert [d.id for d in log] == [d["id"] for d in sent] and sorted({d.at for d in log}) == [d.at for d in log]


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
    outside = path.startswith("/../")  # of the secret path, before it is sent
    assert client.get(path, headers=headers).status_code == (403 if outside else 404)
    assert client.get("/timeline.html", headers=headers).text == "<p>pictures</p>"


def test_rows_are_explained(client: TestClient, reviewing: Reviewing) -> None:
    headers: dict[str, str] = {}
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
    shown = client.get("/").text.split('id="data">')[1].split("</script>")[0]
    assert json.loads(shown)["known"] == 2 and len(json.loads(shown)["carried"]) == 1


def test_a_port_is_taken_at_once() -> None:
    with open_port() as first, open_port() as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        with pytest.raises(PortError, match=f"port {first.getsockname()[1]} is in use"):
            open_port(first.getsockname()[1])


def test_tables_read_back_make_the_same_page_as_tables_in_memory(run: dict[str, Any]) -> None:
    from verbale.review.page.render import static_page

    text = {name: tables.parse_csv(tables.to_csv(table)) for name, table in run.items()}
    assert static_page(Review(run, synthetic.TYPES)).html == static_page(Review(text, synthetic.TYPES)).html


@pytest.mark.parametrize(
    ("text", "answer"),
    [("14 mai 2023", {"edtf": "2023-05-14"}), ("1991/..", {"edtf": "1991/.."}), ("in spring", None), ("5/6/1931", None)],
)
def test_dates_are_read_as_people_type_them(client: TestClient, text: str, answer: dict[str, str] | None) -> None:
    found = client.get("/api/date", params={"text": text}).json()
    assert found == answer if answer else set(found) == {"problem"}
