"""What is wrong with a file, each mistake with its place: `rooms.3.cards.17.title`."""

from contextlib import contextmanager

from app.catalogue import N_
from app.refusals import Invalid, TooLarge

MOST_TOLD = 20
LONGEST = 200


class Mistakes:
    """{place: [text]}, in the order in which they are found."""

    def __init__(self):
        self.found, self.large = {}, False

    def note(self, place, text, **params):
        self.found.setdefault(place, []).append((text, params))

    @contextmanager
    def within(self, place):
        """What is refused in this block is a mistake, and its place lies within this one."""
        try:
            yield
        except (Invalid, TooLarge) as refusal:
            self.large |= isinstance(refusal, TooLarge)
            for field, texts in (refusal.errors or {"": [(refusal.detail, refusal.params)]}).items():
                self.found.setdefault(".".join(filter(None, (place, field))), []).extend(texts)

    def refuse(self):
        """Raise if there are any; the first twenty are told."""
        if not self.found:
            return
        told = {place[:LONGEST]: texts[:1] for place, texts in list(self.found.items())[:MOST_TOLD]}
        kind = TooLarge if self.large and all(isinstance(texts, list) for texts in told.values()) else Invalid
        raise kind(N_("Nothing was brought back. What is wrong in the file is named here."), errors=told)
