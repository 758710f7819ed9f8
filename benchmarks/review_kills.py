"""Do decisions survive servers that are killed? ``python -m benchmarks.review_kills [DECISIONS [KILLS]]`` (2,000 and 50).

Two servers over one folder of decisions and one reviewer's log; eight clients decide, each on events of its own and again and
again on the same ones, and send again what was not answered. All the while servers are killed (SIGKILL) at any moment and started
anew. Then every decision must stand in the log once, and the last word on every event must be the one that counts. Exits with 1
where one is lost, doubled or without effect.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import uvicorn.protocols.http.auto  # noqa: F401  (so that servers, which are forked, find it loaded)

from benchmarks import synthetic
from verbale.review.log import read, standing
from verbale.review.log.decisions import REASONS, new_id
from verbale.review.page import Review
from verbale.review.reviewing import Reviewing
from verbale.review.server import open_port, serve

CLIENTS, SERVERS = 8, 2
_RUN = synthetic.run(synthetic.library(8, 50))
_REVIEWER = "ann"
_FORK = multiprocessing.get_context("fork")  # a server that is started anew need not load everything anew, nor make the page anew
_PAUSE = 0.01


@cache
def _prepared() -> Reviewing:
    """What all servers show, worked out before they are forked."""
    review = Review(_RUN, synthetic.TYPES)  # type: ignore[arg-type]
    made = Reviewing(lambda: review, lambda: "1", Path(), _REVIEWER, 0)
    made.prepare()
    return made


def serve_one(folder: Path, nth: int) -> None:
    """A server in a process of its own, which tells its address in a file: it changes with every start, as its secret does."""
    with open_port() as listening:
        decisions, port = folder / "decisions", listening.getsockname()[1]
        made = replace(_prepared(), decisions=decisions, port=port, token=secrets.token_urlsafe(24))
        draft = folder / f"{nth}.draft"
        draft.write_text(made.address, encoding="utf-8")
        draft.replace(folder / f"{nth}.address")
        serve(made, listening)


@dataclass
class Client:
    """``sent``: all decisions; ``last``: event -> the one sent last about it; ``tries``: how many were not answered."""

    number: int
    folder: Path
    entries: list[dict[str, Any]]
    sent: list[str] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)
    tries: int = 0

    def work(self, done: Any, allowed: Any, results: Any) -> None:
        """Send all decisions. ``done``: how many all clients have sent; ``allowed``: how many may be before the next kill."""
        for entry in self.entries:
            while done.value >= allowed.value:
                time.sleep(_PAUSE)
            while not self._saved(entry):
                self.tries += 1
                time.sleep(2 * _PAUSE)
            with done.get_lock():
                done.value += 1
            self.sent.append(entry["id"])
            self.last[entry["event_id"]] = entry["id"]
        results.put((self.sent, self.last, self.tries))

    def _saved(self, entry: dict[str, Any]) -> bool:
        try:
            address = (self.folder / f"{self.number % SERVERS}.address").read_text(encoding="utf-8")
            host, _, secret = address.removeprefix("http://").rstrip("/").partition("/")
            connection = HTTPConnection(host, timeout=20)
            headers = {"x-verbale-token": secret, "content-type": "application/json"}
            connection.request("POST", f"/{secret}/api/decisions", json.dumps({"decisions": [entry]}), headers)
            answer = connection.getresponse()
            return answer.status == 200 and entry["id"] in json.loads(answer.read())["saved"]
        except (OSError, HTTPException, ValueError):
            return False


def entries(number: int, each: int) -> Iterator[dict[str, Any]]:
    """What a client decides: round after round about its own events, each time anew."""
    rng, own = random.Random(number), _RUN["events"]["event_id"].tolist()[number::CLIENTS]
    for n in range(each):
        choices: list[dict[str, Any]] = [
            {"action": "accept"},
            {"action": "reject", "reason": rng.choice(REASONS)},
            {"action": "correct", "values": {"date_edtf": str(rng.randint(1800, 1999))}},
        ]
        yield {"id": new_id(), "event_id": own[n % len(own)], "snapshot": {"polarity": "pos"}, **rng.choice(choices)}


def attacked(folder: Path, number: int, kills: int) -> list[tuple[list[str], dict[str, str], int]]:
    """What every client sent, after all of it was answered."""
    _prepared()
    done, allowed, results = _FORK.Value("i", 0), _FORK.Value("i", 0), _FORK.Queue()
    clients = [Client(n, folder, list(entries(n, number // CLIENTS))) for n in range(CLIENTS)]
    working = [_FORK.Process(target=client.work, args=(done, allowed, results)) for client in clients]
    servers = [_FORK.Process(target=serve_one, args=(folder, nth)) for nth in range(SERVERS)]
    for process in (*servers, *working):
        process.start()
    rng, share = random.Random(0), number // (kills + 1)
    for kill in range(kills):
        with allowed.get_lock():
            allowed.value += share
        while done.value < allowed.value - rng.randint(1, share):  # in the midst of what they may send now
            time.sleep(_PAUSE / 10)
        nth = kill % SERVERS
        servers[nth].kill()
        servers[nth].join()
        servers[nth] = _FORK.Process(target=serve_one, args=(folder, nth))
        servers[nth].start()
        while done.value < allowed.value:
            time.sleep(_PAUSE)
    with allowed.get_lock():
        allowed.value = 10 * number
    found = [results.get() for _ in clients]
    for process in (*working, *servers):
        process.kill()
    return found


def main() -> None:
    given = [int(value) for value in sys.argv[1:]]
    number, kills = (*given, *(2000, 50)[len(given) :])
    with tempfile.TemporaryDirectory() as scratch:
        folder, begin = Path(scratch), time.perf_counter()
        decisions = folder / "decisions"
        clients = attacked(folder, number, kills)
        seconds, found = time.perf_counter() - begin, read(decisions)
        lines = Counter(
            json.loads(line)["id"] for log in decisions.glob("*.jsonl") for line in log.read_text("utf-8").splitlines()
        )
        torn = sum(len(path.read_bytes().splitlines()) for path in decisions.glob("*.torn"))
    counted = {d.event_id: d.id for d in standing(found.decisions)}
    sent = [one for ids, _, _ in clients for one in ids]
    lost = len(set(sent) - lines.keys())
    doubled = sum(count - 1 for count in lines.values()) + len(lines.keys() - set(sent))
    idle = sum(counted.get(event) != last for _, own, _ in clients for event, last in own.items())
    ordered = all(a.at < b.at for a, b in zip(found.decisions, found.decisions[1:], strict=False))
    print(f"{len(sent)} decisions by {CLIENTS} clients on {SERVERS} servers, {kills} kills, {seconds:.0f} s;")
    print(f"{sum(tries for *_, tries in clients)} tries unanswered, {torn} torn lines set aside;")
    print(f"{lost} lost, {doubled} doubled, {idle} without effect, {len(found.problems)} unreadable, in order: {ordered}")
    sys.exit(bool(lost or doubled or idle or found.problems or not ordered))


if __name__ == "__main__":
    main()
