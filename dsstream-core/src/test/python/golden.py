"""Writes what Python itself makes of hostile text: the reference for SeedGoldenTest.

    python3 golden.py counts    > ../resources/io/dsstream/seed/counts.json
    python3 golden.py printable > ../resources/io/dsstream/seed/printable.txt
    python3 golden.py agree     < ../resources/io/dsstream/seed/printable.txt

Invalid UTF-8 appears only where Python's decoder and the JDK's agree on the number of U+FFFD.
"""

import collections
import json
import re
import sys
import unicodedata

TEXTS = {
    "the seed's own": b"Ari Kata2 Ari\nhello  world don't\n\n",
    "repeated, leading and trailing spaces": b"  a  b \n a\n   \nb  \n",
    "tabs do not separate": b"a\tb a\tb\n\t\n",
    "empty lines": b"\n\n\n",
    "crlf, lone cr, mixed": b"a b\r\nc\rd\n\r\n\r\re\r\n",
    "no line end at the end": b"a b\nc",
    "nothing": b"",
    "quotes": "it's \"so\" 'x' \"y\" both'\" \\ back\\slash\n".encode(),
    "accents": "naïve café cafe\u0301 ÀÉÎ ß\n".encode(),
    "cjk": "東京 日本語 中文 한국어 東京\n".encode(),
    "emoji": "👍 👩‍👩‍👧 🇮🇩 👍🏽 👍 ❤️ ☕\n".encode(),
    "right to left": "שלום مرحبا שלום \u202eevil\u202c \u2066x\u2069\n".encode(),
    "combining and thai": "สวัสดี नमस्ते q̣̇\n".encode(),
    "nul and escapes": b"\x00 a\x00b \x1b[31mred\x1b[0m \x07 \x7f \x08\x0b\x0c\x1c\x1f\n",
    "c1 and odd spaces": "\u0080 \u009b31m \u0085 \u00a0 \u00ad \u2028 \u2029 \u3000 \ufeff \u200b\n".encode(),
    "private, noncharacter, last": "\ue000 \ufdd0 \uffff \U0010ffff \U000e0001\n".encode(),
    "invalid bytes": b"\xff \xfe a\xffb \xc0\xaf \xe4 x\xe4\xb8 \xf0\x9f\x91 \x80\x80\n",
    "invalid merges with the real": "\ufffd \ufffd".encode() + b" \xff \x80\n",
    "formulas": b"=1+1 +1 -1 @x\n",
    "spaces only": b"     \n",
    "more than ten words": b"k j i h g f e d c b a a\n",
}


def lines_of(text):
    lines = re.split("\r\n|\r|\n", text)
    return lines[:-1] if lines[-1] == "" else lines


def pprint(counts):
    rule = "-" * 43
    shown = [str((word, count)) for word, count in counts[:10]]
    more = ["..."] if len(counts) > 10 else []
    return "\n".join([rule, "Time: 1970-01-01 00:00:01", rule] + shown + more + ["", ""])


def counts():
    cases = []
    for name, data in TEXTS.items():
        lines = lines_of(data.decode("utf-8", "replace"))
        words = [word for line in lines for word in line.split(" ")]
        counter = collections.Counter(words)
        ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        cases.append({
            "name": name,
            "hex": data.hex(),
            "lines": len(lines),
            "words": len(words),
            "counts": ordered,
            "pprint": pprint(ordered),
        })
    json.dump(cases, sys.stdout, indent=1)
    print()


def printable():
    """first-last in hex, + printable or - not; what this Python does not know is left out."""
    runs = []
    for c in range(0x110000):
        if unicodedata.category(chr(c)) == "Cn":
            continue
        sign = "+" if chr(c).isprintable() else "-"
        if runs and runs[-1][1] == c - 1 and runs[-1][2] == sign:
            runs[-1][1] = c
        else:
            runs.append([c, c, sign])
    for first, last, sign in runs:
        print("%x-%x %s" % (first, last, sign))


def agree():
    """Exits with 1 if this Python contradicts the table on stdin where both know a character."""
    wrong = []
    for line in sys.stdin:
        run, sign = line.split()
        first, last = (int(c, 16) for c in run.split("-"))
        wrong += ["%x" % c for c in range(first, last + 1)
                  if unicodedata.category(chr(c)) != "Cn" and chr(c).isprintable() != (sign == "+")]
    print("printable: %d contradictions %s" % (len(wrong), wrong[:10]))
    sys.exit(1 if wrong else 0)


{"counts": counts, "printable": printable, "agree": agree}[sys.argv[1]]()
