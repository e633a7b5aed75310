"""Find the messages in our Python: N_("…"), gettext(language, "…"), ngettext(language, "…", "…", n)."""

import ast

# Which arguments of a call are messages. `say` is what exports call gettext.
MESSAGES = {"N_": (0,), "gettext": (1,), "say": (1,), "ngettext": (1, 2)}


def extract(file, keywords, comment_tags, options):
    """Babel's extractor: yields (line, function, messages, comments)."""
    for call, name in calls(ast.parse(file.read())):
        messages = tuple(_literal(call, place) for place in MESSAGES[name])
        if all(messages):
            yield call.lineno, "ngettext" if len(messages) == 2 else "gettext", messages, []


def faults(source):
    """(line, what is wrong) of every text that is marked for translation and cannot be found."""
    for call, name in calls(ast.parse(source)):
        if name == "N_" and not _literal(call, 0):
            yield call.lineno, "N_(…) holds more than one text"


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", None)) in MESSAGES:
            yield node, getattr(node.func, "attr", getattr(node.func, "id", None))


def _literal(call, place):
    given = call.args[place] if place < len(call.args) else None
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None
