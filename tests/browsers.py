"""Browsers for tests: each visitor is a browser profile of their own, and what goes wrong on their pages is kept."""

import contextlib
import re
import shutil
from pathlib import Path

from tests.servers import ROOT

SCREENS = ROOT / "build" / "screens"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright):
    """Start the system's Chromium; Playwright's own browsers are not needed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        raise RuntimeError("Chromium is not installed; `make test` says how to get it.")
    return playwright.chromium.launch(executable_path=path, args=QUIET)


EXPECTED = ("An unknown error occurred when fetching the script.", "net::ERR_INTERNET_DISCONNECTED")
"""What Chromium says of a page closed while its service worker is on its way, and of one that a test took offline."""


class Visitors:
    """Call it with an address to get a Playwright page that belongs to a new visitor: own cookies, own storage.

    `faults` gathers errors of scripts, of the console (what the Content-Security-Policy refused, too) and requests to
    other hosts. A test that ends with faults fails; one that provokes some clears the list.
    """

    def __init__(self, browser):
        self._browser = browser
        self._contexts = []
        self.faults = []

    def __call__(self, url, *, language="en-GB", width=1280, height=800, **options):
        viewport = {"width": width, "height": height}
        context = self._browser.new_context(locale=language, viewport=viewport, **options)
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        self._listen(context, host=url.split("/")[2])
        page = context.new_page()
        page.goto(url)
        return page

    def close(self):
        for context in self._contexts:
            with contextlib.suppress(Exception):
                context.close()

    def _listen(self, context, *, host):
        def spoken(message):
            if message.type == "error" and not any(said in message.text for said in EXPECTED):
                self.faults.append(f"{message.page.url if message.page else '?'}: {message.text}")

        def thrown(error):
            self.faults.append(f"{error.page.url if error.page else '?'}: {error.error}")

        def asked(request):
            if re.match(r"(https?|wss?)://", request.url) and request.url.split("/")[2] != host:
                self.faults.append(f"a request to another host: {request.url}")

        context.on("console", spoken)
        context.on("weberror", thrown)
        context.on("request", asked)


def photograph(page, name):
    """Keep a picture of the whole page as build/screens/<name>.png, for people to look at."""
    path = SCREENS / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path


def barriers(page, *, within=None):
    """What axe finds on the page that keeps people out (WCAG 2.2 A and AA), one readable line each."""
    # Evaluated through the debugger: a script tag would need the page's nonce.
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate(
        "([within, tags]) => axe.run(within || document, {runOnly: tags, resultTypes: ['violations']})", [within, tags]
    )
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['target']} {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
