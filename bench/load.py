"""What is measured with: wrk, and the disk's own pace."""
import os
import re
import statistics
import subprocess
import time

# Java takes about so long to compile what is hot, beside the load, on two cores.
WARM_SECONDS = 15

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class Load:
    """What wrk saw: answers a second, and milliseconds."""

    def __init__(self, output):
        self.rate = float(re.search(r"Requests/sec:\s*([\d.]+)", output).group(1))
        self.p50 = milliseconds(re.search(r"^\s+50%\s+(\S+)", output, re.MULTILINE).group(1))
        self.p99 = milliseconds(re.search(r"^\s+99%\s+(\S+)", output, re.MULTILINE).group(1))
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", output)
        if wrong:
            raise SystemExit("wrk saw failures: " + wrong.group(0))


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", text).groups()
    return float(number) * UNITS[unit]


def wrk(script, url, tokens, seconds, connections=16, gzip=False, threads=1):
    environment = os.environ | {"TOKENS": tokens}
    if gzip:
        environment["GZIP"] = "1"
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency", "--timeout", "30s",
               "-s", os.path.join(os.path.dirname(__file__), script), url]
    return Load(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout)


def warm(script, url, tokens, seconds, **how):
    """The same load, first to warm up with and then to measure."""
    wrk(script, url, tokens, max(seconds, WARM_SECONDS), **how)
    return wrk(script, url, tokens, seconds, **how)


def fsync_milliseconds(folder, times=400):
    """The median of appending 4 kB and waiting until they are on the disk."""
    path = os.path.join(folder, "fsync")
    taken = []
    file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    try:
        for _ in range(times):
            began = time.perf_counter()
            os.write(file, b"x" * 4096)
            os.fsync(file)
            taken.append((time.perf_counter() - began) * 1000)
    finally:
        os.close(file)
        os.remove(path)
    return statistics.median(taken)
