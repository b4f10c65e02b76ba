#!/usr/bin/env python3
"""Fills a running Ramage for bench/run: a reader who follows 30 authors, 600 posts, a post with 50 answers.

Usage: populate.py URL DATA-FOLDER RAMAGE-COMMAND; writes tokens and ids as shell variables to standard output.
"""
import json
import subprocess
import sys
import urllib.request

url, data, ramage = sys.argv[1:4]
WORDS = "Le merle chante au-dessus du fournil, et la pluie tombe doucement sur le jardin #été".split()


def command(*arguments):
    return subprocess.run([ramage, *arguments, "--data", data], check=True, capture_output=True, text=True).stdout.split()[-1]


def call(token, path, body):
    request = urllib.request.Request(url + path, json.dumps(body).encode(), {
        "Authorization": "Bearer " + token, "Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))


people = [("reader", command("account", "create", "reader", "--email", "reader@example.org"))]
people += [(f"a{i}", command("account", "create", f"a{i}", "--email", f"a{i}@example.org")) for i in range(30)]
token = {handle: command("token", handle) for handle, _ in people}
for handle, account in people[1:]:
    call(token["reader"], f"/api/v1/accounts/{account}/follow", {})
root = None
for i in range(600):
    author = f"a{i % 30}"
    text = " ".join(WORDS[(i + k) % len(WORDS)] for k in range(12)) + f" {i}"
    post = call(token[author], "/api/v1/statuses", {"status": text})["id"]
    root = root or post
for i in range(50):
    call(token[f"a{i % 30}"], "/api/v1/statuses", {"status": f"@a0 une réponse, la {i}e", "in_reply_to_id": root})
print(f"READER={token['reader']}\nWRITER={token['a0']}\nLONELY={token['a1']}\nACCOUNT={people[1][1]}\nROOT={root}")
