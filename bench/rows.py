"""The rows of docs/performance.md, each with its bar beside what was measured here."""
import csv
import http.client
import json
import os
import statistics
import time
import urllib.parse

from load import WARM_SECONDS, fsync_milliseconds, warm, wrk
from place import Server

MILLION = 1_000_000
ROUNDS = 5
STARTS = 7
IDLE_SECONDS = 5
COLD_WARM = 500
VISIBLE_WARM = 200
VISIBLE = 1_000


class Run:
    """One run of the benches: what they are made with, and how long each takes."""

    def __init__(self, tools, places, seconds, port, pattern):
        self.tools, self.places, self.seconds, self.port, self.pattern = tools, places, seconds, port, pattern

    def serve(self, place, port=0, java_options=""):
        return Server(self.tools, place["data"], self.port + port, java_options)

    def reading_place(self):
        return self.places.get("reading", accounts=1_000, posts=20_000, readers=1_000, readerFollowees=50, replies=50)

    def writing_place(self):
        """Readers who follow 8 whose posts then go to 1,000 homes, and writers whom nobody follows."""
        return self.places.get("writing", accounts=1_000, posts=5_000, readers=1_000, readerFollowees=20, writers=64,
                               stars=8)

    def million_place(self):
        """As many accounts as posts; some readers, and some who follow 500 and have not read for long."""
        return self.places.get(
            "million", accounts=self.places.scaled(MILLION), posts=self.places.scaled(MILLION), followees=2,
            readers=1_000, farReaders=1_000, readerFollowees=50, writers=64, cold=1_000, coldFollowees=500)

    def ten_thousand_place(self):
        return self.places.get("tenThousand", accounts=10_000, posts=10_000, followees=2, readers=1_000,
                               farReaders=1_000, readerFollowees=50, writers=64, cold=1_000, coldFollowees=500)


def row(what, bar, here):
    return f"| {what} | {bar} | {here} |"


def rate(load):
    return f"{load.rate:,.0f}/s, p50 {load.p50:.2f} ms, p99 {load.p99:.2f} ms"


def read(run, what, bar, path, readers):
    place = run.reading_place()
    path = path(place)
    tokens = run.places.tokens("readers", place["readers"][:readers])
    with run.serve(place) as server:
        plain = warm("reads.lua", server.url(path), tokens, run.seconds, threads=2)
        gzipped = warm("reads.lua", server.url(path), tokens, run.seconds, gzip=True, threads=2)
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


def post(run, server, tokens, seconds):
    """So many writers post all the time, each in an account of its own."""
    return warm("posts.lua", server.url("/"), run.places.tokens("authors", tokens), seconds, connections=len(tokens))


def posts(run):
    """Posts without a follower: one writer, 8 and 64 at once."""
    place = run.writing_place()
    fsync = fsync_milliseconds(place["data"])
    with run.serve(place) as server:
        one = post(run, server, place["writers"][:1], run.seconds)
        eight = post(run, server, place["writers"][:8], run.seconds)
        many = post(run, server, place["writers"], run.seconds)
    return [row("posts, one writer", f"p50 under 2 x fsync + 1 ms = {2 * fsync + 1:.2f} ms", rate(one)),
            row("posts, 8 writers", f"60 % of 8 / fsync = {0.6 * 8_000 / fsync:,.0f}/s", rate(eight)),
            row("posts, 64 writers", "5,000/s", rate(many))]


def followed(run):
    """Posts with 1,000 resident followers, 8 writers, beside posts without."""
    place = run.writing_place()
    without, with_followers = [], []
    with run.serve(place) as server:
        settle(server, place["readers"])
        post(run, server, place["stars"], run.seconds / 2)
        for _ in range(ROUNDS):
            for tokens, rates in ((place["writers"][:8], without), (place["stars"], with_followers)):
                tokens = run.places.tokens("authors", tokens)
                rates.append(wrk("posts.lua", server.url("/"), tokens, run.seconds / 2, connections=8).rate)
    medians = statistics.median(without), statistics.median(with_followers)
    return [row("posts with 1,000 resident followers, 8 writers", "80 % of posts without",
                f"{medians[1]:,.0f}/s, {medians[1] / medians[0]:.0%} of {medians[0]:,.0f}/s (medians of {ROUNDS} in turn)")]


def visible(run):
    """From sending a post to seeing it on the home page of the last of 1,000 followers."""
    place = run.writing_place()
    taken = []
    with run.serve(place) as server:
        settle(server, place["readers"])
        writer = Person(server, place["stars"][0])
        last = Person(server, place["readers"][-1])
        for i in range(VISIBLE_WARM + VISIBLE):
            began = time.perf_counter()
            sent = writer.posts(f"Le merle chante, n° {i} #merles")
            while last.home(1)[0]["id"] != sent:
                pass
            taken.append((time.perf_counter() - began) * 1000)
            # Not faster than the writers of a busy place.
            time.sleep(0.005)
    return [row("post sent to last of 1,000 followers' home pages, commit included", "p99 under 20 ms",
                spread(taken[VISIBLE_WARM:]))]


def imports(run):
    """Real graphs and posts from files into an empty folder, as a user would."""
    shared = shared_folder()
    rows = []
    for kind, bar, arguments in (
            ("edges", "100,000/s", ("graph", f"{shared}/data/graph/soc-Slashdot0902.txt.gz",
                                    "--direction", "follower-followee")),
            ("posts", "8,000/s", ("posts", f"{shared}/data/posts/fr-parlementaires-statuses.jsonl.xz"))):
        said, megabytes = run.tools.measure("import", *arguments, "--data", os.path.join(run.places.folder, kind))
        rows.append(row(f"import of {kind}: {os.path.basename(arguments[1])}", bar,
                        f"{said.split(', ')[-1]}, {megabytes:.0f} MB resident at most"))
    return rows


def shared_folder():
    return os.environ.get("RAMAGE_SHARED") or os.path.join(os.path.dirname(__file__), "..", "..", "shared")


def fanout(run):
    """Posts into the homes of a million resident accounts, in process."""
    accounts = run.places.scaled(MILLION)
    found = json.loads(run.tools.run("social.ramage.timeline.FanOutBench", accounts, run.seconds, shared_folder()))
    who = f"{accounts:,} resident accounts, {found['shape']}, {found['followees']} followees on average"
    return [row(f"fan-out from events: {who}", "5 million deliveries/s",
                f"{found['perSecond'] / 1e6:.1f} million/s over {run.seconds:g} s"),
            row(f"one post to {accounts:,} resident followers", "under 100 ms", f"{found['starMillis']:.1f} ms"),
            row(f"memory of a resident account with a full home ({found['followees']} followees)", "4 kB or less",
                f"{found['fullBytes'] / 1000:.2f} kB; {found['bytes'] / 1000:.2f} kB with {found['ids']:.0f} posts,"
                f" {found['settledBytes'] / 1000:.2f} kB with none")]


def cold(run):
    """Home of somebody with 500 followees who has not read for long, among a million posts."""
    place = run.million_place()
    taken = []
    with run.serve(place) as server:
        for token in place["cold"]:
            reader = Person(server, token)
            began = time.perf_counter()
            if not reader.home(20):
                raise SystemExit("a cold home is empty")
            taken.append((time.perf_counter() - began) * 1000)
    return [row(f"cold home, 500 followees, {run.places.scaled(MILLION):,} posts", "p99 under 30 ms",
                spread(taken[COLD_WARM:]))]


def start(run):
    """From ./ramage serve to the first answer, and memory when idle, with a million posts."""
    place = run.million_place()
    first, idle = [], []
    for _ in range(STARTS):
        with run.serve(place) as server:
            first.append(server.first)
            time.sleep(IDLE_SECONDS)
            idle.append(server.resident_megabytes())
    slow = []
    for _ in range(STARTS):
        with run.serve(place, java_options="-XX:AOTMode=off") as server:
            slow.append(server.first)
    posts = f"{run.places.scaled(MILLION):,} posts"
    return [row(f"start to first answer, {posts}", "under 1 s",
                f"{statistics.median(first):.2f} s; {statistics.median(slow):.2f} s without the cache of classes"),
            row(f"idle memory, {posts}", "under 200 MB resident", f"{statistics.median(idle):.0f} MB")]


def growth(run):
    """What a home read and a post cost with ten thousand accounts and with a million."""
    places = [run.ten_thousand_place(), run.million_place()]
    with run.serve(places[0]) as small, run.serve(places[1], port=10) as large:
        def in_turn(script, path, who, count, **how):
            """Rates in the small place and in the large one. The first turn warms up, and lasts longer."""
            rates = ([], [])
            for turn in range(ROUNDS + 1):
                seconds = run.seconds / 2 if turn > 0 else WARM_SECONDS
                for i, server in enumerate((small, large)):
                    tokens = run.places.tokens(who, places[i][who][:count])
                    load = wrk(script, server.url(path), tokens, seconds, **how)
                    if turn > 0:
                        rates[i].append(load.rate)
            return rates

        home = "reads.lua", "/api/v1/timelines/home"
        near = in_turn(*home, "readers", 1_000, threads=2)
        far = in_turn(*home, "farReaders", 1_000, threads=2)
        written = in_turn("posts.lua", "/", "writers", 8, connections=8)
    accounts = f"10,000 to {run.places.scaled(MILLION):,} accounts"
    return [grown(f"home read, {accounts}, readers who follow some of 1,000 in both", *near),
            grown(f"home read, {accounts}, readers who follow some of a tenth of all", *far),
            grown(f"post by 8 writers, {accounts}", *written)]


def grown(what, small, large):
    rates = statistics.median(small), statistics.median(large)
    return row(what, "at most 20 % more",
               f"{rates[0] / rates[1] - 1:+.0%}: {rates[0]:,.0f}/s, {rates[1]:,.0f}/s (medians of {ROUNDS} in turn)")


def jmh(run):
    """Small hot paths, by JMH; ./ramage bench jmh REGEX runs some of them."""
    results = os.path.join(run.places.folder, "jmh.csv")
    times = f"{max(100, round(run.seconds * 100))}ms"
    run.tools.run("org.openjdk.jmh.Main", run.pattern, "-f", 1, "-wi", 5, "-i", 5, "-w", times, "-r", times,
                  "-rf", "csv", "-rff", results)
    with open(results) as file:
        return [row(measured["Benchmark"].removeprefix("social.ramage."), "",
                    f"{short(measured['Score'])} ± {short(measured['Score Error (99.9%)'])} {measured['Unit']}")
                for measured in csv.DictReader(file)]


def short(number):
    """Three digits or so."""
    number = float(number)
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def settle(server, tokens):
    """Has each read their home once, so that it is kept in memory, in this order."""
    for token in tokens:
        Person(server, token).home(1)


class Person:
    """Somebody signed in, on a connection of their own."""

    def __init__(self, server, token):
        self.headers = {"Authorization": "Bearer " + token}
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def home(self, limit):
        return self.ask("GET", f"/api/v1/timelines/home?limit={limit}")

    def posts(self, text):
        return self.ask("POST", "/api/v1/statuses", urllib.parse.urlencode({"status": text}),
                        {"Content-Type": "application/x-www-form-urlencoded"})["id"]

    def ask(self, method, path, body=None, headers=()):
        self.connection.request(method, path, body, self.headers | dict(headers))
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:200]}")
        return json.loads(text)


def spread(taken):
    ordered = sorted(taken)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"p50 {statistics.median(ordered):.2f} ms, p99 {p99:.2f} ms"


BENCHES = {bench.__name__: bench for bench in (
    home, homes, public, account, context, posts, followed, visible, imports, fanout, cold, start, growth, jmh)}
