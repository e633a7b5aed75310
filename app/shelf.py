"""A shelf is a package whose every file is one more of a kind: a voting method, a stage, an export format."""

from importlib import import_module
from pkgutil import iter_modules


def shelf(package):
    """Return {file name: module} of `package` (a dotted name), in alphabetical order."""
    place = import_module(package).__path__
    return {name: import_module(f"{package}.{name}") for _, name, _ in sorted(iter_modules(place), key=lambda m: m[1])}
