"""Data folders that are filled for a measurement, and servers that run on them."""
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import time

START_WITHIN = 120


class Tools:
    """What the launcher hands over: itself, a Java, the options that it starts servers with, and the tests' classes."""

    def __init__(self, ramage, java, options, classes):
        self.ramage, self.java, self.options, self.classes = ramage, java, options, classes

    def run(self, main, *arguments):
        """Runs a main class of the tests. Returns what it printed."""
        command = [self.java, *self.options, "-cp", self.classes, main, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{main} failed:\n{done.stderr[-2000:]}")
        return done.stdout

    def measure(self, *command):
        """Runs a command of the launcher. Returns the last line that it printed, and the memory it took at most."""
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen([self.ramage, *command], stdout=said, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            said.seek(0)
            lines = said.read().splitlines()
        if status != 0:
            raise SystemExit(f"{' '.join(command)} failed")
        return lines[-1], used.ru_maxrss / 1024


class Places:
    """Throwaway folders, each filled once a run."""

    def __init__(self, tools, scale):
        self.tools, self.scale, self.made = tools, scale, {}
        self.folder = tempfile.mkdtemp(prefix="ramage-bench-", dir=os.environ.get("TMPDIR", "/var/tmp"))

    def get(self, name, **counts):
        if name not in self.made:
            data = os.path.join(self.folder, name)
            began = time.monotonic()
            self.tools.run("social.ramage.BenchPlace", data, *(f"{key}={value}" for key, value in counts.items()))
            place = json.load(open(os.path.join(data, "place.json")))
            place["data"] = data
            self.made[name] = place
            print(f"  filled {name} in {time.monotonic() - began:.0f} s", flush=True)
        return self.made[name]

    def scaled(self, count):
        return max(1, int(count * self.scale))

    def tokens(self, name, tokens):
        """A file of tokens, for wrk."""
        path = os.path.join(self.folder, name + ".tokens")
        with open(path, "w") as file:
            file.write("\n".join(tokens) + "\n")
        return path

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Server:
    """A server of our own, on a folder, stopped by its process id."""

    def __init__(self, tools, data, port, java_options=""):
        self.port, self.data = port, data
        self.log = open(data + ".server.log", "w")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [tools.ramage, "serve", "--data", data, "--port", str(port)],
            env=os.environ | {"RAMAGE_RATE_LIMITS": "off", "RAMAGE_JAVA_OPTS": java_options},
            stdout=subprocess.DEVNULL, stderr=self.log)
        try:
            self.first = self.await_answer(began)
        except BaseException:
            self.close()
            raise

    def await_answer(self, began):
        while time.monotonic() - began < START_WITHIN:
            if self.process.poll() is not None:
                raise SystemExit(f"the server did not start: see {self.log.name}")
            try:
                answer, _ = self.get("/api/v1/timelines/public")
                if answer == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.002)
        raise SystemExit(f"the server did not answer: see {self.log.name}")

    def get(self, path, token="", headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            authorization = {"Authorization": "Bearer " + token} if token else {}
            connection.request("GET", path, headers=authorization | dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def resident_megabytes(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
