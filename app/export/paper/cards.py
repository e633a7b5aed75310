"""A card as a point: its title, its other words, what it is marked with, and below it what was said about it."""

from app.catalogue import N_
from app.export import perspective
from app.export.paper.blocks import Point


def card_point(card, room, words):
    return Point(
        title=words.said(card["title"], card["language"]) or untitled(words),
        gloss=words.said(card["gloss"]),
        more=tuple(line for line in (words.said(card["body"], card["language"]), _marks(card, room, words)) if line),
        points=tuple(Point(line=line) for comment in card["comments"] if (line := words.said(comment["text"]))),
    )


def _marks(card, room, words):
    findings = {finding["id"]: finding for finding in room["findings"]}
    titles = {other["id"]: other for other in room["cards"]}
    marks = [words.say(N_("challenge"))] if card["kind"] == "challenge" else []
    marks += [words.said(perspective(room, card["perspective"], words.language))] if card["perspective"] else []
    marks += [words.finding(findings[each]) for each in card["findings"] if each in findings]
    marks += [words.say(N_("Came late"))] if card["late"] else []
    if into := titles.get(card["merged_into"]):
        title = words.said(into["title"], into["language"]) or words.ours("–")
        marks.append(words.say(N_("merged into “{title}”"), title=title))
    return words.join(marks, " · ")


def untitled(words):
    return words.say(N_("Without a title yet"))
