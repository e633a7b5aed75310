"""The neutral document drawn with Word's own means."""

import io

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Text

from app import qr
from app.catalogue import N_, gettext
from app.export.office import ACCENT, INK, LATIN, PALE, PUT_IN, SOFT, TAKEN_OUT, east, fitting, legal, west
from app.export.office.drawn import chart
from app.export.paper.blocks import Figure, Heading, Paragraph, Points, Run, Seal, Table, plain

WIDTH = Cm(16.6)
CODE = Cm(3.8)  # the column of a QR code
LEAST, TURNED = Cm(2.4), Cm(1.1)  # a column of words, of numbers below a head set upright
PADDING = Cm(0.4)  # of a cell, left and right
BOLD = 1.1  # how much wider bold type is
CROWDED = 7  # columns beyond which a table is set small


def word(paper):
    """The bytes of a .docx."""
    return _Word(paper).bytes()


class _Word:
    def __init__(self, paper):
        self._paper, self._file, self._marks, self._charts = paper, docx.Document(), 0, 0
        self._end = self._file.element.body.sectPr
        self._dress()
        self._cover()
        if paper.across:
            self._title(paper.across.title, "across")
            for block in paper.across.blocks:
                self._block(block)
        for number, agenda in enumerate(paper.agendas, start=1):
            self._agenda(number, agenda)

    def bytes(self):
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    # The sheet, its styles, what stands above and below each page.

    def _dress(self):
        section = self._file.sections[0]
        section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2.2)
        properties = self._file.core_properties
        properties.title, properties.language = legal(plain(self._paper.title))[:255], west(self._paper.language)
        properties.author = properties.comments = ""
        for name, size, colour, before, after in STYLES:
            self._style(name, size, colour, before, after)
        self._ids = {style.name: style.style_id for style in self._file.styles}
        self._running(section)

    def _style(self, name, size, colour, before, after):
        styles = self._file.styles
        style = styles[name] if name in styles else styles.add_style(name, 1)
        style.font.size, style.font.color.rgb, style.font.italic = Pt(size), RGBColor.from_string(colour), False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        _face(style.element.get_or_add_rPr(), east(self._paper.language)[0], self._paper.language)

    def _running(self, section):
        section.different_first_page_header_footer = True
        self._runs(section.header.paragraphs[0], self._paper.title, soft=True)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for name, between in (("PAGE", " / "), ("NUMPAGES", "")):
            _field(foot, name, "1")
            foot.add_run(between)

    # The parts.

    def _cover(self):
        paper = self._paper
        self._add("Title", paper.title)
        if paper.subtitle:
            self._add("Subtitle", paper.subtitle)
        if paper.day:
            self._add("Normal", paper.day)
        if paper.agendas:
            # Not a heading: it would stand in its own list.
            self._file.add_paragraph(gettext(paper.language, N_("Contents")), "TOC Heading")
            self._contents()

    def _contents(self):
        """The field is filled here, for readers that fill no fields; Word adds the pages when it is updated."""
        first = self._file.add_paragraph(style="Contents")
        _begin(first, r'TOC \o "1-1" \h \z \u')
        lines = [("across", self._paper.across.title, ())] if self._paper.across else []
        lines += [(f"agenda{n}", each.title, each.state) for n, each in enumerate(self._paper.agendas, start=1)]
        for n, (anchor, title, told) in enumerate(lines):
            paragraph = self._file.add_paragraph(style="Contents") if n else first
            paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
            link = _link(paragraph, anchor)
            self._runs(paragraph, title, inside=link)
            state = paragraph.add_run(f"\t{legal(plain(told))}")
            state.font.color.rgb = RGBColor.from_string(SOFT)
        _end(paragraph)

    def _agenda(self, number, agenda):
        self._title(agenda.title, f"agenda{number}")
        if agenda.gloss:
            self._add("Gloss", agenda.gloss)
        self._add("State", agenda.state)
        for block in agenda.blocks:
            self._block(block)
        for n, block in enumerate(agenda.annex):
            drawn = self._block(block)
            if n == 0 and drawn is not None:
                drawn.paragraph_format.page_break_before = True

    def _title(self, line, anchor):
        self._add("Heading 1", line, anchor=anchor).paragraph_format.page_break_before = True

    def _block(self, block):
        deeds = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Points: self._points,
            Table: self._table,
            Figure: self._figure,
            Seal: self._seal,
        }
        return deeds[type(block)](block)

    def _heading(self, heading):
        paragraph = self._add(f"Heading {heading.level - 1}", (), anchor=heading.anchor)
        if heading.number:
            paragraph.add_run(f"{heading.number}. ")
        self._runs(paragraph, heading.line)
        if heading.gloss:
            self._add("Gloss", heading.gloss).paragraph_format.keep_with_next = True
        return paragraph

    def _paragraph(self, paragraph):
        if paragraph.line and paragraph.gloss and (paragraph.kind == "preamble" or self._paper.beside):
            table = self._file.add_table(rows=1, cols=2)
            for cell, line in zip(table.rows[0].cells, (paragraph.line, paragraph.gloss), strict=True):
                self._fill(cell, line, "Preamble" if paragraph.kind == "preamble" else "Cell")
            return None
        drawn = self._add(STYLED.get(paragraph.kind, "Normal"), paragraph.line)
        drawn.paragraph_format.keep_with_next = paragraph.kind == "turnout"
        if paragraph.gloss:
            self._add("Gloss", paragraph.gloss)
        return drawn

    def _points(self, points):
        if points.kind == "plan":
            return self._plan(points)
        style = "Quote" if points.kind == "reservations" else "List Bullet"
        first, *_ = [self._point(point, style) for point in points.points]
        return first

    def _point(self, point, style, below="List Bullet 2"):
        paragraph = self._add(style, (), anchor=point.anchor)
        head = point.label or point.title
        self._runs(paragraph, head, bold=True)
        if point.label:
            paragraph.add_run(": ")
        self._runs(paragraph, point.line)
        for line in (point.gloss, *point.more):
            if line:
                if head or point.line:
                    paragraph.add_run().add_break()
                self._runs(paragraph, line, soft=line is point.gloss)
        for under in point.points:
            self._point(under, below, "List Bullet 3")
        return paragraph

    def _plan(self, points):
        """A row a field: its label, what was written, and beside it the second language where there is any."""
        glossed = any(point.gloss for point in points.points)
        table = self._file.add_table(rows=0, cols=3 if glossed else 2, style="Table Grid")
        widths = [Cm(3.2), Cm(6.7), Cm(6.7)] if glossed else [Cm(3.2), Cm(13.4)]
        if glossed:
            language = self._paper.language
            heads = [gettext(language, label) for label in (N_("Field"), N_("As written"), N_("Second language"))]
            self._head(table.add_row(), [(Run(head, language),) for head in heads])
        for point in points.points:
            row = table.add_row()
            _whole(row)
            cells = row.cells
            self._fill(cells[0], point.label, "Cell", bold=True)
            self._fill(cells[1] if point.gloss or not glossed else cells[1].merge(cells[2]), point.line, "Cell")
            if point.gloss:
                self._fill(cells[2], point.gloss, "Cell")
        _widths(table, widths)
        self._add("Gap", ())
        for point in points.points:
            for card in point.points:
                self._point(card, "List Bullet")

    def _table(self, table):
        if table.caption:
            self._add("Caption", table.caption).paragraph_format.keep_with_next = True
        style = "Small cell" if len(table.columns) > CROWDED else "Cell"
        needs, turned = _needs(table, SIZES[style]), _needs(table, SIZES[style], turned=True)
        upright = sum(needs) > WIDTH >= sum(turned)
        drawn = self._file.add_table(rows=0, cols=len(table.columns), style="Table Grid")
        head = drawn.add_row()
        self._head(head, table.columns, style)
        if upright:
            _turn(head, table, SIZES[style])
        for row in table.rows:
            line = drawn.add_row()
            _whole(line)
            for n, (cell, told) in enumerate(zip(line.cells, row, strict=True)):
                self._fill(cell, told, style, right=n not in table.words)
        _widths(drawn, _shares(table, turned if upright else needs))
        self._add("Gap", ())

    def _head(self, row, columns, style="Cell"):
        _whole(row)
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)
        for cell, line in zip(row.cells, columns, strict=True):
            self._fill(cell, line, style, bold=True)
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
                shade.set(qn(f"w:{name}"), value)
            cell._tc.get_or_add_tcPr().append(shade)

    def _figure(self, figure):
        self._charts += 1
        if drawn := chart(self._file, figure, self._charts, width=WIDTH):
            drawn.paragraph_format.keep_with_next = True

    def _seal(self, seal):
        """The words, and beside them the code, which tells what it is to those who cannot see it."""
        if not seal.address:
            return self._sealed(self._last(), seal)
        table = self._file.add_table(rows=1, cols=2)
        _widths(table, [WIDTH - CODE, CODE])
        words, code = table.rows[0].cells
        self._sealed(words.paragraphs[0], seal)
        picture = code.paragraphs[0].add_run().add_picture(io.BytesIO(qr.png(seal.address)), width=CODE - Cm(0.4))
        picture._inline.docPr.set("descr", plain(seal.alt))
        return None

    def _sealed(self, paragraph, seal):
        self._styled(paragraph, "Normal")
        self._runs(paragraph, seal.label, soft=True)
        for line, bold in ((seal.fingerprint, True), (seal.how, False)):
            if line:
                paragraph.add_run().add_break()
                self._runs(paragraph, line, bold=bold, soft=not bold)
        return paragraph

    # Words.

    def _add(self, style, line, anchor=""):
        paragraph = self._styled(self._last(), style)
        if anchor:
            self._marks += 1
            _bookmark(paragraph, anchor, self._marks)
        self._runs(paragraph, line)
        return paragraph

    def _last(self):
        """A new paragraph at the end: python-docx looks for the end from the beginning, each time again."""
        paragraph = OxmlElement("w:p")
        self._end.addprevious(paragraph)
        return Text(paragraph, self._file)

    def _styled(self, paragraph, style):
        """By its id: python-docx looks each name up among two hundred, which took half of the time."""
        paragraph._p.style = self._ids[style]
        return paragraph

    def _fill(self, cell, line, style, *, bold=False, right=False):
        paragraph = self._styled(cell.paragraphs[0], style)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._runs(paragraph, line, bold=bold)

    def _runs(self, paragraph, line, *, bold=False, soft=False, inside=None):
        for run in line:
            made = paragraph.add_run(legal(run.text))
            made.bold = bold or None
            if run.mark:
                made.font.strike, made.font.underline = run.mark == "-" or None, run.mark == "+" or None
                made.font.color.rgb = RGBColor.from_string(PUT_IN if run.mark == "+" else TAKEN_OUT)
            if soft:
                made.font.color.rgb = RGBColor.from_string(SOFT)
            _face(made._r.get_or_add_rPr(), east(run.language)[0], run.language)
            if run.to:
                made.font.color.rgb = RGBColor.from_string(ACCENT)
                _link(paragraph, run.to).append(made._r)
            elif inside is not None:
                inside.append(made._r)


STYLES = (
    ("Normal", 10.5, INK, 0, 6),
    ("Title", 28, INK, 180, 8),
    ("Subtitle", 14, SOFT, 0, 10),
    ("TOC Heading", 13, INK, 28, 6),
    ("Heading 1", 20, INK, 0, 4),
    ("Heading 2", 14, ACCENT, 18, 6),
    ("Heading 3", 12, INK, 12, 2),
    ("List Bullet", 10.5, INK, 0, 4),
    ("List Bullet 2", 10, SOFT, 0, 3),
    ("List Bullet 3", 10, SOFT, 0, 3),
    ("Quote", 10.5, INK, 2, 6),
    ("Caption", 10, INK, 6, 4),
    ("Gloss", 10.5, SOFT, 0, 6),
    ("State", 10.5, SOFT, 0, 10),
    ("Preamble", 11, INK, 0, 6),
    ("Contents", 10.5, INK, 0, 3),
    ("Cell", 9.5, INK, 2, 2),
    ("Small cell", 7.5, INK, 1, 1),
    ("Gap", 4, INK, 0, 2),
)
SIZES = {name: size for name, size, *_ in STYLES}
STYLED = {"standing": "State", "present": "State", "preamble": "Preamble"}


def _needs(table, size, *, turned=False):
    """The least width of each column in type of `size` points; where heads are turned, its figures alone count."""

    def words(n):
        """They may be parted at a hyphen."""
        return [plain(row[n]) for row in table.rows] if turned else plain(table.columns[n]).replace("-", "- ").split()

    least = TURNED if turned else 0
    return [LEAST if n in table.words else max(least, _needed(words(n), size)) for n in range(len(table.columns))]


def _shares(table, needs):
    """Widths: a column of numbers takes what it needs, those of words share the rest."""
    numbers = sum(need for n, need in enumerate(needs) if n not in table.words)
    room = max(WIDTH - numbers, LEAST * len(table.words)) if table.words else 0
    scale = (WIDTH - room) / (numbers or 1)
    each = room // max(len(table.words), 1)
    return [each if n in table.words else int(need * scale) for n, need in enumerate(needs)]


def _needed(words, size):
    """What the longest of some words takes in a cell's bold type."""
    return PADDING + int(Pt(max((fitting.width(word, size * BOLD) for word in words), default=size)))


def _turn(head, table, size):
    """Set the heads of numbers upright, where side by side they would break in the middle of words."""
    head.height = max(_needed([plain(line)], size) for line in table.columns)
    for n, cell in enumerate(head.cells):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        if n not in table.words:
            turn = OxmlElement("w:textDirection")
            turn.set(qn("w:val"), "btLr")
            cell._tc.get_or_add_tcPr().append(turn)


# What python-docx has no words for.


def _face(properties, face, language):
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = properties._add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN)
    fonts.set(qn("w:eastAsia"), face or "Malgun Gothic")
    if face:
        fonts.set(qn("w:hint"), "eastAsia")
    tag = properties.find(qn("w:lang"))
    if tag is None:
        tag = OxmlElement("w:lang")
        properties.append(tag)
    tag.set(qn("w:eastAsia" if face else "w:val"), west(language))


def _field(paragraph, name, shown):
    _begin(paragraph, name)
    paragraph.add_run(shown)
    _end(paragraph)


def _begin(paragraph, instruction):
    run = paragraph.add_run()
    _mark(run, "begin")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = instruction
    run._r.append(text)
    _mark(run, "separate")


def _end(paragraph):
    _mark(paragraph.add_run(), "end")


def _mark(run, kind):
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)


def _link(paragraph, anchor):
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(anchor))
    link.set(qn("w:history"), "1")
    paragraph._p.append(link)
    return link


def _bookmark(paragraph, anchor, number):
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), _name(anchor))
        paragraph._p.append(mark)


def _name(anchor):
    """Word's bookmarks are at most 40 letters, digits and low lines."""
    return anchor.replace("-", "_")[-40:].lstrip("_0123456789")


def _whole(row):
    """A row that no page parts."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _widths(table, widths):
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = width
