"""The README's Java is the code of compiled and tested examples; its links and commands exist."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parent.parent
readme = (ROOT / "README.md").read_text(encoding="utf-8")


def squeezed(text):
    return re.sub(r"\s+", "", text)


def sources():
    tested = list(ROOT.glob("dsstream-*/src/test/java/**/*.java"))
    javadoc = list(ROOT.glob("dsstream-testkit/src/main/java/**/*.java"))
    return squeezed("".join(re.sub(r"(?m)^ \* ?", "", p.read_text(encoding="utf-8"))
                            for p in tested + javadoc))


problems = []
code = sources()
blocks = re.findall(r"```java\n(.*?)```", readme, re.S)
for block in blocks:
    if squeezed(block) not in code:
        problems.append("no compiled example has this code:\n" + block)
for link in re.findall(r"\]\(([^)#:]+)\)", readme):
    if not (ROOT / link).exists():
        problems.append("no such file: " + link)
for path in re.findall(r"dsstream-cli/bin/\w+", readme):
    if not (ROOT / path).exists():
        problems.append("no such command: " + path)
print("%d Java blocks" % len(blocks), *problems, sep="\n")
sys.exit(1 if problems or len(blocks) < 4 else 0)
