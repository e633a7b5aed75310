"""Simulated delegates, who play a room or the whole day through the doors that everybody uses.

A program of its own, never part of the server: it knows nothing of the product but docs/protocol.md, and comes with a
token as any other program does. `python -m app.rehearsal --help` says how to start it; `make rehearse` plays the
demo's day on a server made for it.

    doors.py     HTTP and Socket.IO, as asked for with a token
    delegate.py  one delegate, who follows the stages of the room
    deeds.py     what a delegate does in each kind of stage
    ballots.py   a ballot for each method
    lead.py      who leads the rooms through the programme, where no person does
    texts.py     what is written: the cards of the demo, and plain sentences for a plan
    play.py      all of them together
    copied.py    a copy of a workshop, to play in
"""
