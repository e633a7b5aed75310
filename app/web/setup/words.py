"""The words of the set-up page in the reader's language: names of languages, roles, states and permissions."""

from collections import Counter

from babel import Locale

from app.catalogue import N_, best, gettext, ngettext
from app.domain.folds import OTHERS, fold
from app.domain.shapes import LANGUAGES

PERMISSIONS = {
    "add": N_("Write cards"),
    "edit_own": N_("Change own cards"),
    "edit_all": N_("Change all cards"),
    "arrange": N_("Move and merge cards"),
    "comment": N_("Comment and react"),
    "vote": N_("Cast a ballot in an open vote"),
    "note": N_("Note what they take home"),
    "plan": N_("Write plans"),
    "preamble": N_("Write the preamble"),
    "endorse": N_("Say how far they agree"),
    "cards": N_("See the cards of others"),
    "authors": N_("See who wrote a card"),
}
ROLES = {
    "participant": N_("Delegate"),
    "facilitator": N_("Facilitator"),
    "resource": N_("Expert"),
    "observer": N_("Observer"),
}
STATES = {
    "invited": N_("has not answered"),
    "confirmed": N_("will come"),
    "declined": N_("cannot come"),
    "tried": N_("has tried"),
    "untried": N_("has not tried"),
    "here": N_("has come in"),
    "recent": N_("joined with the code in the last 15 minutes"),
    "removed": N_("removed from the list"),
}
TRIED = {
    "language": N_("Language"),
    "card": N_("A card"),
    "vote": N_("A vote"),
    "line": N_("The connection"),
}
WENT = {"good": N_("Good"), "slow": N_("Works, but slowly"), "failed": N_("No connection")}
DUTIES = {"chair": N_("Chair"), "rapporteur": N_("Rapporteur"), "translator": N_("Translator"), "host": N_("Host")}
BREAKDOWNS = {
    "none": N_("The total alone"),
    "safe": N_("Small groups folded together (from about 15 voters)"),
    "open": N_("Every group shown: each voter is told before"),
}
KINDS = {"finding": N_("Finding"), "challenge": N_("Challenge"), "practice": N_("Good practice")}


def words(spoken, shown):
    """What the templates of the page call by these names; `shown` is what view.seen() gave."""

    def _(text, **params):
        return gettext(spoken, text, **params)

    def named(pairs):
        return [(key, _(title)) for key, title in pairs]

    return {
        "tongue": lambda code: tongue(code, spoken),
        "tongues": [(code, tongue(code, spoken)) for code in shown["workshop"]["languages"]],
        "spoken": [(code, tongue(code, spoken)) for code in LANGUAGES],
        "spoken_in": lambda room: [(code, tongue(code, spoken)) for code in {*LANGUAGES, room["language"]}],
        "said_in": gettext,
        "ours": _ours,
        "named": named,
        "behind": [(stage["id"], f"{n}. {_(stage['title'])}") for n, stage in enumerate(shown["stages"], start=1)],
        "permitted": {key: _(title) for key, title in PERMISSIONS.items()},
        "duty_names": {key: _(title) for key, title in DUTIES.items()},
        "breakdowns": named(BREAKDOWNS.items()),
        "voted": lambda room, breakdown: voted(room["sizes"], breakdown, shown["workshop"]["perspectives"], spoken),
        "roles": {key: _(title) for key, title in ROLES.items()},
        "groups": {each["key"]: _(each["title"]) for each in shown["workshop"]["perspectives"]},
        "finding_kinds": named(KINDS.items()),
        "room_names": [(room["id"], room["name"]) for room in shown["rooms"]],
        "states": named(STATES.items()),
        "state_names": {key: _(title) for key, title in STATES.items()},
        "tries": lambda person: [
            (_(title), _(WENT[person["tries"][step]]) if step in person["tries"] else "–")
            for step, title in TRIED.items()
        ],
        "say": lambda lack: _(lack.text, **_readable(lack.params, spoken)),
    }


def voted(sizes, breakdown, perspectives, spoken):
    """What a room will see of its votes, in words. sizes: {perspective or `others`: how many delegates}."""
    many = sum(sizes.values())
    if breakdown == "none":
        return gettext(spoken, N_("The result of all ballots together, and how many have voted."))
    labels = fold(sizes, [each["key"] for each in perspectives]) if breakdown == "safe" else {key: key for key in sizes}
    if not labels:
        return ngettext(
            spoken,
            "With {n} delegate the groups are too small to be shown: the result of all ballots together.",
            "With {n} delegates the groups are too small to be shown: the result of all ballots together.",
            many,
        )
    shown = Counter()
    for key, size in sizes.items():
        shown[labels[key]] += size
    titles = {each["key"]: gettext(spoken, each["title"]) for each in perspectives}
    titles[OTHERS] = gettext(spoken, N_("Others"))
    groups = [(title, shown[key]) for key, title in titles.items() if shown[key]]
    told = ", ".join(f"{title} {size}" for title, size in groups)
    said = ngettext(
        spoken,
        "With {n} delegate: the result of all ballots together, and what each group gave ({groups}).",
        "With all {n} delegates: the result of all ballots together, and what each group gave ({groups}).",
        many,
        groups=told,
    )
    lone = ", ".join(title for title, size in groups if size == 1)
    if breakdown == "open" and lone:
        alone = N_("Whoever is the only one of a group is seen through: {groups}.")
        said += " " + gettext(spoken, alone, groups=lone)
    return said


def tongue(code, spoken):
    """The name of a language in another."""
    return Locale.parse(code.replace("-", "_")).get_display_name(spoken.replace("-", "_")) or code


def _ours(code, text):
    """An instruction of ours in another language; empty where it is there in none but its own."""
    told = gettext(code, text)
    return told if best(code) == code and told != text else ""


def _readable(params, spoken):
    """Lists of names in a line, and languages by their names."""
    told = {}
    for name, value in params.items():
        if isinstance(value, list):
            value = ", ".join(gettext(spoken, each) for each in value)
        told[name] = tongue(value, spoken) if name == "tongue" else value
    return told
