"""The agendas as a Word document, to be read, printed and worked on further."""

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX = ".docx"
BESIDE = True


def write(agenda, *, language):
    """Real styles, headings, lists, tables and charts: all of it can be edited."""
    # Loaded where it is needed: half a second that no one should wait for who asks for another format.
    from app.export.office.word import word
    from app.export.paper import document

    return word(document(agenda, language=language))
