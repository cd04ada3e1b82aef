"""Fifty people at once on a real server: does every request get its answer, and is every send and reading kept?

python -m tests.bench.load --library LIBRARY [--people 50] [--seconds 60] [--slow 20] [--fat 20] [--processes N]

The library is copied first. Each person searches, opens an asset, sends it by link and opens the link as the buyer
would, with a second of thought between two steps. Beside them some drip half a request into a connection, and some ask
for as much as they can: thousands of filters, long words, huge bodies. Those may be refused; nobody else may notice.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

BUYER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"}
QUESTIONS = (
    "they say we're too expensive", "our CISO won't sign off", "our own developers could build this",
    "not this quarter", "payback for a hospital", "we already have a tool for that", "who supports us at night",
    "does it work with SAP", "migration takes too long", "case study manufacturing",
)  # fmt: skip
THOUGHT = 1.0
# Whoever asks for as much as they can, does so every few seconds: more often, and they are as many people more.
FAT_THOUGHT = 3.0
WAIT = 60.0


@dataclass
class Kept:
    """What the people saw; shared by their threads."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)

    def count(self, what: str) -> None:
        with self.lock:
            self.done[what] += 1


class Person:
    """Somebody at a browser, and the buyer at the other end."""

    def __init__(self, number: int, address: str, kept: Kept) -> None:
        self._client = httpx.Client(base_url=address, timeout=WAIT, headers={"Host": address.removeprefix("http://")})
        self._number, self._kept = number, kept
        self._chance = random.Random(number)

    def work(self, until: float) -> None:
        round_ = 0
        while time.monotonic() < until:
            self._find_and_send(round_)
            round_ += 1
        self._client.close()

    def _find_and_send(self, round_: int) -> None:
        found = self._ask("search page", "GET", "/", params={"q": self._chance.choice(QUESTIONS)})
        numbers = re.findall(r'href="/assets/(\d+)[?"]', found.text) if found else []
        if not numbers:
            return
        self._ask("asset page", "GET", f"/assets/{self._chance.choice(numbers)}")
        self._ask("suggestions", "GET", "/suggest", params={"q": "too e"})
        asked = {"q": self._chance.choice(QUESTIONS), "audience": "external"}
        fit = self._ask("narrowed search", "GET", "/", params=asked)
        sendable = re.findall(r'href="/assets/(\d+)/send', fit.text) if fit else []
        if sendable:
            self._send(self._chance.choice(sendable), round_)

    def _send(self, asset_id: str, round_: int) -> None:
        form = self._ask("send form", "GET", f"/assets/{asset_id}/send")
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.text)) if form else {}
        if not hidden:
            return
        body = hidden | {
            "contact": f"buyer{self._number}.{round_}@load.example", "channel": "link", "version": "current",
            "rep": "rep@load.example", "mailed": "no", "other_customer": "yes",
        }  # fmt: skip
        sent = self._ask("send by link", "POST", f"/assets/{asset_id}/send", data=body, follow_redirects=True)
        link = re.search(r"/s/[\w-]{20,}", sent.text) if sent else None
        if link is None:
            return
        self._kept.count("sends")
        self._read(link[0])

    def _read(self, link: str) -> None:
        # A buyer is another browser: one with a session is taken for the rep, who is no reader.
        with httpx.Client(base_url=self._client.base_url, timeout=WAIT, headers=BUYER) as buyer:
            page = self._ask("buyer's page", "GET", link, by=buyer)
            view = re.search(r'data-view="([^"]+)"', page.text) if page else None
            if view is None:
                return
            told = {"nonce": view[1], "reader": f"{self._number:032d}", "hand": True, "pages": {"1": 9.5}}
            if self._ask("reading told", "POST", f"{link}/seen", by=buyer, json=told):
                self._kept.count("views")

    def _ask(
        self, what: str, method: str, path: str, *, by: httpx.Client | None = None, **how: object
    ) -> httpx.Response | None:
        time.sleep(self._chance.uniform(0, 2 * THOUGHT))
        began = time.perf_counter()
        try:
            answer = (by or self._client).request(method, path, **how)  # type: ignore[arg-type]  # as httpx takes them
        except httpx.HTTPError as error:
            self._fail(what, repr(error))
            return None
        with self._kept.lock:
            self._kept.seconds[what].append(time.perf_counter() - began)
        if answer.status_code >= 300:
            self._fail(what, f"{answer.status_code} {answer.text[:120]}")
            return None
        return answer

    def _fail(self, what: str, why: str) -> None:
        with self._kept.lock:
            self._kept.failed[f"{what}: {why}"] += 1


FAT = (
    "/?" + "&".join(f"competitor=Name+{number}" for number in range(1000)),
    "/assets?" + "&".join(f"industry=Name+{number}" for number in range(20)),
    "/api/v1/search?q=" + "x" * 30_000,
    "/?q=price&" + "&".join(f"competitor={'n' * 20}{number}&industry={'m' * 20}{number}" for number in range(20)),
    "/reports/unused?folder=" + "x" * 30_000,
    "/suggest?q=" + "y" * 40_000,
)


def ask_much(address: str, until: float, kept: Kept) -> None:
    """As much as an address or a body holds, again and again; whatever is answered is counted, and no failure."""
    number = 0
    with httpx.Client(base_url=address, timeout=WAIT) as client:
        while time.monotonic() < until:
            number += 1
            try:
                if number % len(FAT):
                    answer = client.get(FAT[number % len(FAT)])
                else:
                    answer = client.post("/s/0/seen", content=b"x" * 2_000_000)
                kept.count(f"fat {answer.status_code}")
            except httpx.HTTPError:
                kept.count("fat, closed")
            time.sleep(FAT_THOUGHT)


def drip(address: str, until: float, kept: Kept) -> None:
    """Half a request, a letter a second, in a new connection whenever one is closed."""
    host, _, port = address.removeprefix("http://").partition(":")
    while time.monotonic() < until:
        with socket.create_connection((host, int(port)), timeout=WAIT) as caller, suppress(OSError):
            caller.sendall(b"POST /sends HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
            while time.monotonic() < until:
                caller.sendall(b"a")
                time.sleep(1)
        kept.count("slow, closed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--slow", type=int, default=20)
    parser.add_argument("--fat", type=int, default=20)
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="as many as people who sign in are given")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        _copy(chosen.library, library)
        before = _count(library)
        server, address = _serve(library, chosen.processes)
        began = time.perf_counter()
        try:
            kept = _run(address, chosen)
        finally:
            server.terminate()
            server.wait(60)
        _tell(kept, time.perf_counter() - began, chosen.people, before, _count(library))


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as one, sqlite3.connect(target) as other:
        one.backup(other)
    index = source.with_suffix(".faiss")
    if index.exists():
        shutil.copy(index, target.with_suffix(".faiss"))


def _serve(library: Path, processes: int) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "contentlib", "--library", str(library), "serve", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--processes", str(processes)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"CONTENTLIB_PERSON": "rep@load.example"},
    )  # fmt: skip
    for _ in range(600):
        try:
            if httpx.get(f"{address}/readyz").status_code == 200:
                return server, address
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    server.terminate()
    raise SystemExit("The server was not ready within a minute.")


def _run(address: str, chosen: argparse.Namespace) -> Kept:
    kept, until = Kept(), time.monotonic() + chosen.seconds
    threads = [threading.Thread(target=Person(n, address, kept).work, args=[until]) for n in range(chosen.people)]
    threads += [threading.Thread(target=drip, args=[address, until, kept]) for _ in range(chosen.slow)]
    threads += [threading.Thread(target=ask_much, args=[address, until, kept]) for _ in range(chosen.fat)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return kept


def _count(library: Path) -> tuple[int, int]:
    with sqlite3.connect(library) as db:
        return tuple(
            db.execute(
                "SELECT (SELECT count(*) FROM sends), (SELECT count(*) FROM views WHERE grade != 'requested')"
            ).fetchone()
        )


def _tell(kept: Kept, seconds: float, people: int, before: tuple[int, int], after: tuple[int, int]) -> None:
    every = sorted(one for times in kept.seconds.values() for one in times)
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{people} people, {len(every)} requests in {seconds:.0f} s, {sum(kept.failed.values())} failed; {load}")
    print(
        f"  all of them      {len(every):5} times   p50 {_part(every, 0.5):6.0f} ms   p95 {_part(every, 0.95):6.0f} ms"
    )
    for what, times in kept.seconds.items():
        ordered = sorted(times)
        half, most = _part(ordered, 0.5), _part(ordered, 0.95)
        print(f"  {what:<16} {len(ordered):5} times   p50 {half:6.0f} ms   p95 {most:6.0f} ms")
    print(f"  sends kept       {after[0] - before[0]} of {kept.done['sends']}")
    print(f"  readings kept    {after[1] - before[1]} of {kept.done['views']}")
    beside = {what: times for what, times in kept.done.items() if what.startswith(("fat", "slow"))}
    print(
        "  beside them      " + (", ".join(f"{times} x {what}" for what, times in sorted(beside.items())) or "nobody")
    )
    for what, times_ in kept.failed.most_common(10):
        print(f"  FAILED {times_} x {what}")


def _part(ordered: list[float], share: float) -> float:
    return 1000 * ordered[int(share * (len(ordered) - 1))]


if __name__ == "__main__":
    main()
