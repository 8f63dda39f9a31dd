"""The site in a real browser: nothing wider than a telephone or a desk, no serious finding of an accessibility checker, by day and by night.

Left out where there is no Chromium (`CHROMIUM` names another) or no axe-core.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from cupdesk.rules.book import Book
from cupdesk.rules.model import Season
from cupdesk.sheets.register import DOCUMENTS
from cupdesk.sheets.sheet import Sheet, Status
from cupdesk.sheets.web.site import site

BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
CHECKER = importlib.util.find_spec("axe_playwright_python")
SERIOUS = ("serious", "critical")
WIDTHS = (390, 1280)
pytestmark = pytest.mark.skipif(BROWSER is None or CHECKER is None, reason="needs Chromium and axe-core")

PROBE = """<!doctype html><meta charset="utf-8"><title>probe</title><pre id="said"></pre>{frames}<script>
const found = [];
const serious = {serious};
async function look(frame) {{
  const view = frame.contentWindow, page = frame.contentDocument;
  const script = page.createElement("script");
  script.textContent = document.getElementById("axe").textContent;
  page.head.appendChild(script);
  const result = frame.width == {checked} ? await view.axe.run(page, {{resultTypes: ["violations"]}}) : {{violations: []}};
  found.push({{
    page: frame.title, width: frame.width,
    over: page.documentElement.scrollWidth - page.documentElement.clientWidth,
    dark: view.matchMedia("(prefers-color-scheme: dark)").matches,
    findings: result.violations.filter(v => serious.includes(v.impact)).map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(", ")),
  }});
}}
addEventListener("load", async () => {{
  for (const frame of document.querySelectorAll("iframe")) await look(frame);
  document.getElementById("said").textContent = JSON.stringify(found);
}});
</script>"""


@pytest.fixture(scope="module")
def pages(season: Season) -> dict[str, str]:
    """A site: every document of a race and of a qualifying session, one of them superseded, and the lists."""
    book = Book(season)
    made: list[list[Sheet]] = []
    for language in ("fr", "en"):
        sheets = [DOCUMENTS[kind](book, "LEC/Q" if kind == "qualifying" else "LEC/R1", language) for kind in DOCUMENTS]
        made.append([replace(sheets[0], status=Status.SUPERSEDED), *sheets[1:]])
    return {name: content.decode() for name, content in site(made) if name.endswith(".html")}


def looked_at(pages: dict[str, str], folder: Path, *, dark: bool) -> list[dict[str, Any]]:
    """What the browser and the checker say of every page at every width."""
    assert BROWSER is not None
    assert CHECKER is not None
    assert CHECKER.origin is not None
    axe = (Path(CHECKER.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    frames = "".join(
        f'<iframe title="{escape(name)}" width="{width}" height="800" srcdoc="{escape(page)}"></iframe>'
        for name, page in pages.items()
        for width in WIDTHS
    )
    probe = PROBE.format(frames=frames, serious=json.dumps(SERIOUS), checked=WIDTHS[0])
    axe = axe.replace("</script", "<\\/script")
    probe = probe.replace("<script>", f'<script id="axe" type="text/plain">{axe}</script><script>', 1)
    place = folder / "probe.html"
    place.write_text(probe, encoding="utf-8")
    call = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    call += [f"--blink-settings=preferredColorScheme={0 if dark else 1}", "--virtual-time-budget=60000", "--dump-dom"]
    run = subprocess.run([*call, place.as_uri()], capture_output=True, text=True, timeout=240, check=True)
    said = re.search(r'<pre id="said">(.*?)</pre>', run.stdout, re.DOTALL)
    assert said is not None
    found: list[dict[str, Any]] = json.loads(unescape(said.group(1)))
    return found


@pytest.mark.parametrize(("dark", "language"), [(False, "fr"), (True, "en")], ids=["day", "night"])
def test_every_page_fits_and_has_no_serious_finding(
    pages: dict[str, str], tmp_path: Path, dark: bool, language: str
) -> None:
    pages = {name: page for name, page in pages.items() if name.endswith(f"-{language}.html")}
    found = looked_at(pages, tmp_path, dark=dark)
    assert len(found) == len(pages) * len(WIDTHS)
    assert {each["dark"] for each in found} == {dark}
    assert [each for each in found if each["over"] > 0] == []
    assert [(each["page"], each["findings"]) for each in found if each["findings"]] == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """A page that is wrong in both ways is told: this test can fail."""
    wrong = '<html><body><img src="x.png"><div style="width: 3000px">wide</div><button></button></body></html>'
    found = looked_at({"wrong.html": wrong}, tmp_path, dark=False)
    assert all(each["over"] > 0 for each in found)
    assert any("button-name" in finding for finding in found[0]["findings"])
