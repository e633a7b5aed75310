"""What people do on the screens, by the words they see there."""

import csv
import re

from playwright.sync_api import expect

from tests.browsers import barriers, photograph
from tests.live.workshop import PASSWORD, account

SIZES = {"desk": (1440, 900), "half": (1024, 768), "beside": (640, 800), "phone": (390, 844)}
MOST_TABS = 120
AT_A_DESK = {"width": 1440, "height": 900, "reduced_motion": "reduce"}
TRIED = {("desk", "light"), ("desk", "dark"), ("phone", "light")}
"""Where axe looks: colours and the small screen."""


def doors(product):
    """What the terminal says about the demo: {"as organiser": address, …, "join code": code}."""
    said = (re.match(r"  (as \w+|join code)\s+(\S.*?)(?:   \(works once\))?$", line) for line in product.stdout)
    return {match[1]: match[2] for match in said if match}


def links(console):
    """{reference: personal link} of everybody on the list, from the file that an organiser takes along."""
    console.get_by_role("button", name="Share and export").click()
    with console.expect_download() as taken:
        console.get_by_role("menuitem", name="Personal links (CSV)").click()
    with taken.value.path().open(encoding="utf-8-sig", newline="") as file:
        return {row["reference"]: row["link"] for row in csv.DictReader(file)}


def take_seat(page, name, *, language="English"):
    """On a page opened by a personal link: say who one is, and come into the room."""
    page.get_by_label("Language", exact=True).select_option(label=language)
    page.get_by_role("button", name=f"Yes, I am {name}").click()


def line(page, words):
    """The line to the server is in this state: "Saved", "Offline: …"."""
    expect(page.get_by_role("banner").get_by_role("status")).to_have_text(words)


def column(page, theme):
    return page.get_by_role("region", name=theme, exact=True)


def card(place, title):
    """The card with this title, as a whole; `place` is a page or a part of it."""
    page = getattr(place, "page", place)
    return place.get_by_role("article").filter(has=page.get_by_role("button", name=title, exact=True))


def seen_by(pages, find):
    """Everybody has it on the screen; `find(page)` says where."""
    for page in pages:
        expect(find(page)).to_be_visible()


def write(place, title):
    """A card: one sentence, and Enter."""
    field = place.get_by_label("Your idea, in one sentence")
    field.fill(title)
    field.press("Enter")
    expect(card(place, title)).to_be_visible()


def write_first(page, title):
    """The first card one writes opens the form."""
    page.get_by_role("button", name="Add a card").first.click()
    write(page, title)


def choose(page, item, *, of):
    """Open the menu of the card `of` and choose an item."""
    page.get_by_role("button", name=f"“{of}”: more").click()
    page.get_by_role("menuitem", name=item).click()


def answer(page, heading, button):
    """A question stands over the page; the answer is a button."""
    question = page.get_by_role("dialog", name=heading)
    question.get_by_role("button", name=button, exact=True).click()
    expect(question).to_be_hidden()


def step(page, stage, *, programme="Programme"):
    """The room has come to this stage; `programme` is what the list of stages is called."""
    expect(page.get_by_role("navigation", name=programme).locator("[aria-current=step]")).to_contain_text(stage)


def sign_in(visit, workshop):
    """The list of workshops of the organiser of `workshop`, by password."""
    return _signed_in(visit, workshop.url, workshop.email, "Your workshops")


def new_organiser(visit, url):
    """The desk of an organiser who has no workshop yet."""
    return _signed_in(visit, url, account(url)["account"]["email"], "No workshop yet")


def _signed_in(visit, url, email, heading):
    page = visit(f"{url}/sign-in", **AT_A_DESK)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    return page


def at_a_board(visit, workshop):
    """KR-04 at a desk, in the room, in shape."""
    workshop.start("shape")
    page = visit(workshop.seats["KR-04"]["link"], **AT_A_DESK)
    take_seat(page, "KR-04")
    line(page, "Saved")
    return page


def leave(page):
    """Close the page as people do. Where it asks whether to leave, the question; the answer is still to be given."""
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    return asked.value


def pasted(page):
    """What this visitor has copied: pasted by hand, because our pages may not read the clipboard."""
    paper = page.context.new_page()
    paper.set_content("<textarea></textarea>")
    field = paper.locator("textarea")
    field.press("Control+V")
    words = field.input_value()
    paper.close()
    return words


def press(page, *keys):
    """Press keys one by one; after each the focus is somewhere."""
    for key in keys:
        page.keyboard.press(key)
        held(page)


def held(page):
    """The focus is on something, not lost to the page as a whole."""
    expect(page.locator(":focus")).to_have_count(1)


def reach(wanted):
    """Go on with Tab until `wanted` has the focus."""
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_TABS} Tabs do not lead to {wanted}")


def look(page, name, *, sizes=SIZES, schemes=("light", "dark")):
    """Keep the screen in every size, the widest and the narrowest also dark; in these two nothing keeps anybody out."""
    found = {}
    for size in sizes:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        for scheme in schemes if size in ("desk", "phone") else ("light",):
            page.emulate_media(color_scheme=scheme)
            photograph(page, f"{name}-{size}" + ("-dark" if scheme == "dark" else ""))
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide at {size}"
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)", "no paper"
            found[size, scheme] = barriers(page) if (size, scheme) in TRIED else []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": AT_A_DESK["width"], "height": AT_A_DESK["height"]})
    assert {where: lines for where, lines in found.items() if lines} == {}
