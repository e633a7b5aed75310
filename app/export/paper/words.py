"""How words become runs: ours in the language asked for, people's in the language that their script tells."""

from dataclasses import replace
from string import Formatter

from app.catalogue import gettext
from app.domain.tongue import tongue
from app.export.paper.blocks import Run


class Words:
    """The words of one agenda, the `number`th of its document, which is in `language`."""

    def __init__(self, language, *, room, workshop, number=0):
        self.language, self._known, self._number = language, {"room": room, "workshop": workshop}, number

    def said(self, text, own=None):
        """A line of people's words, or an empty one. own: the language that the writer named."""
        return (Run(text, tongue(text, own=own, **self._known)),) if text and text.strip() else ()

    def ours(self, text):
        return (Run(str(text), self.language),) if text != "" else ()

    def say(self, message, **given):
        """A line of our words, with the lines and values given where the message names them."""
        return self._filled(gettext(self.language, message), given)

    def join(self, lines, between=" "):
        """The lines that say something as one."""
        told = [line for line in lines if line]
        return tuple(run for n, line in enumerate(told) for run in ([*self.ours(between), *line] if n else line))

    def anchor(self, *parts):
        """A name of letters, digits and hyphens that no other agenda of the document has."""
        return "-".join(map(str, (f"room{self._number}", *parts)))

    def link(self, line, to):
        return tuple(replace(run, to=to) for run in line)

    def finding(self, finding):
        """Its code, which leads to where the annex tells it."""
        return self.link(self.ours(finding["code"]), self.anchor("finding", finding["id"]))

    def _filled(self, message, given):
        runs = []
        for literal, name, _, _ in Formatter().parse(message):
            runs += self.ours(literal)
            if name is not None:
                runs += given[name] if isinstance(given[name], tuple) else self.ours(given[name])
        return tuple(runs)
