"""The built command against Python's own split(" "), through every server people use.

    python3 seed_check.py PATH_OF_DSSTREAM [SEED]

For each text and server the words that `dsstream --format json -n all --on-eof stop` counts, over
all batches, must be those of collections.Counter over Python's split, and the exit code 0.
"""

import collections
import json
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

DSSTREAM = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)

PIECES = [
    b" ", b"  ", b"   ", b"\t", b"\n", b"\n\n", b"\r\n", b"\r", b"a", b"the", b"don't", b'"q"', b"'",
    "naïve".encode(), "東京".encode(), "👩‍👩‍👧".encode(), "שלום".encode(), "مرحبا".encode(), b"\x00",
    b"\x1b[2J", b"\x7f", b"\\", b"\xff", b"\xc3", b"\xe4\xb8", "\u2028".encode(), "\u00a0".encode(),
]


def texts(rng):
    yield "the seed's own", b"Ari Kata2 Ari\nhello  world don't\n\n"
    yield "nothing at all", b""
    yield "no line end", b"to be or not"
    for i in range(3):
        yield "random %d" % i, b"".join(rng.choice(PIECES) for _ in range(20_000))
    yield "a 5 MB line", b" ".join(b"w%d" % rng.randrange(1000) for _ in range(1_100_000))
    words = ("word%d" % rng.randrange(50_000) for _ in range(2_000_000))
    yield "20 MB of lines", re.sub(rb"((?:\S+ ){9}\S+) ", rb"\1\n", " ".join(words).encode())


def expected(data):
    lines = re.split("\r\n|\r|\n", data.decode("utf-8", "replace"))
    lines = lines[:-1] if lines[-1] == "" else lines
    return len(lines), collections.Counter(word for line in lines for word in line.split(" "))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve_by_python(path, port):
    """As `python3 -m` servers do: accept, send the file, close."""
    listener = socket.create_server(("127.0.0.1", port))

    def serve():
        with listener:
            client, _ = listener.accept()
            with client, open(path, "rb") as data:
                client.sendfile(data)

    threading.Thread(target=serve, daemon=True).start()


def serve_by_command(*command):
    def serve(path, port):
        words = [word.replace("PORT", str(port)) for word in command]
        subprocess.Popen(words, stdin=open(path, "rb"), stderr=subprocess.DEVNULL)

    return serve


SERVERS = {
    "python": serve_by_python,
    "OpenBSD nc": serve_by_command("nc.openbsd", "-N", "-l", "127.0.0.1", "PORT"),
    "ncat": serve_by_command("ncat", "--send-only", "-l", "127.0.0.1", "PORT"),
}


def start_dsstream(port):
    return subprocess.Popen(
        [DSSTREAM, "-p", str(port), "-i", "0.5", "--format", "json", "-n", "all", "--on-eof", "stop",
         "--max-wait", "60s"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def check(name, data, server, server_first):
    port = free_port()
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        if server_first:
            SERVERS[server](file.name, port)
        process = start_dsstream(port)
        if not server_first:
            for line in process.stderr:
                if "waiting for localhost:%d: connection refused" % port in line:
                    break
            SERVERS[server](file.name, port)
        stdout, stderr = process.communicate(timeout=120)
    batches = [json.loads(line) for line in stdout.splitlines()]
    counted = collections.Counter()
    for batch in batches:
        counted.update({word: count for word, count in batch["counts"]})
        assert len(batch["counts"]) == batch["distinct"], batch
    lines, words = expected(data)
    wrong = []
    if process.returncode != 0:
        wrong.append("exit code %d: %s" % (process.returncode, stderr))
    if sum(batch["lines"] for batch in batches) != lines:
        wrong.append("lines %d, not %d" % (sum(batch["lines"] for batch in batches), lines))
    if sum(batch["bytes"] for batch in batches) != len(data):
        wrong.append("bytes %d, not %d" % (sum(batch["bytes"] for batch in batches), len(data)))
    if counted != words:
        wrong.append("words differ: %r" % list(((counted - words) + (words - counted)).items())[:5])
    order = "server first" if server_first else "client first"
    print("%-4s %-18s %-10s %s: %d lines, %d words, %d batches" % (
        "FAIL" if wrong else "ok", name, server, order, lines, sum(words.values()), len(batches)),
        *wrong, sep="\n     ", flush=True)
    return not wrong


def main():
    print("seed %d" % SEED)
    results = []
    turns = [("OpenBSD nc", True), ("ncat", False), ("python", True), ("OpenBSD nc", False),
             ("ncat", True), ("python", False)]
    missing = [tool for tool in ("nc.openbsd", "ncat") if not shutil.which(tool)]
    assert not missing, "install %s" % missing
    for turn, (name, data) in enumerate(texts(random.Random(SEED))):
        results.append(check(name, data, *turns[turn % len(turns)]))
    print("%d passed, %d failed" % (results.count(True), results.count(False)))
    sys.exit(0 if all(results) else 1)


main()
