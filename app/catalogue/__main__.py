"""The words of Concord, for those who change them.

python -m app.catalogue update      bring the messages of the sources into every catalogue
python -m app.catalogue check       fail, and say why, where something would be shown wrong or in English
python -m app.catalogue add CODE    begin a language, for example: add fil
"""

import sys

from app import catalogue
from app.catalogue import proof, sources


def update():
    """Write each catalogue with the messages of the sources, and say what is left to translate."""
    found = sources.template()
    for path in sources.catalogues():
        known = sources.update(found, path)
        path.write_bytes(sources.text(known))
        left = [message for message in known if message.id and not catalogue.is_done(message)]
        print(f"{path.parent.parent.name}: {len(known)} messages, {len(left)} to translate")
    return 0


def check():
    """Print every fault; 1 where there is one."""
    faults = list(proof.faults())
    print(*faults, sep="\n" if faults else "")
    return 1 if faults else 0


def add(code):
    """Begin a catalogue for one more language, as a draft."""
    if catalogue.path_of(code).exists():
        print(f"There is one already: {catalogue.path_of(code)}")
        return 1
    print(f"Translate {sources.begin(sources.template(), code)}")
    return 0


def main(deed="", *given):
    deeds = {"update": update, "check": check, "add": add}
    if deed not in deeds or len(given) != (deed == "add"):
        print(__doc__.strip())
        return 2
    return deeds[deed](*given)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
