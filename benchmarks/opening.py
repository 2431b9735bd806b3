"""How long a report takes to open, as a ratio: report.html against a bare page of the same size, in one browser.

    python -m benchmarks.opening RUN [--times 5]

RUN is a run folder or an HTML file. Both pages are opened from disk in Chromium, in turns and each time in a new
profile. Prints the median seconds from the request to the first paint with content, to DOMContentLoaded, to load, and
to the first frame drawn after it, when the page scrolls and answers; and the processor seconds of the page's main
thread until then, which other work on the machine does not change much. The goal for a report of 1,000 articles is less
than 25 MB and 3 s. The bare page holds the report's text as plain paragraphs, over and over up to as many bytes.
"""

import argparse
import re
import shutil
from html import escape, unescape
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

PARAGRAPH = 600  # characters
# Frames are drawn after load: the second one begins when the first is on the screen.
USABLE = """() => new Promise(done => {
  const frame = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() / 1000)));
  document.readyState === "complete" ? frame() : addEventListener("load", frame);
})"""
TIMES = """() => { const [n] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [paint?.startTime, n.domContentLoadedEventEnd, n.loadEventEnd].map(ms => ms / 1000); }"""
STEPS = ("first paint", "DOMContentLoaded", "load", "usable", "main thread")


def bare(report: str) -> str:
    """A page of as many bytes as the report, with its text as plain paragraphs."""
    body = re.sub(r"<(script|style)>.*?</\1>", "", report, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
    paragraphs = [f"<p>{escape(text[i : i + PARAGRAPH], quote=False)}</p>\n" for i in range(0, len(text), PARAGRAPH)]
    head, size, parts = (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Bare</title>\n',
        len(report.encode()),
        [],
    )
    size -= len(head)
    while size > 0:
        for paragraph in paragraphs:
            parts.append(paragraph)
            size -= len(paragraph.encode())
            if size <= 0:
                break
    return head + "".join(parts)


def opened(playwright, chromium: str, file: Path) -> tuple[float, ...]:
    """Seconds to each of ``STEPS``, in a browser that has seen nothing before."""
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(300_000)
    inspector = page.context.new_cdp_session(page)
    inspector.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(file.as_uri(), wait_until="commit")
    usable = page.evaluate(USABLE)
    worked = {m["name"]: m["value"] for m in inspector.send("Performance.getMetrics")["metrics"]}["TaskDuration"]
    times = (*page.evaluate(TIMES), usable, worked)
    browser.close()
    return times


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--times", type=int, default=5)
    arguments = parser.parse_args()
    report = arguments.run / "report.html" if arguments.run.is_dir() else arguments.run
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("no Chromium on this machine.")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        plain = Path(folder) / "bare.html"
        plain.write_text(bare(report.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        both = [
            (opened(playwright, chromium, report), opened(playwright, chromium, plain)) for _ in range(arguments.times)
        ]
        sizes = [file.stat().st_size / 1e6 for file in (report, plain)]
    ours, others = ([median(column) for column in zip(*times, strict=True)] for times in zip(*both, strict=True))
    print(f"{report}: {sizes[0]:.1f} MB; bare page: {sizes[1]:.1f} MB; medians of {arguments.times}")
    for step, mine, other in zip(STEPS, ours, others, strict=True):
        print(f"  {step:18s} {mine:6.2f} s   bare {other:6.2f} s   ratio {mine / other:.2f}")


if __name__ == "__main__":
    main()
