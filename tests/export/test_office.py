"""Word, Excel and PowerPoint files, opened by readers that the product did not write."""

import copy
import io
import json
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.oxml.ns import qn

from app.export import formats
from app.export.apart import apart
from app.export.office import legal
from app.export.office.fitting import height, width
from app.export.paper import document
from app.refusals import Unavailable

AGENDA = json.loads((Path(__file__).parent / "agenda.json").read_text("utf-8"))
CARDS = [card for room in AGENDA["rooms"] for card in room["cards"]]
TEXTS = [card[field] for card in CARDS for field in ("title", "body", "gloss")]
TEXTS += [comment["text"] for card in CARDS for comment in card["comments"]]
LANGUAGES = {
    "en": "Social insurance",
    "ko": "협동조합 사회보험",
    "ja": "家事労働者に適用する",
    "zh-Hans": "合作社参加社会保险",
    "id": "Koperasi pekerja rumah tangga",
    "ms": "Koperasi pekerja domestik",
    "fil": "Kooperatiba ng mga kasambahay",
}
UGLY = "a\x00b\x0bc\ud800d\ufffee"


def made(name, agenda=AGENDA, language="en"):
    return io.BytesIO(formats()[name].write(agenda, language=language))


def changed(**fields):
    """The agenda with other words in its first card and measure."""
    agenda = copy.deepcopy(AGENDA)
    agenda["rooms"][0]["cards"][0] |= fields
    return agenda


def in_word(agenda=AGENDA, language="en"):
    return docx.Document(made("docx", agenda, language))


def words(file):
    """All text of a document, tables too, in order."""
    return "\n".join(
        "".join({qn("w:br"): "\n", qn("w:tab"): "\t"}.get(each.tag, each.text or "") for each in paragraph.iter(*SIGNS))
        for paragraph in file.element.body.iter(qn("w:p"))
    )


SIGNS = (qn("w:t"), qn("w:br"), qn("w:tab"))


def cells(agenda=AGENDA, language="en"):
    book = openpyxl.load_workbook(made("xlsx", agenda, language))
    return book, [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_qr_code_says_what_it_is_to_those_who_cannot_see_it():
    pictures = in_word().element.body.iter(qn("pic:pic"))
    told = [picture.getparent().getparent().getparent().find(qn("wp:docPr")).get("descr") for picture in pictures]
    assert told == ["QR code of the page where this agenda is verified"]


def test_word_holds_every_text():
    told = words(in_word())
    assert [text for text in TEXTS if text not in told] == []


def test_word_has_real_headings_lists_and_tables():
    file = in_word()
    styles = {paragraph.style.name for paragraph in file.paragraphs}
    assert styles >= {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Quote", "Gloss"}
    titles = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "Heading 1"]
    agendas = ["Policy agenda of Republic of Korea", "Policy agenda of Japan", "Policy agenda of China"]
    assert titles == ["Across the countries", *agendas]
    assert len(file.element.body.findall(f".//{qn('w:tblHeader')}")) >= 5
    fields = [each.text for each in file.element.body.iter(qn("w:instrText"))]
    assert [field.split()[0] for field in fields] == ["TOC"]


def test_no_head_of_a_table_in_word_breaks_in_the_middle_of_a_word():
    rows = [table.rows[0] for table in in_word().tables]
    heads = [cell for row in rows if row._tr.findall(f".//{qn('w:tblHeader')}") for cell in row.cells]
    assert [cell.text for cell in heads if _upright(cell)][:2] == ["whole-hearted", "minor point"]
    assert [word for cell in heads if not _upright(cell) for word in cell.text.split() if _broken(word, cell)] == []


def _upright(cell):
    return bool(cell._tc.findall(f".//{qn('w:textDirection')}"))


def _broken(word, cell):
    size = cell.paragraphs[0].style.font.size.pt
    return width(max(word.split("-"), key=len), size) > cell.width.pt - 2 * CELL_MARGIN_PT


CELL_MARGIN_PT = 5.4


def test_every_link_of_a_word_file_leads_to_a_bookmark():
    body = in_word().element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert len(marks) == len(set(marks)) and links and links <= set(marks)
    assert max(map(len, marks)) <= 40


def test_each_run_in_word_says_its_language_and_its_eastern_type():
    told = {run.text: run._r.rPr for paragraph in in_word().paragraphs for run in paragraph.runs if run.text}
    japanese = told["家事労働者に労働基準法を適用する"]
    assert japanese.find(qn("w:lang")).get(qn("w:eastAsia")) == "ja-JP"
    assert japanese.rFonts.get(qn("w:eastAsia")) == "Yu Gothic"


def test_the_votes_in_word_are_native_charts_with_their_numbers():
    file = in_word()
    charts = [part for part in file.part.package.iter_parts() if "/charts/" in str(part.partname)]
    assert len(charts) == 5
    (sheet,) = [relation.target_part for relation in charts[0].rels.values()]
    assert openpyxl.load_workbook(io.BytesIO(sheet.blob)).active["A2"].value


def test_the_workbook_holds_every_text_and_no_formula():
    _, found = cells()
    told = {str(cell.value).replace("\r\n", "\n") for cell in found}
    assert [text for text in TEXTS if text and not any(text in each for each in told)] == []
    assert {cell.data_type for cell in found} <= {"s", "n", "d"}
    assert not [cell for cell in found if cell.hyperlink]


def test_dates_and_amounts_of_the_plan_are_numbers():
    book, _ = cells()
    sheet = book["Action plan"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert (row["By when"], row["Amount"], row["Currency"]) == (datetime(2022, 3, 31), 4_200_000_000, "KRW")
    assert sheet.freeze_panes == "D2" and sheet.auto_filter.ref.startswith("A1:")


def test_sheets_are_printed_in_letters_that_can_be_read():
    book, _ = cells()
    for sheet in book:
        paper, columns = sheet.page_setup, sheet.column_dimensions.values()
        wide = sum(column.width * (column.max - column.min + 1) for column in columns)
        most = 345 if int(paper.paperSize) == 8 else 215  # a character of Excel has a margin of its own
        assert paper.orientation == "landscape" and wide / (paper.fitToWidth or 1) <= most, sheet.title
    assert book["Action plan"].print_title_cols == "$A:$C", "what goes on beside begins with its measures again"
    heights = {cell.value: book["About"].row_dimensions[cell.row].height for cell in book["About"]["B"]}
    assert heights[AGENDA["note"]] > heights[AGENDA["title"]] and book["Cards"].row_dimensions[1].height


def test_what_rooms_share_is_a_sheet_and_one_room_alone_has_none():
    lines = [[cell.value for cell in row] for row in cells()[0]["Across the countries"].iter_rows(min_row=2)]
    visited = AGENDA["rooms"][0]["cards"][0]["title"]
    assert ["Instruments used", "law", "Republic of Korea", 1, None] in lines
    assert lines[-1][:3] == ["Offers and requests", visited, "Republic of Korea"]
    assert "Across the countries" not in cells(AGENDA | {"rooms": AGENDA["rooms"][:1]})[0].sheetnames


def test_members_are_numbers_and_the_votes_have_charts():
    book, _ = cells()
    assert [cell.value for cell in book["Members"][2]] == ["Republic of Korea", "Government", 1]
    assert len(book["Charts"]._charts) == 2


@pytest.mark.parametrize(("language", "text"), LANGUAGES.items())
def test_seven_languages_stand_in_every_file(language, text):
    agenda = changed(title=text, language=language)
    agenda["rooms"][0]["measures"][0]["plan"]["what"] = text
    assert text in words(in_word(agenda))
    assert text in {cell.value for cell in cells(agenda)[1]}
    assert text in "\n".join(_told(slide) for slide in pptx.Presentation(made("pptx", agenda)).slides)


def _told(slide):
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_the_slides_are_a_title_a_country_each_and_the_votes():
    slides = pptx.Presentation(made("pptx")).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    common = "Across the countries"
    assert titles == [AGENDA["title"], common, "Republic of Korea", "Japan", "China", *["Republic of Korea"] * 2]
    assert "Lead: 고용노동부 / Ministry of Employment and Labour · By when: 31 March 2022" in _told(slides[2])
    assert "6 of 7 delegates support it. Rule met." in _told(slides[2])
    charts = [any(shape.has_chart for shape in slide.shapes) for slide in slides]
    assert charts == [False, True, *[False] * 3, True, True]


def test_no_text_of_a_slide_runs_out_of_its_box():
    agenda = changed()
    measure = agenda["rooms"][0]["measures"][0]
    long = {"what": "가나다라 마바사 " * 25, "what_gloss": "Wide words " * 20, "lead": "Ministry " * 500}
    agenda["rooms"][0]["measures"] = [measure | {"id": f"m{n}", "plan": measure["plan"] | long} for n in range(5)]
    agenda["title"] = agenda["rooms"][0]["name"] = "An agenda " * 20
    for slide in pptx.Presentation(made("pptx", agenda)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                paragraphs = shape.text_frame.paragraphs
                texts = [(p.text, max((run.font.size.pt for run in p.runs), default=6)) for p in paragraphs]
                assert height(texts, 1, shape.width.pt) <= shape.height.pt, shape.text_frame.text[:60]


@pytest.mark.parametrize("name", ["docx", "xlsx", "pptx"])
def test_what_xml_cannot_hold_is_left_out(name):
    agenda = changed(title=UGLY, body=UGLY, gloss=UGLY)
    agenda |= {"title": UGLY, "subtitle": UGLY}
    agenda["rooms"][0] |= {"name": UGLY}
    agenda["rooms"][0]["measures"][0]["plan"] = {"what": UGLY, "lead": UGLY}
    agenda["rooms"][0]["polls"][0]["wording"]["kr-1"] = UGLY
    opened = {"docx": docx.Document, "xlsx": openpyxl.load_workbook, "pptx": pptx.Presentation}[name]
    assert opened(made(name, agenda))
    assert legal(UGLY) == "abcde"


def test_labels_are_in_the_language_asked_for():
    told = words(in_word(language="ko"))
    assert "대한민국" not in told and "2022년 3월 31일" in told
    assert document(AGENDA, language="ko").agendas[0].state[0].language == "ko"
    assert "실행 계획" in cells(language="ko")[0].sheetnames


def test_a_process_of_its_own_writes_the_same_sheets():
    book = openpyxl.load_workbook(io.BytesIO(apart("xlsx", AGENDA, language="en")))
    assert book.sheetnames == cells()[0].sheetnames


def test_a_file_that_cannot_be_made_is_refused_in_words():
    with pytest.raises(Unavailable, match="could not be made"):
        apart("xlsx", {"rooms": "none"}, language="en")
