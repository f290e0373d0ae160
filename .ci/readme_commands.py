"""Types the README's commands as they stand and compares what they print with what it promises."""

import collections
import json
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TYPED = "Ari Kata2 Ari\nhello  world don't\n"
RULE = "-" * 43


def wait_for(stream, text):
    """The lines up to the one that contains the text."""
    lines = []
    for line in stream:
        lines.append(line.rstrip("\n"))
        if text in line:
            return lines
    raise AssertionError("%r never came: %s" % (text, lines))


def start(command, **more):
    return subprocess.Popen(command, cwd=ROOT, shell=True, text=True, encoding="utf-8",
                            start_new_session=True, **more)


def netcat_and_ctrl_c(server, command):
    """Two terminals: the lines are typed once DSStream is there; Ctrl-C ends it."""
    nc = start("exec " + server, stdin=subprocess.PIPE)
    job = start("exec " + command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        said = wait_for(job.stderr, "connected to")
        nc.stdin.write(TYPED)
        nc.stdin.flush()
        printed = wait_for(job.stdout, "('world', 1)")
        job.send_signal(signal.SIGINT)
        rest, summary = job.stdout.read(), job.stderr.read()
        job.wait(timeout=60)
    finally:
        for process in (nc, job):
            process.kill()
            process.wait()
    frames = "\n".join(printed) + "\n" + rest
    counts = collections.Counter(word for line in TYPED.splitlines() for word in line.split(" "))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    full = "\n".join([RULE, "Time: TIME", RULE] + [str(pair) for pair in ordered]) + "\n\n"
    empty = "\n".join([RULE, "Time: TIME", RULE]) + "\n\n"
    shape = re.sub(r"\d{4}(-\d\d){2} \d\d(:\d\d){2}", "TIME", frames)
    assert re.fullmatch("(%s)*%s(%s)*" % tuple(map(re.escape, (empty, full, empty))), shape), frames
    assert job.returncode == 0, job.returncode
    assert "stopping: finishing the received lines" in summary and " 2 lines, 7 words, 33 bytes" in summary
    assert any(line.startswith("dsstream: counting localhost:9999") for line in said), said


def pipe_to_jq(command):
    listener = socket.create_server(("127.0.0.1", 9999))

    def serve():
        with listener, listener.accept()[0] as client:
            client.sendall(TYPED.encode())

    threading.Thread(target=serve, daemon=True).start()
    printed = subprocess.run(command, cwd=ROOT, shell=True, text=True, stdout=subprocess.PIPE,
                             timeout=120, check=True).stdout
    assert sum(json.loads(line) for line in printed.splitlines()) == 6, printed


def served(command, lines, wanted):
    """Lines of a server at 9999, and what is printed of them."""
    listener = socket.create_server(("127.0.0.1", 9999))
    job = start("exec " + command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        with listener, listener.accept()[0] as client:
            client.sendall(lines.encode())
            printed = wait_for(job.stdout, wanted[-1])
        assert printed[-len(wanted):] == wanted, printed
        assert "\n".join(wanted) in README, wanted
        job.send_signal(signal.SIGTERM)
        assert job.wait(timeout=60) == 0
    finally:
        job.kill()
        job.wait()


def join_a_table(command):
    table = ROOT / "lexicon.csv"
    try:
        table.write_text("good,positive\nbad,negative\n", encoding="utf-8")
        served(command, "good bad good plain good\n",
               ["('good', 'positive', 3)", "('bad', 'negative', 1)"])
    finally:
        table.unlink(missing_ok=True)


def kill_and_go_on(command):
    """A file, kill -9 once it is counted, another file, and both are in the total."""
    incoming, state, results = (ROOT / name for name in ("incoming", "state", "results"))
    try:
        incoming.mkdir()
        for number, (text, end) in enumerate([("to be\n", signal.SIGKILL),
                                              ("or not to be\n", signal.SIGTERM)]):
            (incoming / ".next").write_text(text, encoding="utf-8")
            (incoming / ".next").rename(incoming / str(number))
            job = start("exec " + command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            try:
                wait_for(job.stdout, "('be', %d)" % (number + 1))
                job.send_signal(end)
                assert job.wait(timeout=60) == (-end if end == signal.SIGKILL else 0)
            finally:
                job.kill()
                job.wait()
        told = [json.loads(path.read_text(encoding="utf-8"))
                for path in sorted(results.glob("batch-*.json"))]
        assert sum(result["lines"] for result in told) == 2, told
        assert told[-1]["counts"] == [["be", 2], ["to", 2], ["not", 1], ["or", 1]], told[-1]
    finally:
        for folder in (incoming, state, results):
            shutil.rmtree(folder, ignore_errors=True)


def main():
    commands = [re.sub(r"\s+#.*", "", line.strip())
                for line in re.findall(r"(?m)^    (?=\S)(.*)$", re.sub(r"(?s)```.*?```", "", README))]
    nc, job, json_job, files_job, values_job, join_job = (
        "nc -lk 9999",
        "dsstream-cli/bin/dsstream -h localhost -p 9999 -i 2",
        "dsstream-cli/bin/dsstream -p 9999 --on-eof stop --format json -n all | jq .distinct",
        "dsstream-cli/bin/dsstream --source files:incoming --running --state state --out results",
        "dsstream-cli/bin/dsstream -p 9999 -i 2 --reduce max --key 1 --value 2",
        "dsstream-cli/bin/dsstream -p 9999 -i 2 --join lexicon.csv")
    ours = (nc, job, json_job, files_job, values_job, join_job)
    run = (ROOT / ".ci/run").read_text(encoding="utf-8").replace("-B -ntp -q ", "")
    run = run.replace("-B -ntp ", "")
    elsewhere = [c for c in commands if c not in ours]
    unknown = [c for c in elsewhere if c not in run]
    assert not unknown, "commands that nothing runs: %s" % unknown
    assert set(ours) <= set(commands), commands
    netcat_and_ctrl_c(nc, job)
    print("ok   %s; %s; Ctrl-C" % (nc, job))
    pipe_to_jq(json_job)
    print("ok   " + json_job)
    served(values_job, "sensor-7 21.5\nsensor-8 19.25\nsensor-7 22\n",
           ["('sensor-7', 22)", "('sensor-8', 19.25)"])
    print("ok   " + values_job)
    join_a_table(join_job)
    print("ok   " + join_job)
    kill_and_go_on(files_job)
    print("ok   %s; kill -9, and again" % files_job)
    print("%d passed, 0 failed" % len(commands))


sys.exit(main())
