"""Find the messages in our JavaScript. Its templates nest code in text and text in code: it is read token by token.

A message is one double-quoted literal on one line: t("Saved"), tn("{n} card", "{n} cards", n). Texts of ours that come
as data (a stage's title, a result's note) may be passed as they are: t(stage.title).
"""

import json
import re
from typing import NamedTuple

MESSAGES = {"t": 1, "tn": 2}  # how many messages a call begins with
DATA = ("title", "instruction", "summary", "note", "standing")  # the names under which texts of ours come as data
OPEN, CLOSE = ("(", "[", "{", "${"), (")", "]", "}")
BEFORE_A_PATTERN = ("return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "await", "yield")
TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<word>[\w$]+)
    |(?P<sign>\?\.|.)""",
    re.VERBOSE | re.DOTALL,
)
PATTERN = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/\w*")
CHUNK = re.compile(r"(?:\\.|\$(?!\{)|[^\\`$])*", re.DOTALL)


class Token(NamedTuple):
    kind: str  # word, sign, string, pattern, or template: then `text` is its own text, with \0 where code stands
    text: str
    line: int
    tag: str = ""


class Call(NamedTuple):
    line: int
    messages: tuple
    fault: str = ""


def extract(file, keywords, comment_tags, options):
    """Babel's extractor: yields (line, function, messages, comments)."""
    for call in calls(file.read().decode("utf-8")):
        if call.messages:
            yield call.line, {1: "gettext", 2: "ngettext"}[len(call.messages)], call.messages, []


def calls(source):
    """Every call of t and tn as Call(line, its literal messages, what is wrong with it)."""
    found = list(tokens(source))
    for at, token in enumerate(found[:-1]):
        before = found[at - 1].text if at else ""
        called = token.kind == "word" and token.text in MESSAGES and found[at + 1].text == "("
        if called and before not in (".", "?.", "function"):
            yield _call(token, _arguments(found, at + 2))


def markup(source):
    """(line, text) of every HTML or SVG template, with \0 where code stands."""
    return [
        (each.line, each.text) for each in tokens(source) if each.kind == "template" and each.tag in ("html", "svg")
    ]


def tokens(source):
    """The tokens of `source` without space and comments; a template comes before the code inside it."""
    found = []
    _code(source, 0, found)
    return found


def _call(token, arguments):
    wanted = MESSAGES[token.text]
    given = arguments[:wanted]
    if len(given) == wanted and all(_is_literal(each) for each in given):
        return Call(token.line, tuple(json.loads(each[0].text) for each in given))
    if wanted == 1 and given and _is_data(given[0]):
        return Call(token.line, ())
    said = ", ".join("".join(part.text for part in each) for each in given)
    return Call(token.line, (), f"{token.text}({said}…) is not a double-quoted text on one line")


def _arguments(found, at):
    """The tokens of each argument of a call, from behind its opening bracket."""
    arguments, depth = [[]], 0
    for token in found[at:]:
        sign = token.text if token.kind == "sign" else ""
        depth += (sign in OPEN) - (sign in CLOSE)
        if depth < 0:
            break
        if sign == "," and depth == 0:
            arguments.append([])
        else:
            arguments[-1].append(token)
    return [each for each in arguments if each]


def _is_literal(argument):
    return len(argument) == 1 and argument[0].kind == "string" and argument[0].text[0] == '"'


def _is_data(argument):
    """Names only, one of them a name of data; a literal in it is a sign or two, no word."""
    if any(each.kind == "template" or (each.kind == "string" and re.search(r"\w", each.text)) for each in argument):
        return False
    return any(each.kind == "word" and each.text in DATA for each in argument)


def _code(source, at, found):
    """Read tokens into `found` up to the end, or to the brace that ends this piece of code; the place behind it."""
    depth = 0
    while at < len(source):
        line = source.count("\n", 0, at) + 1
        if source[at] == "`":
            at = _template(source, at + 1, line, found)
            continue
        if source[at] == "/" and _a_pattern_may_stand(found) and (pattern := PATTERN.match(source, at)):
            found.append(Token("pattern", pattern[0], line))
            at = pattern.end()
            continue
        match = TOKEN.match(source, at)
        at = match.end()
        if match[0] == "}" and depth == 0:
            break
        depth += (match[0] == "{") - (match[0] == "}")
        if match.lastgroup != "space":
            found.append(Token(match.lastgroup, match[0], line))
    return at


def _template(source, at, line, found):
    place, chunks = len(found), []
    tag = found[-1].text if found and found[-1].kind == "word" else ""
    found.append(None)
    while True:
        chunk = CHUNK.match(source, at)
        chunks.append(chunk[0])
        at = chunk.end()
        if source[at : at + 2] != "${":
            break
        found.append(Token("sign", "${", line))
        at = _code(source, at + 2, found)
        found.append(Token("sign", "}", line))
    found[place] = Token("template", "\0".join(chunks), line, tag)
    return at + 1


def _a_pattern_may_stand(found):
    """Whether a slash here begins a regular expression; behind a value it divides."""
    if not found:
        return True
    last = found[-1]
    if last.kind == "word":
        return last.text in BEFORE_A_PATTERN
    return last.kind == "sign" and last.text not in CLOSE
