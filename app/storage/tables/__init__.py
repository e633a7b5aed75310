"""Every table, by the noun it keeps."""

from app.storage.tables.agenda import Declaration, Endorsement, Measure, Proof
from app.storage.tables.board import Card, Citation, Comment, Document, Reaction, Theme, Update
from app.storage.tables.columns import Base, new_id
from app.storage.tables.people import Account, Member, OldCode, Token
from app.storage.tables.plenary import Clap, Question, Screen
from app.storage.tables.programme import Answered, Event, Finding, Note, Room, Stage, Workshop
from app.storage.tables.visit import Visit, VisitComment
from app.storage.tables.voting import Ballot, BallotLink, Entitled, JointPoll, Participation, Poll

__all__ = [
    "Account",
    "Answered",
    "Ballot",
    "BallotLink",
    "Base",
    "Card",
    "Citation",
    "Clap",
    "Comment",
    "Declaration",
    "Document",
    "Endorsement",
    "Entitled",
    "Event",
    "Finding",
    "JointPoll",
    "Measure",
    "Member",
    "Note",
    "OldCode",
    "Participation",
    "Poll",
    "Proof",
    "Question",
    "Reaction",
    "Room",
    "Screen",
    "Stage",
    "Theme",
    "Token",
    "Update",
    "Visit",
    "VisitComment",
    "Workshop",
    "new_id",
]
