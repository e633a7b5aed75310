"""A shelf is a package whose every file is one more of a kind: a voting method, a stage, an export format.

A folder in it is none: it holds what several of them share.
"""

from importlib import import_module
from pkgutil import iter_modules


def shelf(package):
    """Return {file name: module} of `package` (a dotted name), in alphabetical order."""
    place = import_module(package).__path__
    files = sorted(name for _, name, is_folder in iter_modules(place) if not is_folder)
    return {name: import_module(f"{package}.{name}") for name in files}
