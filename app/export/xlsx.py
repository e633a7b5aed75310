"""The agendas as an Excel workbook: measures, cards, votes and numbers as tables that can be filtered and added up."""

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = ".xlsx"


def write(agenda, *, language):
    """Dates and amounts are numbers; every text is a text, never a formula."""
    # Loaded where it is needed, see docx.py.
    from app.export.office.excel import excel

    return excel(agenda, language)
