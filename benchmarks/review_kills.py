"""Do decisions survive servers that are killed? ``python -m benchmarks.review_kills [DECISIONS [KILLS]]`` (2,000 and 50).

Two servers over one folder of decisions and one reviewer's log; eight clients decide, each on events of its own and again and
again on the same ones, and send again what was not answered. All the while servers are killed (SIGKILL) at any moment and started
anew. Then every decision must stand in the log once, and the last word on every event must be the one that counts. Exits with 1
where one is lost, doubled or without effect.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from benchmarks import synthetic
from verbale.review.log import read, standing
from verbale.review.log.decisions import REASONS, new_id
from verbale.review.page import Review
from verbale.review.reviewing import Reviewing
from verbale.review.server import open_port, serve

CLIENTS, SERVERS = 8, 2
_LIBRARY = 8, 50
_REVIEWER = "ann"


def serve_one(decisions: Path, port: int) -> None:
    """A server in a process of its own, which tells its address in a line."""
    review = Review(synthetic.run(synthetic.library(*_LIBRARY)), synthetic.TYPES)
    with open_port(port) as listening:
        made = Reviewing(lambda: review, lambda: "1", decisions, _REVIEWER, listening.getsockname()[1])
        print(made.address, flush=True)
        serve(made, listening)


@dataclass
class Server:
    """A server that can be killed. ``address`` changes with every start, as its secret does."""

    decisions: Path
    process: subprocess.Popen[str] | None = None
    address: str = ""

    def start(self) -> None:
        port = self.address.split("/")[2].partition(":")[2] or "0"
        command = [sys.executable, "-m", "benchmarks.review_kills", "--serve", str(self.decisions), port]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()


@dataclass
class Client:
    """``last``: event -> the decision that was sent last about it; ``sent``: all of them; ``again``: how many more than once."""

    number: int
    server: Server
    entries: list[dict[str, Any]]
    sent: list[str] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)
    again: int = 0

    def work(self) -> None:
        for entry in self.entries:
            while not self._saved(entry):
                self.again += 1
                time.sleep(0.05)
            self.sent.append(entry["id"])
            self.last[entry["event_id"]] = entry["id"]

    def _saved(self, entry: dict[str, Any]) -> bool:
        host, _, secret = self.server.address.removeprefix("http://").rstrip("/").partition("/")
        try:
            connection = HTTPConnection(host, timeout=20)
            headers = {"x-verbale-token": secret, "content-type": "application/json"}
            connection.request("POST", f"/{secret}/api/decisions", json.dumps({"decisions": [entry]}), headers)
            answer = connection.getresponse()
            return answer.status == 200 and entry["id"] in json.loads(answer.read())["saved"]
        except (OSError, HTTPException, ValueError):
            return False


def entries(number: int, each: int, events: list[str]) -> Iterator[dict[str, Any]]:
    """What a client decides: round after round about its own events, each time otherwise."""
    rng, own = random.Random(number), events[number::CLIENTS]
    for n in range(each):
        choices: list[dict[str, Any]] = [
            {"action": "accept"},
            {"action": "reject", "reason": rng.choice(REASONS)},
            {"action": "correct", "values": {"date_edtf": str(rng.randint(1800, 1999))}},
        ]
        yield {"id": new_id(), "event_id": own[n % len(own)], "snapshot": {"polarity": "pos"}, **rng.choice(choices)}


def attacked(decisions: Path, number: int, kills: int) -> tuple[list[Client], float]:
    """The clients after all their decisions were answered, and the seconds that it took."""
    events = synthetic.run(synthetic.library(*_LIBRARY))["events"]["event_id"].tolist()
    servers = [Server(decisions, address="http://127.0.0.1:0/") for _ in range(SERVERS)]
    for server in servers:
        server.start()
    clients = [Client(n, servers[n % SERVERS], list(entries(n, number // CLIENTS, events))) for n in range(CLIENTS)]
    threads = [threading.Thread(target=client.work) for client in clients]
    begin, rng = time.perf_counter(), random.Random(0)
    for thread in threads:
        thread.start()
    for kill in range(kills):
        while sum(len(client.sent) for client in clients) < kill * number // (kills + 1):
            time.sleep(0.002)
        time.sleep(rng.random() * 0.02)
        servers[kill % SERVERS].kill()
        servers[kill % SERVERS].start()
    for thread in threads:
        thread.join()
    for server in servers:
        server.kill()
    return clients, time.perf_counter() - begin


def main() -> None:
    if sys.argv[1:2] == ["--serve"]:
        serve_one(Path(sys.argv[2]), int(sys.argv[3]))
        return
    given = [int(value) for value in sys.argv[1:]]
    number, kills = (*given, *(2000, 50)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        decisions = Path(folder)
        clients, seconds = attacked(decisions, number, kills)
        found = read(decisions)
        lines = Counter(
            json.loads(line)["id"] for log in decisions.glob("*.jsonl") for line in log.read_text("utf-8").splitlines()
        )
        counted = {d.event_id: d.id for d in standing(found.decisions)}
        torn = sum(len(path.read_bytes().splitlines()) for path in decisions.glob("*.torn"))
    sent = [one for client in clients for one in client.sent]
    lost = len(set(sent) - lines.keys())
    doubled = sum(count - 1 for count in lines.values()) + len(lines.keys() - set(sent))
    idle = sum(counted.get(event) != last for client in clients for event, last in client.last.items())
    ordered = [d.at for d in found.decisions] == sorted(d.at for d in found.decisions)
    again = sum(client.again for client in clients)
    print(
        f"{len(sent)} decisions by {CLIENTS} clients on {SERVERS} servers, {kills} kills, {seconds:.0f} s: {again} more tries, "
    )
    print(f"{torn} torn lines set aside; {lost} lost, {doubled} doubled, {idle} without effect; {len(found.problems)} unreadable")
    sys.exit(bool(lost or doubled or idle or found.problems or not ordered))


if __name__ == "__main__":
    main()
