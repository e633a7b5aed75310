"""One form of the set-up page: what was typed into it, and what was wrong with it, kept for showing it again."""

import uuid
from dataclasses import dataclass, field

from app.storage.tables import new_id

HEADLINE = ("detail", "rows", "file", "stage", "room", "member", "members", "finding")
"""Errors that belong to no field, unless the form has one of that name."""


@dataclass
class Form:
    """Its fields are named `<at>-<field>`, so that many forms stand on one page.

    at: which form. id: the command's, made with the page: a form sent twice is done once. keeps: fields of the command
    that show what is stored when the form is shown again.
    """

    at: str = ""
    id: str = ""
    sent: object = None
    errors: dict = field(default_factory=dict)
    detail: str = ""
    keeps: set = field(default_factory=set)

    @classmethod
    def of(cls, sent):
        return cls(sent.get("at", "")[:80], _identified(sent.get("id", "")), sent)

    @property
    def thing(self):
        """The id of what the form is about: "room-<id>"."""
        return self.at.partition("-")[2]

    def typed(self, name):
        return self.sent.get(f"{self.at}-{name}", "").strip()

    def ticked(self, name):
        return self.sent.getlist(f"{self.at}-{name}")

    def value(self, at, name, stored=""):
        """What a field shows: what was typed where it was refused, else what is stored."""
        return self.sent.get(f"{at}-{name}", "") if self._typed(at, name) else stored

    def holds(self, at, name, key, stored):
        """Whether a box is ticked, in the same way."""
        return key in self.sent.getlist(f"{at}-{name}") if self._typed(at, name) else stored

    def _typed(self, at, name):
        return self.at == at and self.sent is not None and name not in self.keeps

    def refused(self, said, names=None):
        """Keep what was wrong: `said` as frame.told() gives it; names: {the command's field: the form's}."""
        for name, texts in said["errors"].items():
            key = (names or {}).get(name, (names or {}).get(name.split(".")[0], name.split(".")[0]))
            self.errors.setdefault(f"{self.at}-{key}", []).extend(texts)
        heads = [name for name in said["errors"] if name.split(".")[0] in HEADLINE]
        lost = [" ".join(said["errors"][name]) for name in heads if f"{self.at}-{name}" not in self.sent]
        self.detail = " ".join(dict.fromkeys(lost)) or said["detail"]


def _identified(given):
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return new_id()
