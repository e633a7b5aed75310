"""Slides: a title, what several rooms share, each room's measures and how far it agrees, and its votes as charts."""

import io

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from app.catalogue import N_, ngettext
from app.domain.rule import SUPPORTING
from app.export import day, heading, readable
from app.export.office import INK, LATIN, SOFT, east, legal, west
from app.export.office.charts import chart_of, dress, worth
from app.export.office.fitting import fitting, short
from app.export.paper import document
from app.export.paper.blocks import Figure, Points, Run, plain
from app.export.paper.words import Words

SIZES = (26, 24, 22, 20, 18, 16)
SMALLEST = (14, 12, 11)  # for a measure that has a slide of its own
TITLES = (40, 36, 32, 28, 24, 20, 18, 16, 14, 12, 11)
LEFT, TOP, ACROSS = Inches(0.65), Inches(0.45), Inches(12)
BODY_TOP, BODY_DOWN, FOOT_TOP = Inches(1.75), Inches(4.55), Inches(6.4)
TITLE_BOX = (TOP, Inches(0.8))
MOST = 140  # letters of a field
MOST_BARS = 12
TITLE_ONLY = 5  # the layout of the stock template that has a title and nothing else


def slides(agenda, language):
    """The bytes of a .pptx."""
    deck = _Deck(agenda, document(agenda, language=language), language)
    out = io.BytesIO()
    deck.file.save(out)
    return out.getvalue()


class _Deck:
    def __init__(self, agenda, paper, language):
        self.file, self._language = Presentation(), language
        self._layout()
        self._cover(paper)
        if paper.across:
            self._across(paper.across)
        for room, told in zip(agenda["rooms"], paper.agendas, strict=True):
            self._country(agenda, readable(agenda, room), told)
        for told in paper.agendas:
            self._charts(told.name, told.annex)

    def _layout(self):
        self.file.slide_width, self.file.slide_height = Inches(13.333), Inches(7.5)
        layout = self.file.slide_layouts[TITLE_ONLY]
        for shape in list(layout.placeholders):
            if shape.placeholder_format.idx:
                shape._element.getparent().remove(shape._element)
            else:
                shape.left, shape.top, shape.width, shape.height = LEFT, TOP, ACROSS, Inches(0.8)

    def _cover(self, paper):
        properties = self.file.core_properties
        properties.title, properties.author = legal(plain(paper.title))[:255], ""
        slide = self._slide(paper.title, box=(Inches(2), Inches(2)), anchor=MSO_ANCHOR.BOTTOM)
        below = [(paper.subtitle, 1, False), (paper.day, 0.8, True)]
        self._text(slide, [each for each in below if each[0]], (24, 20, 16), Inches(4.2), Inches(1.6))

    # Across the rooms: the themes that they share, as many as are read from afar, and how far each agrees.

    def _across(self, chapter):
        for group in filter(None, _grouped(_shared(chapter))):
            slide = self._slide(chapter.title)
            self._text(slide, [line for theme in group for line in theme], SIZES + SMALLEST, BODY_TOP, BODY_DOWN)
        self._charts(chapter.title, chapter.blocks)

    # A room: three measures a slide if they fit, else as many as do.

    def _country(self, agenda, room, told):
        words = Words(self._language, room=room["language"] or agenda["language"], workshop=agenda["language"])
        measures = [_measure(n, measure, room, words) for n, measure in enumerate(room["measures"], start=1)]
        measures = measures or [[(words.say(N_("No measure has been adopted yet.")), 1, True)]]
        foot = [(_agreement(room, words), 1, False)]
        for group in _grouped(measures):
            slide = self._slide(told.name)
            self._text(slide, [(told.state, 1, True)], (14, 12), Inches(1.2), Inches(0.4))
            self._text(slide, [each for measure in group for each in measure], SIZES + SMALLEST, BODY_TOP, BODY_DOWN)
            self._text(slide, foot, (16, 14, 12), FOOT_TOP, Inches(0.65))

    def _charts(self, title, blocks):
        for figure in blocks:
            if isinstance(figure, Figure) and worth(figure):
                self._chart(title, figure)

    def _chart(self, title, figure):
        slide = self._slide(title)
        caption = figure.caption
        if len(figure.rows) > MOST_BARS:
            caption = (*caption, Run(f" ({MOST_BARS} / {len(figure.rows)})", self._language))
        self._text(slide, [(caption, 1, True)], (18, 16, 14), Inches(1.2), Inches(0.5))
        figure = Figure(figure.kind, caption, figure.series, figure.rows[:MOST_BARS])
        kind, data = chart_of(figure)
        frame = slide.shapes.add_chart(kind, LEFT, Inches(1.8), ACROSS, _down(figure), data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", legal(plain(caption)))
        dress(frame.chart._chartSpace, figure, 14)

    # Slides and words.

    def _slide(self, title, box=TITLE_BOX, anchor=MSO_ANCHOR.MIDDLE):
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = LEFT, box[0], ACROSS, box[1]
        self._fill(shape.text_frame, [(title, 1, False)], TITLES, box[1], anchor, bold=True)
        return slide

    def _text(self, slide, lines, sizes, top, down):
        shape = slide.shapes.add_textbox(LEFT, top, ACROSS, down)
        self._fill(shape.text_frame, lines, sizes, down, MSO_ANCHOR.TOP)

    def _fill(self, frame, lines, sizes, down, anchor, *, bold=False):
        """lines: [(line, share of the size, soft), ...], a paragraph each."""
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        texts = [(plain(line), share) for line, share, _ in lines]
        size = fitting(texts, sizes, ACROSS.pt, down.pt) or sizes[-1]
        for n, (line, share, soft) in enumerate(lines):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.alignment = 1
            for run in line:
                _run(paragraph, run, size * share, soft, bold)


def _shared(chapter):
    """The paragraphs of each theme: its title, and the rooms that share it."""
    for theme, below in zip(chapter.blocks, chapter.blocks[1:], strict=False):
        if isinstance(below, Points) and below.kind == "shared":
            names = [room.label for room in below.points]
            rooms = tuple(run for n, line in enumerate(names) for run in ((Run(" · ", "en"), *line) if n else line))
            yield [(theme.line, 1, False), (rooms, 0.75, True), ((), 0.5, False)]


def _measure(number, measure, room, words):
    """Its paragraphs: what, in the second language too, and who leads it by when."""
    title, gloss = heading(room, measure)
    what = words.said(short(title, 200)) or words.say(N_("Without a title yet"))
    lines = [((*words.ours(f"{number}. "), *what), 1, False)]
    if gloss:
        lines.append((words.said(short(gloss, 200)), 0.75, True))
    facts = [(N_("Lead"), _lead(measure, words)), (N_("By when"), words.ours(day(measure["by_when"], words.language)))]
    told = words.join([words.join([words.say(label), line], ": ") for label, line in facts if line], " · ")
    return [*lines, (told, 0.75, False), ((), 0.5, False)] if told else [*lines, ((), 0.5, False)]


def _lead(measure, words):
    plan = measure["plan"]
    told = [words.said(short(plan.get(key) or "", MOST)) for key in ("lead", "lead_gloss")]
    return words.join(told, " / ")


def _agreement(room, words):
    revealed = room["declaration"]["revealed"]
    if not revealed:
        return words.say(N_("How far the delegates agree has not been shown yet."))
    given = sum(revealed["levels"].values())
    supporting = sum(revealed["levels"].get(str(level), 0) for level in SUPPORTING)
    told = words.say(N_("{supporting} of {given} delegates support it."), supporting=supporting, given=given)
    told = words.join([told, words.say(N_("Rule met.") if revealed["rule"]["met"] else N_("Rule not met."))])
    if n := sum(not each.get("removed") for each in revealed["reservations"]):
        told = words.join([told, words.ours(ngettext(words.language, "{n} reservation.", "{n} reservations.", n))])
    return told


def _grouped(measures):
    """The measures of each slide: all on one if they fit in a size that is read from afar, else fewer."""
    groups = [[]]
    for measure in measures:
        tried = [each for one in [*groups[-1], measure] for each in one]
        texts = [(plain(line), share) for line, share, _ in tried]
        if groups[-1] and not fitting(texts, SIZES, ACROSS.pt, BODY_DOWN.pt):
            groups.append([])
        groups[-1].append(measure)
    return groups


def _down(figure):
    """So high that few bars do not grow fat."""
    return Inches(min(5.1, 1.2 + 0.9 * len(figure.rows)) if figure.kind in ("bars", "levels") else 5.1)


def _run(paragraph, told, size, soft, bold):
    run = paragraph.add_run()
    run.text = legal(told.text).replace("\n", " ")
    run.font.size, run.font.name, run.font.bold = Pt(round(size, 1)), LATIN, bold
    run.font.color.rgb = RGBColor.from_string(SOFT if soft else INK)
    properties = run._r.get_or_add_rPr()
    properties.set("lang", west(told.language))
    latin = properties.find(qn("a:latin"))
    latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": east(told.language)[0] or "Malgun Gothic"}))
