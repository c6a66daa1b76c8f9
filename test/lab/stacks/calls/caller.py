"""Calls each callee at a fixed rate with requests: `requests.get` opens a connection for each, a Session keeps them."""

import collections
import concurrent.futures
import json
import os
import threading
import time
from urllib.parse import urlsplit

import requests

CALLEES = os.environ["CALLEES"].split(" ")
RATE = float(os.environ["RATE"])
KINDS = {
    "ConnectionRefusedError": "refused",
    "ConnectionResetError": "reset",
    "BrokenPipeError": "reset",
    "RemoteDisconnected": "reset",
    "IncompleteRead": "reset",
    "gaierror": "name unknown",
    "NameResolutionError": "name unknown",
    "ReadTimeout": "timeout",
    "ConnectTimeout": "timeout",
    "TimeoutError": "timeout",
}


def kind_of(error):
    """The innermost error that has a name."""
    found, seen = type(error).__name__, set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        name = type(error).__name__
        if name == "OSError" and error.errno == 113:
            return "unreachable"
        found = KINDS.get(name, found)
        inner = [one for one in error.args if isinstance(one, BaseException)]
        error = inner[0] if inner else getattr(error, "reason", None) or error.__cause__ or error.__context__
        if not isinstance(error, BaseException):
            error = None
    return found


def call(get, url, count, lock):
    try:
        answer = get(url, timeout=5)
        failed = None if answer.status_code == 200 else f"status {answer.status_code}"
    except Exception as error:
        failed = kind_of(error)
    if failed:
        with lock:
            count["failed"][failed] += 1


def series(get, url, count):
    lock = threading.Lock()
    pool = concurrent.futures.ThreadPoolExecutor(32)
    due = time.monotonic()
    while True:
        due += 1 / RATE
        time.sleep(max(0, due - time.monotonic()))
        count["sent"] += 1
        pool.submit(call, get, url, count, lock)


counts = {}
for url in CALLEES:
    for connections, get in (("new", requests.get), ("kept", requests.Session().get)):
        count = {"sent": 0, "failed": collections.Counter()}
        counts[f"{connections} {urlsplit(url).hostname}"] = count
        threading.Thread(target=series, args=(get, url, count), daemon=True).start()
while True:
    time.sleep(0.5)
    print(json.dumps(counts), flush=True)
