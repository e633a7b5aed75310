"""A workbook: one sheet a question, a line a thing, and the votes as native charts."""

import io
from datetime import date
from math import ceil

from xlsxwriter import Workbook

from app.catalogue import N_, gettext
from app.domain.tongue import tongue
from app.export import day_of, moment, readable, version
from app.export.office import ACCENT, INK, LATIN, PALE, east, legal
from app.export.office.fitting import width
from app.export.office.shared import SHARED, shared
from app.export.office.sheets import AGREEMENT, CARDS, FINDINGS, MEMBERS, PLAN, VOTES

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_CELL = 32_767  # what a cell of Excel holds
TALLEST = 400  # a row's most, in points
WIDE, WIDEST, A3, A4 = 200, 330, 8, 9  # characters that can be read on a page of A4 and of A3
HEAD, ABOUT = 0, (34, 70)
CHARTS_ACROSS, CHART_ROWS, CHART_COLUMNS = 2, 17, 9


def excel(agenda, language):
    """The bytes of a .xlsx."""
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        _Book(book, agenda, language).write()
    return out.getvalue()


class _Book:
    def __init__(self, book, agenda, language):
        self._book, self._agenda, self._language, self._formats = book, agenda, language, {}
        self._rooms = [readable(agenda, room) for room in agenda["rooms"]]

    def write(self):
        self._book.set_properties({"title": legal(self._agenda["title"])[:255]})
        for sheet in (PLAN, CARDS):
            self._sheet(sheet)
        if common := list(shared(self._agenda, self._language)):
            self._sheet(SHARED, common)
        votes = self._sheet(VOTES)
        for sheet in (AGREEMENT, FINDINGS, MEMBERS):
            self._sheet(sheet)
        self._charts(votes)
        self._about()

    def _sheet(self, sheet, told=None):
        """Write a sheet of sheets.py: frozen head, filters, widths. Returns [(row number, line), ...].

        told: [(room, line), …], where they are not the rooms' own.
        """
        if told is None:
            told = [(room, line) for room in self._rooms for line in sheet.lines(room, self._language)]
        page = self._book.add_worksheet(self._say(sheet.title)[:31])
        columns = sheet.columns()
        for n, column in enumerate(columns):
            page.set_column(n, n, column.width)
            page.write_string(HEAD, n, self._say(column.title), self._format(self._language, "head"))
        page.set_row(HEAD, _tall((self._say(column.title), column.width) for column in columns))
        lines = []
        for room, line in told:
            lines.append((len(lines) + 1, line))
            page.set_row(len(lines), _tall((line.get(column.key), column.width) for column in columns))
            for n, column in enumerate(columns):
                self._cell(page, len(lines), n, line.get(column.key), room)
        page.freeze_panes(1, sheet.frozen)
        page.autofilter(0, 0, max(len(lines), 1), len(columns) - 1)
        wide = sum(column.width for column in columns)
        page.set_paper(A3 if wide > WIDE else A4)
        _printed(page, across=ceil(wide / WIDEST))
        page.repeat_rows(HEAD)
        if wide > WIDEST:
            page.repeat_columns(0, sheet.frozen - 1)
        return lines

    def _cell(self, page, row, column, told, room):
        if told is None or told == "":
            page.write_blank(row, column, None, self._format("en", "text"))
        elif isinstance(told, date):
            page.write_datetime(row, column, told, self._format("en", "date"))
        elif isinstance(told, int | float):
            page.write_number(row, column, told, self._format("en", "amount" if abs(told) >= 10_000 else "number"))
        else:
            language = tongue(told, room=room["language"] or "en", workshop=self._agenda["language"])
            page.write_string(row, column, legal(told)[:LONGEST_CELL], self._format(language, "text"))

    def _format(self, language, kind):
        face = east(language)[0] or LATIN
        if (face, kind) not in self._formats:
            shared = {"font_name": face, "font_size": 10, "valign": "top", "font_color": f"#{INK}"}
            self._formats[face, kind] = self._book.add_format(shared | KINDS[kind])
        return self._formats[face, kind]

    def _say(self, message, **given):
        return gettext(self._language, message, **given)

    # Pictures of the votes: each leads back to its lines in the sheet of votes.

    def _charts(self, votes):
        page = self._book.add_worksheet(self._say(N_("Charts"))[:31])
        page.hide_gridlines(2)
        page.set_paper(A4)
        _printed(page)
        for n, (first, last, line) in enumerate(_runs(votes)):
            chart = self._book.add_chart({"type": "bar"})
            chart.add_series(self._series(first, last, line))
            chart.set_title({"name": legal(f"{line['room']} · {line['title_of_vote']}"), "name_font": {"size": 11}})
            chart.set_legend({"none": True})
            chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
            chart.set_x_axis({"min": 0, "major_gridlines": {"visible": False}, "visible": False})
            chart.set_size({"width": 560, "height": max(180, 90 + 30 * (last - first + 1))})
            row, column = divmod(n, CHARTS_ACROSS)
            page.insert_chart(
                row * self._tallest(votes), column * CHART_COLUMNS, chart, {"description": line["title_of_vote"]}
            )

    def _series(self, first, last, line):
        sheet = self._say(VOTES.title)[:31]
        keys = [column.key for column in VOTES.columns()]
        return {
            "name": line["unit"],
            "categories": [sheet, first, keys.index("card"), last, keys.index("card")],
            "values": [sheet, first, keys.index("score"), last, keys.index("score")],
            "fill": {"color": f"#{ACCENT}"},
            "data_labels": {"value": True, "num_format": "0.##"},
            "gap": 45,
        }

    def _tallest(self, votes):
        most = max((last - first + 1 for first, last, _ in _runs(votes)), default=1)
        return max(CHART_ROWS, 6 + round(1.6 * most))

    def _about(self):
        page = self._book.add_worksheet(self._say(N_("About"))[:31])
        for n, wide in enumerate(ABOUT):
            page.set_column(n, n, wide)
        page.set_paper(A4)
        _printed(page)
        agenda = self._agenda
        lines = [
            (N_("Workshop"), agenda["title"]),
            (N_("Subtitle"), agenda["subtitle"]),
            (N_("Day"), day_of(agenda["starts_at"], agenda.get("timezone"), self._language)),
            (N_("Note"), agenda.get("note") or ""),
        ]
        told = [(self._say(label), text) for label, text in lines if text]
        told += [(room["name"], self._state(room)) for room in self._rooms]
        told.append(("", self._say(N_("Nobody is named in this file: members are counted by room and group."))))
        for row, (label, text) in enumerate(told):
            page.set_row(row, _tall(zip((label, text), ABOUT, strict=True)))
            page.write_string(row, 0, legal(label), self._format(self._language, "bold"))
            self._cell(page, row, 1, text, {"language": agenda["language"]})

    def _state(self, room):
        declaration = room["declaration"]
        told = self._say(N_("Draft"))
        if declaration["declared_at"]:
            when = moment(declaration["declared_at"], room["timezone"], self._language)
            told = self._say(N_("Declared {when}"), when=when)
        return f"{told}, {self._say(version(declaration), n=declaration['version'])}"


KINDS = {
    "text": {"text_wrap": True, "num_format": "@"},
    "bold": {"bold": True, "text_wrap": True},
    "head": {"bold": True, "text_wrap": True, "bg_color": f"#{PALE}", "bottom": 1, "valign": "vcenter"},
    "number": {"num_format": "0.##", "align": "right", "indent": 1},
    "amount": {"num_format": "#,##0.##", "align": "right", "indent": 1},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
}


def _printed(page, across=1):
    """On so many sheets of paper side by side, in letters that can be read."""
    page.set_landscape()
    page.fit_to_pages(across, 0)


def _tall(cells):
    """The height of a row, in points: not every reader finds it by itself. cells: (told, the width of its column), …"""
    rows = [
        sum(ceil(width(part, 1.9) / wide) or 1 for part in told.split("\n")) for told, wide in cells if _is_text(told)
    ]
    return min(4 + 14 * max(rows, default=1), TALLEST)


def _is_text(told):
    return isinstance(told, str) and told


def _runs(votes):
    """[(first row, last row, a line), ...] of the lines of all delegates of each vote, which stand together."""
    runs = []
    for row, line in votes:
        if line["everybody"]:
            if line["place_in_list"] == 0:
                runs.append([row, row, line])
            runs[-1][1] = row
    return [tuple(run) for run in runs]
