"""QR codes of addresses, without colours or sizes of their own: drawn for pages and papers, in bytes for Word."""

import io

import segno


def svg(address):
    """The text of an SVG."""
    return _drawn(address, kind="svg", xmldecl=False, omitsize=True).decode()


def png(address):
    """The bytes of a PNG, sharp in print at four centimetres."""
    return _drawn(address, kind="png", scale=8)


def _drawn(address, **how):
    image = io.BytesIO()
    segno.make(address, error="m").save(image, border=2, light="#fff", **how)
    return image.getvalue()
