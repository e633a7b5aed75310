"""A figure of the neutral document as a native chart, which stays editable: its numbers travel along as a sheet."""

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from app.export.office import ACCENT, INK, LATIN, STEPS, east, legal
from app.export.paper.blocks import plain

TYPES = {
    "steps": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "levels": XL_CHART_TYPE.BAR_STACKED,
    "field": XL_CHART_TYPE.XY_SCATTER,
}
MARKERS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND)
COLOURS = (ACCENT, "B4501E", "2E7D4F", "7A3E9D", "8A6D00", "B0305C", "34708A")
LONGEST = 48  # letters of a label; the table beside it has all of them


def chart_of(figure):
    """(chart type, chart data) of a figure, as python-pptx takes them."""
    if figure.kind == "field":
        data = XyChartData()
        for line, (impact, feasibility) in figure.rows:
            if impact is not None and feasibility is not None:
                data.add_series(_label(line)).add_data_point(feasibility, impact)
        return TYPES[figure.kind], data
    data = CategoryChartData()
    data.categories = [_label(line) for line, _ in figure.rows]
    for n, name in enumerate(figure.series):
        data.add_series(legal(plain(name)), [numbers[n] for _, numbers in figure.rows])
    return TYPES[figure.kind], data


def worth(figure):
    """Whether there is anything to draw."""
    return any(number is not None for _, numbers in figure.rows for number in numbers)


def dress(space, figure, size):
    """Set type, colours and axes of a chart (its `c:chartSpace`); size: of the type, in points."""
    chart = Chart(space, None)
    language = next((run.language for line, _ in figure.rows for run in line if east(run.language)[0]), "en")
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(size), LATIN, RGBColor.from_string(INK)
    if east(language)[0]:
        _east(chart, east(language)[0])
    chart.has_title = False
    chart.has_legend = figure.kind in ("levels", "field")
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    if figure.kind == "field":
        _field(chart, figure)
    else:
        _bars(chart, figure)


def _label(line):
    text = " ".join(legal(plain(line)).split()) or "–"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _east(chart, face):
    properties = chart.font._element
    properties.append(properties.makeelement(qn("a:ea"), {"typeface": face}))


def _bars(chart, figure):
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    if figure.kind != "steps":
        chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = RGBColor.from_string("C9CCD3")
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale = 0
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.##;-0.##;", False
    if figure.kind == "levels":
        plot.overlap = 100
        for colour, series in zip(STEPS, plot.series, strict=True):
            _fill(series, colour)
        return
    plot.data_labels.number_format = "0.##"
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    _fill(plot.series[0], ACCENT)
    if figure.kind == "steps":
        for colour, point in zip(STEPS, range(len(figure.rows)), strict=True):
            fill = plot.series[0].points[point].format.fill
            fill.solid()
            fill.fore_color.rgb = RGBColor.from_string(colour)


def _fill(series, colour):
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def _field(chart, figure):
    for axis, name in ((chart.value_axis, figure.series[0]), (chart.category_axis, figure.series[1])):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 1, 5, 1
        axis.has_title = True
        axis.axis_title.text_frame.text = legal(plain(name))
        axis.has_major_gridlines = True
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("E3E6EB")
    for n, series in enumerate(chart.plots[0].series):
        series.format.line.fill.background()
        # A shape and a colour each, so that neither has to do alone.
        series.marker.style, series.marker.size = MARKERS[n % len(MARKERS)], 11
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = RGBColor.from_string(COLOURS[n % len(COLOURS)])
