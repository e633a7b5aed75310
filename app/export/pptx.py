"""The agendas as slides for the report-out: what each room will do, and how it voted."""

TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SUFFIX = ".pptx"


def write(agenda, *, language):
    """A summary: where a text is long its beginning stands here, and the whole in the other formats."""
    # Loaded where it is needed, see docx.py.
    from app.export.office.slides import slides

    return slides(agenda, language)
