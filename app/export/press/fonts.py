"""The fonts of a PDF, unpacked once for all processes."""

import lzma
import os
import shutil
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

PACKED = Path(__file__).parent / "noto"


def unpacked(data_dir):
    """The folder in `data_dir` that holds every font as TTF; made where it is not there yet.

    Its name tells what it holds: with other fonts it is another folder. Whoever moves theirs in place first wins.
    """
    folder = data_dir / f"fonts-{_fingerprint()}"
    if not folder.is_dir():
        making = Path(tempfile.mkdtemp(prefix="fonts.", dir=data_dir))
        try:
            for font in PACKED.glob("*.xz"):
                (making / font.stem).write_bytes(lzma.decompress(font.read_bytes()))
            os.rename(making, folder)
        except OSError:
            shutil.rmtree(making)
            if not folder.is_dir():
                raise
    return folder


@cache
def _fingerprint():
    return sha256(b"".join(sha256(font.read_bytes()).digest() for font in sorted(PACKED.glob("*.xz")))).hexdigest()[:12]
