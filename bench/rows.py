"""The rows of docs/performance.md, each with its bar beside what was measured here."""
import http.client
import statistics
import time
import urllib.parse

from load import warm
from place import Server

MILLION = 1_000_000


class Run:
    """One run of the benches: what they are made with, and how long each takes."""

    def __init__(self, tools, places, seconds, port):
        self.tools, self.places, self.seconds, self.port = tools, places, seconds, port
        self.fsync = 0.0

    def serve(self, place, port=0, java_options=""):
        return Server(self.tools, place["data"], self.port + port, java_options)

    def reading_place(self):
        return self.places.get("reading", accounts=1_000, posts=20_000, readers=1_000, readerFollowees=50, replies=50)

    def million_place(self):
        """As many accounts as posts; some readers, and some who follow 500 and have not read for long."""
        return self.places.get(
            "million", accounts=self.places.scaled(MILLION), posts=self.places.scaled(MILLION), followees=2,
            readers=1_000, readerFollowees=50, writers=64, cold=500, coldFollowees=500)


def row(what, bar, here):
    return f"| {what} | {bar} | {here} |"


def rate(load):
    return f"{load.rate:,.0f}/s, p50 {load.p50:.2f} ms, p99 {load.p99:.2f} ms"


def read(run, what, bar, path, readers):
    place = run.reading_place()
    path = path(place)
    tokens = run.places.tokens("readers", place["readers"][:readers])
    with run.serve(place) as server:
        plain = warm("reads.lua", server.url(path), tokens, run.seconds)
        gzipped = warm("reads.lua", server.url(path), tokens, run.seconds, gzip=True)
        _, body = server.get(path, place["readers"][0])
        _, packed = server.get(path, place["readers"][0], {"Accept-Encoding": "gzip"}.items())
    return [row(what + f", {len(body) / 1000:.1f} kB", bar, rate(plain)),
            row(what + f", gzip, {len(packed) / 1000:.1f} kB", "", rate(gzipped))]


def home(run):
    """Home timeline of 20 posts, one reader."""
    return read(run, "home timeline of 20 posts, one reader", "25,000/s, p99 under 10 ms",
                lambda _: "/api/v1/timelines/home", 1)


def homes(run):
    """Home timelines of 20 posts, 1,000 readers in turn."""
    return read(run, "home timelines of 20 posts, 1,000 readers in turn", "22,000/s, p99 under 10 ms",
                lambda _: "/api/v1/timelines/home", 1_000)


def public(run):
    """Public timeline of 20 posts."""
    return read(run, "public timeline of 20 posts", "12,000/s", lambda _: "/api/v1/timelines/public", 1)


def account(run):
    """An account's 20 newest posts."""
    return read(run, "an account's 20 newest posts", "12,000/s",
                lambda place: f"/api/v1/accounts/{place['account']}/statuses", 1)


def context(run):
    """Context of a post with 50 replies."""
    return read(run, "context of a post with 50 replies", "5,000/s",
                lambda place: f"/api/v1/statuses/{place['root']}/context", 1)


BENCHES = {bench.__name__: bench for bench in (home, homes, public, account, context)}
