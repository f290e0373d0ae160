"""The built command in little memory: whole streams, sent as fast as it takes them, counted exactly.

    python3 memory_check.py PATH_OF_DSSTREAM [BEGIN_OF_A_CASE ...]

A sender that is faster than the command is slowed by TCP; nothing is lost, nothing grows without a
bound, and no received text goes to disk. For each case the totals over all batches must be those of
what was sent, the exit code 0, and the process no larger than its heap and what a JVM has beside it.
"""

import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

DSSTREAM = sys.argv[1]
MIB = 1 << 20
BESIDE_HEAP_MIB = 512
LINE = b"of making many books there is no end and much study is a weariness of the flesh\n"


class Case:
    """What is sent, piece by piece, and what must be counted."""

    def __init__(self, name, heap, interval, pieces, lines, words, distinct=None, connections=1,
                 long_lines=0, long_words=0):
        self.name, self.heap, self.interval, self.connections = name, heap, interval, connections
        self.pieces, self.distinct = pieces, distinct
        self.sums = {"lines": lines, "words": words, "longLines": long_lines,
                     "longWords": long_words}
        self.max_mib = int(heap[:-1]) * (1024 if heap.endswith("g") else 1) + BESIDE_HEAP_MIB


def many_lines(size, connections=1):
    piece = LINE * (4 * MIB // len(LINE))
    count = size // len(piece)
    lines = piece.count(b"\n") * count
    return Case("%d MB of lines, connections: %d" % (size // 10**6, connections), "512m", 1,
                (piece for _ in range(count)), lines, lines * len(LINE.split(b" ")),
                connections=connections)


def one_line(size):
    piece = LINE.replace(b"\n", b" ") * (4 * MIB // len(LINE))
    count = size // len(piece)
    # The space at the very end of a line has an empty word behind it, as split(" ") says.
    return Case("a line of %d MB, and a short one" % (size // 10**6), "512m", 1,
                itertools.chain((piece for _ in range(count)), [b"\nnext line\n"]),
                2, piece.count(b" ") * count + 1 + 2, long_lines=1)


def no_space(size, heap):
    """Each 16 MiB, the bound of a line, are a piece with one word, of which the start is kept."""
    piece = b"%07d," * (MIB // 8) % tuple(range(MIB // 8))
    count = size // len(piece)
    words = -(-count * len(piece) // (16 * MIB))
    return Case("%d MB without a space" % (size // 10**6), heap, 1,
                (piece for _ in range(count)), 1, words, long_lines=1, long_words=words)


def all_distinct(count, heap):
    """An odd factor makes all products differ, of ten digits most of them."""
    pieces = [b"".join(b"%x\n" % (word * 0x9E3779B1 & 0xFFFFFFFFFF)
                       for word in range(first, first + 100_000))
              for first in range(0, count, 100_000)]
    return Case("%d distinct words in a batch" % count, heap, 10, pieces, count, count, count)


def long_words(count, length, heap):
    """Distinct words that fit into no slot of a table, ten to a line."""
    def piece(first):
        words = [b"%0*d" % (length, word) for word in range(first, first + 50_000)]
        return b"".join(b" ".join(words[i:i + 10]) + b"\n" for i in range(0, len(words), 10))
    return Case("%d words of %d bytes" % (count, length), heap, 1,
                (piece(first) for first in range(0, count, 50_000)), count // 10, count)


def wait_for_room_in_batch(interval):
    """Batches end where the time is a multiple of the interval; what must be one batch begins early."""
    early = interval * 0.1 + 0.2
    while interval > 1 and not early < time.time() % interval < interval * 0.4:
        time.sleep(0.1)


def serve(listener, case, sent):
    clients = [listener.accept()[0] for _ in range(case.connections)]
    wait_for_room_in_batch(case.interval)
    sent["start"] = time.monotonic()
    pieces, lock = iter(case.pieces), threading.Lock()
    senders = [threading.Thread(target=send, args=(client, pieces, lock, sent), daemon=True)
               for client in clients]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    sent["end"] = time.monotonic()


def send(client, pieces, lock, sent):
    """Each connection takes the next piece as soon as it can."""
    with client:
        while True:
            with lock:
                piece = next(pieces, None)
                sent["bytes"] += len(piece or b"")
            if piece is None:
                return
            client.sendall(piece)


def peak_mib(pid):
    with open("/proc/%d/status" % pid) as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024


def received_blocks(folder):
    return [name for _, _, names in os.walk(folder) for name in names if name.startswith("input-")]


def run(case):
    sent = {"bytes": 0, "start": 0, "end": 0}
    with socket.create_server(("127.0.0.1", 0)) as listener, tempfile.TemporaryDirectory() as disk:
        server = threading.Thread(target=serve, args=(listener, case, sent), daemon=True)
        server.start()
        command = [DSSTREAM, "-h", "127.0.0.1", "-p", str(listener.getsockname()[1]),
                   "-i", str(case.interval), "--connections", str(case.connections),
                   "--on-eof", "stop", "--format", "json", "-n", "10", "-q"]
        env = dict(os.environ, JAVA_OPTS="-Xmx" + case.heap, SPARK_LOCAL_DIRS=disk)
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as job:
            batches, peak, on_disk = [], 0, 0
            for line in job.stdout:
                batches.append(json.loads(line))
                peak = max(peak, peak_mib(job.pid))
                on_disk = max(on_disk, len(received_blocks(disk)))
    expected = dict(case.sums, bytes=sent["bytes"])
    total = {key: sum(batch[key] for batch in batches) for key in expected}
    if case.distinct:
        total["distinct"] = max((batch["distinct"] for batch in batches), default=0)
        expected["distinct"] = case.distinct
    if job.returncode != 0 or total != expected or on_disk or peak > case.max_mib:
        print("FAIL %s: exit code %d, %d blocks on disk, peak %d of %d MiB, %s must be %s"
              % (case.name, job.returncode, on_disk, peak, case.max_mib, total, expected))
        return False
    rate = sent["bytes"] / 1e6 / max(1e-9, sent["end"] - sent["start"])
    print("ok   %s: -Xmx%s, %d MB taken at %.0f MB/s, peak %d MiB"
          % (case.name, case.heap, sent["bytes"] // 10**6, rate, peak), flush=True)
    return True


ONLY = sys.argv[2:]  # begins of names
CASES = [many_lines(4 * 10**9), many_lines(2 * 10**9, 64), one_line(10**9), all_distinct(10_000_000, "1g"),
         long_words(5_000_000, 60, "512m"), long_words(500_000, 1000, "512m"),
         no_space(10**9, "512m")]
sys.exit(0 if all([run(case) for case in CASES
                   if not ONLY or case.name.startswith(tuple(ONLY))]) else 1)
