"""Every noun that has commands: importing this fills the register of the front door."""

from app.domain import (
    card,
    conduct,
    declaration,
    discussion,
    joint,
    measure,
    member,
    people,
    plenary,
    poll,
    saving,
    setup,
    theme,
    undo,
    workshop,
)

__all__ = [
    "card",
    "conduct",
    "declaration",
    "discussion",
    "joint",
    "measure",
    "member",
    "people",
    "plenary",
    "poll",
    "saving",
    "setup",
    "theme",
    "undo",
    "workshop",
]
