"""Two drawings of one agenda, which differ in our own words alone, as one: what is ours stands in both languages.

Both come from the same data, so their pieces are the same, in the same order. People's words stand there once, with
their gloss; a line of ours gets the other language's as its gloss, or beside it where there is no room for one.
"""

from dataclasses import replace

from app.export.paper.blocks import Figure, Heading, Paragraph, Points, Run, Seal, Table, plain


def beside(first, second):
    """An Agenda of two."""
    return replace(
        first,
        gloss=second.title if _differ(first.title, second.title) else (),
        state=_joined(first.state, second.state),
        blocks=tuple(map(_block, first.blocks, second.blocks)),
        annex=tuple(map(_block, first.annex, second.annex)),
    )


def _block(one, other):
    deeds = {Points: _points, Table: _table, Figure: _figure, Seal: _seal, Heading: _glossed, Paragraph: _glossed}
    return deeds[type(one)](one, other)


def _glossed(one, other):
    return replace(one, gloss=one.gloss or (other.line if _differ(one.line, other.line) else ()))


def _points(one, other):
    return replace(one, points=tuple(map(_point, one.points, other.points)))


def _point(one, other):
    said = {plain(line) for line in one.more}
    further = [line for line in other.more if plain(line) not in said]
    return replace(
        _glossed(one, other),
        label=_joined(one.label, other.label, "\n"),
        title=_joined(one.title, other.title),
        more=(*one.more, *further),
        points=tuple(map(_point, one.points, other.points)),
    )


def _table(one, other):
    rows = (tuple(map(_joined, *pair)) for pair in zip(one.rows, other.rows, strict=True))
    columns = tuple(_joined(*pair, "\n") for pair in zip(one.columns, other.columns, strict=True))
    return replace(one, caption=_joined(one.caption, other.caption), columns=columns, rows=tuple(rows))


def _figure(one, other):
    rows = ((_joined(name, also, "\n"), n) for (name, n), (also, _) in zip(one.rows, other.rows, strict=True))
    series = tuple(map(_joined, one.series, other.series))
    return replace(one, caption=_joined(one.caption, other.caption), series=series, rows=tuple(rows))


def _seal(one, other):
    said = {name: _joined(getattr(one, name), getattr(other, name), "\n") for name in ("label", "how")}
    return replace(one, **said, alt=_joined(one.alt, other.alt))


def _joined(one, other, between=" · "):
    return (*one, Run(between, one[-1].language), *other) if _differ(one, other) else one


def _differ(one, other):
    return bool(one) and bool(other) and plain(one) != plain(other)
