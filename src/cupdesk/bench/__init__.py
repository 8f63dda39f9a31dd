"""The project's own benchmark: every figure beside a floor measured in the same run, so that a slow machine changes little."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from cupdesk.bench import documents, imports, many, start, tables

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from cupdesk.bench.measure import Measure


def run(args: Namespace) -> int:
    """Measure everything and print it, as a table or (`--json`) as `{name: {median, p99, floor, ratio, target, ok}}`."""
    if args.json:
        print(json.dumps({each.name: each.answer() for each in measures()}, ensure_ascii=False, indent=2))
        return 0
    print(f"{'':<48} {'median':>10} {'p99':>10} {'floor':>10} {'ratio':>7}  target")
    for each in measures():
        print(line(each), flush=True)
    return 0


def measures() -> Iterator[Measure]:
    """All measures, in turn; those without a window first, since it would leave much in memory for the others."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    yield from tables.measures()
    yield from many.measures()
    yield from documents.measures()
    yield from imports.measures()
    from cupdesk.bench import import_page, pages, palette, window

    yield from window.measures()
    yield from palette.measures()
    yield from pages.measures()
    yield from import_page.measures()
    yield from start.measures()


def line(measure: Measure) -> str:
    """A measure in one line of the table."""
    limits = (("ratio", measure.ratio_limit), ("median", measure.median_limit), ("p99", measure.p99_limit))
    target = ", ".join(f"{name} ≤ {limit:.4g}" for name, limit in limits if limit is not None)
    verdict = ("ok" if measure.ok else "MISSED") if target else ""
    figures = " ".join(f"{value:>7.2f} {measure.unit}" for value in (measure.median, measure.p99, measure.floor))
    return f"{measure.name:<48} {figures} {measure.ratio:>6.2f}×  {target} {verdict}".rstrip()
