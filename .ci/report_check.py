"""Opens the benchmark's pages in a browser, wide and narrow: every chart is drawn, nothing fails."""

import html.parser
import os
import pathlib
import re
import subprocess
import sys

BROWSER = ["chromium-headless-shell", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]
SANDBOX = ["--no-sandbox"] if os.getuid() == 0 else []  # Chromium's own is not for root


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.charts = []  # of each figure what is drawn in it: tags and their attributes
        self.problems = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "figure":
            self.charts.append([])
        elif self.charts:
            self.charts[-1].append((tag, values))
        if tag in ("img", "iframe", "link") and values.get("rel") != "icon":
            self.problems.append("must not be there: " + self.get_starttag_text())
        if any(re.search("NaN|undefined|Infinity", value or "")
               for name, value in attrs if name != "data-chart"):
            self.problems.append("must be drawn at a place: " + self.get_starttag_text())

    def check(self):
        for number, drawn in enumerate(self.charts, 1):
            tags = [tag for tag, _ in drawn]
            if [values.get("role") for tag, values in drawn if tag == "svg"] != ["img"]:
                self.problems.append("chart %d must be one image" % number)
            elif not {"title", "desc", "text"} <= set(tags) or not {"rect", "path"} & set(tags):
                self.problems.append("chart %d must have marks and names: %s" % (number, set(tags)))
        return self.problems


def look(path, width):
    command = BROWSER + SANDBOX + ["--window-size=%d,900" % width, path.resolve().as_uri()]
    seen = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    page = Page()
    page.feed(seen.stdout)
    said = [line for line in seen.stderr.splitlines() if "CONSOLE" in line]
    none = [] if page.charts else ["no chart"]
    print("%s, %d px: %d charts" % (path, width, len(page.charts)))
    return ["%s, %d px: %s" % (path, width, p) for p in page.check() + said + none]


problems = [p for name in sys.argv[1:] for width in (1200, 390)
            for p in look(pathlib.Path(name), width)]
print(*problems, sep="\n")
sys.exit(1 if problems or len(sys.argv) < 2 else 0)
