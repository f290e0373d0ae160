"""The README's Java is the code of compiled and tested examples; its links and commands exist."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "dsstream-testkit/README.md"]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def sources():
    tested = list(ROOT.glob("dsstream-*/src/test/java/**/*.java"))
    javadoc = list(ROOT.glob("dsstream-testkit/src/main/java/**/*.java"))
    return squeezed("".join(re.sub(r"(?m)^ \* ?", "", p.read_text(encoding="utf-8"))
                            for p in tested + javadoc))


problems = []
code = sources()
count = 0
for path in READMES:
    readme = path.read_text(encoding="utf-8")
    blocks = re.findall(r"```java\n(.*?)```", readme, re.S)
    count += len(blocks)
    for block in blocks:
        if squeezed(block) not in code:
            problems.append("no compiled example has this code:\n" + block)
    for link in re.findall(r"\]\(([^)#:]+)\)", readme):
        if not (path.parent / link).exists():
            problems.append("no such file: " + link)
    for command in re.findall(r"dsstream-cli/bin/\w+", readme):
        if not (ROOT / command).exists():
            problems.append("no such command: " + command)
print("%d Java blocks" % count, *problems, sep="\n")
sys.exit(1 if problems or count < 5 else 0)
