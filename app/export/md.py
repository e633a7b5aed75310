"""Each room's agenda as a Markdown document: what was declared, then how it came about, then all the other cards."""

import re

from app.export.paper import document
from app.export.paper.blocks import Heading, Paragraph, Points, Seal, Table, plain

TYPE = "text/markdown; charset=utf-8"
SUFFIX = ".md"
BESIDE = True


def write(agenda, *, language):
    """UTF-8. What people wrote is escaped, so that it reads as they wrote it."""
    paper = document(agenda, language=language)
    agendas = [_agenda(each) for each in paper.agendas]
    if paper.across:
        agendas.insert(0, _blocks(_heading(2, paper.across.title), *map(_block, paper.across.blocks)))
    return (_blocks(_heading(1, paper.title), _line(paper.subtitle), _line(paper.day), *agendas) + "\n").encode()


def _agenda(agenda):
    return _blocks(
        _heading(2, agenda.title), _line(agenda.gloss), _line(agenda.state), *map(_block, agenda.blocks + agenda.annex)
    )


def _block(block):
    """A block as Markdown. What a figure shows, the table after it tells."""
    writer = {Heading: _titled, Paragraph: _paragraph, Points: _points, Table: _table, Seal: _seal}.get(type(block))
    return writer(block) if writer else ""


def _titled(heading):
    number = f"{heading.number}. " if heading.number else ""
    return _blocks(_heading(heading.level, heading.line, number), _line(heading.gloss))


def _paragraph(paragraph):
    return _blocks(paragraphs(plain(paragraph.line)), paragraphs(plain(paragraph.gloss)))


def _points(points):
    return "\n".join(_point(point) for point in points.points)


def _point(point, indent=""):
    texts = [line for each in (point.line, point.gloss, *point.more) for line in lines(plain(each))]
    if point.label:
        first, *rest = texts or [""]
        texts = [f"**{_line(point.label)}:** {first}", *rest]
    elif point.title:
        texts = [f"**{_line(point.title)}**", *texts]
    # An empty point would turn the words above it into a heading.
    item = [f"{indent}- " + f"\\\n{indent}  ".join(texts)] if texts else []
    return "\n".join([*item, *(_point(below, f"{indent}  ") for below in point.points)])


def _table(table):
    rows = [table.columns, *table.rows]
    head, *body = [f"| {' | '.join(map(_line, row))} |" for row in rows]
    grid = "\n".join([head, f"| {' | '.join(['---'] * len(table.columns))} |", *body])
    return _blocks(f"**{_line(table.caption)}**" if table.caption else "", grid)


def _seal(seal):
    return _blocks(f"**{_line(seal.label)}:** {_line(seal.fingerprint)}", _line(seal.how))


def _line(runs):
    return line(plain(runs))


def _heading(level, line, number=""):
    return f"{'#' * level} {number}{_line(line)}"


def _blocks(*blocks):
    return "\n\n".join(block for block in blocks if block)


# People's words come in through `line`, `lines` and `paragraphs` only.


def line(text):
    """`text` on one line, its signs as signs."""
    flat = " ".join(text.split())
    flat = re.sub(r"[\\`*_\[\]#|~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)", r"\\\g<0>", flat)
    return re.sub(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=>:]))", r"\1\\", flat)


def lines(text):
    """The lines of `text` that hold anything."""
    return [line(each) for each in text.splitlines() if each.strip()]


def paragraphs(text):
    return _blocks(*("\\\n".join(lines(part)) for part in re.split(r"\n\s*\n", text)))
