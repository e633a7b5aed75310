"""A native chart in a Word document: python-docx has no word for it, python-pptx writes the chart itself."""

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm
from lxml import etree
from pptx.oxml import parse_xml as parse_chart

from app.export.office import legal
from app.export.office.charts import chart_of, dress, worth
from app.export.paper.blocks import plain

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FRAME = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:drawing>
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Chart {number}"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{office}" r:id="{relation}"/>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


def chart(file, figure, number, *, width):
    """Put a figure at the end of `file`, with the sheet of its numbers; its paragraph, or None if it is empty."""
    if not worth(figure):
        return None
    kind, data = chart_of(figure)
    space = parse_chart(data.xml_bytes(kind))
    dress(space, figure, 9)
    package = file.part.package
    sheet = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), SHEET, data.xlsx_blob, package)
    # The id is known beforehand: it is the part's first relation.
    space.append(parse_chart(f'<c:externalData xmlns:c="{space.nsmap["c"]}" xmlns:r="{OFFICE}" r:id="rId1"/>'))
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, etree.tostring(space, standalone=True), package)
    part.relate_to(sheet, f"{OFFICE}/package")
    frame = parse_xml(
        FRAME.format(
            width=width,
            height=_height(figure),
            number=1000 + number,
            office=OFFICE,
            relation=file.part.relate_to(part, f"{OFFICE}/chart"),
        )
    )
    frame.find(".//{*}docPr").set("descr", legal(plain(figure.caption)))
    paragraph = file.add_paragraph()
    paragraph._p.append(frame)
    return paragraph


def _height(figure):
    rows = {"steps": 5, "field": 9}.get(figure.kind) or 1.6 + 0.9 * len(figure.rows)
    return Cm(min(rows + (2 if figure.kind == "levels" else 0), 20))
