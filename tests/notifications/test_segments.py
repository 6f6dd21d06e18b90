"""How many messages a text is, by the rules of GSM 03.38; the browser counts the same."""

import json
import subprocess

import pytest

from notifications.segments import measure
from tests.plumbing import ROOT

CASES = [
    ("", ("GSM-7", 0, 0)),
    ("Hello", ("GSM-7", 5, 1)),
    ("a" * 160, ("GSM-7", 160, 1)),
    ("a" * 161, ("GSM-7", 161, 2)),
    ("a" * 306, ("GSM-7", 306, 2)),
    ("a" * 307, ("GSM-7", 307, 3)),
    ("Grüße à Ñandú"[:7], ("GSM-7", 7, 1)),
    ("€" * 80, ("GSM-7", 160, 1)),
    ("€" * 81, ("GSM-7", 162, 2)),
    ("a" * 152 + "€" + "a" * 152, ("GSM-7", 306, 3)),
    ("a[b]\\^~|{}", ("GSM-7", 18, 1)),
    ("ç", ("UCS-2", 1, 1)),
    ("’" * 70, ("UCS-2", 70, 1)),
    ("’" * 71, ("UCS-2", 71, 2)),
    ("’" * 134, ("UCS-2", 134, 2)),
    ("’" * 135, ("UCS-2", 135, 3)),
    ("😀" * 35, ("UCS-2", 70, 1)),
    ("😀" * 36, ("UCS-2", 72, 2)),
    ("😀" * 67, ("UCS-2", 134, 3)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_is_measured_as_telephones_do(text, expected):
    found = measure(text)
    assert (found.encoding, found.units, found.segments) == expected


def test_the_browser_counts_the_same(tmp_path):
    source = (ROOT / "static/js/segments.js").read_text()
    start, end = source.index("const GSM"), source.index("attach(")
    script = source[start:end].replace("export ", "")
    script += (
        f"\nfor (const text of {json.dumps([text for text, _ in CASES])}) console.log(JSON.stringify(measure(text)))\n"
    )
    file = tmp_path / "measure.mjs"
    file.write_text(script)
    done = subprocess.run(["node", file], capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["encoding"], one["units"], one["segments"]) for one in found] == [expected for _, expected in CASES]
