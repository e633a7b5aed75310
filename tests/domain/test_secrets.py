"""What must never be known: looked for in every row, every event, every snapshot, every export."""

import json
import secrets
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import literal_column, select

from app import export
from app.domain.archive import archive
from app.domain.command import Said
from app.domain.plenary import OF_A_ROOM, OF_ALL
from app.domain.sight import sight
from app.domain.tile import tile
from app.storage.tables import (
    Answered,
    Ballot,
    BallotLink,
    Card,
    Document,
    Endorsement,
    Event,
    Participation,
    Poll,
    Room,
    Update,
    Workshop,
)
from tests.domain.conftest import MANY
from tests.domain.people import DELEGATES, refused
from tests.waiting import until

EVERYBODY = (*DELEGATES, "KR-F", "ORG", "ALL-F", "RES-1")


def exports(people):
    """{format: text} of the workshop and of the room, as everybody might carry it away."""
    with people.store.reading() as session:
        found = session.get(Workshop, people.workshop)
        whole, room = archive(session, found), archive(session, found, only=people.room["KR"])
    formats = [export.formats()[name] for name in ("json", "csv", "md")]
    return {
        f"{format.SUFFIX} of {what}": format.write(agenda, language="en").decode()
        for format in formats
        for what, agenda in (("the workshop", whole), ("the room", room))
    }


def console(people):
    with people.store.reading() as session:
        return json.dumps(tile(session, session.get(Room, people.room["KR"])))


def screens(people):
    """Whatever a big screen could be made to show, of both rooms."""
    with people.store.reading() as session:
        found = session.get(Workshop, people.workshop)
        session.expunge(found)
        told = []
        views = [*product(OF_A_ROOM, (people.room["KR"], people.room["JP"])), *((view, None) for view in OF_ALL)]
        for (view, room), page in product(views, range(1, 9)):
            if page == 1 or view == "across":
                found.shown = {"view": view, "room": room, "timer": None, "page": page}
                told.append(sight(session, found))
    return json.dumps(told)


def public(people):
    """All that somebody who may read the room, or drive it, can get hold of."""
    return {
        "events": json.dumps([people.events(), people.events(at=None), people.events(at="JP")]),
        "told": repr([said.event for said in people.heard if isinstance(said, Said)]),
        "snapshot": json.dumps(people.snapshot()),
        "console": console(people),
        "screen": screens(people),
    } | exports(people)


def alone(people, *but):
    """What everybody but some knows alone."""
    return {who: json.dumps(people.mine(who)) for who in EVERYBODY if who not in but}


def found(words, places):
    return [(word, place) for word in words for place, text in places.items() if word in text]


# Private cards.


def test_a_private_card_is_nowhere_but_with_its_writer(gathering):
    card, doc = gathering.card("Insure carers"), f"card:{gathering.card('Insure carers')}"
    gathering.type("KR-01", doc, "body", 0, "All 345,000 of them. ")
    gathering.house("text.save", doc=doc)
    gathering.do("KR-01", "card.remove", card=card)
    gathering.do("KR-01", "card.restore", card=card)
    secrets = [card, "Insure carers", "345,000", "by 2023"]
    assert found(secrets, public(gathering) | alone(gathering, "KR-01")) == []
    assert "345,000" in json.dumps(gathering.mine("KR-01"))


def test_of_private_cards_exports_hold_the_number(gathering):
    told = json.loads(exports(gathering)[".json of the room"])["rooms"][0]
    assert (told["private_cards"], told["cards"]) == (3, [])


def test_the_events_of_private_cards_tell_neither_who_nor_which(gathering):
    events = [event for event in gathering.events() if event["type"] == "card.added"]
    assert [(event["actor"], event["command"], event["data"]) for event in events] == [
        (None, None, {"set": {"private": {"total": n}}}) for n in (1, 2, 3)
    ]


def test_positions_of_public_cards_tell_nothing_of_private_ones(gathering):
    def position(title):
        gathering.write("KR-04", title)
        gathering.do("KR-04", "card.reveal")
        return next(card["position"] for card in gathering.snapshot()["cards"] if card["title"] == title)

    first = position("First")
    gathering.do("KR-04", "card.remove", card=gathering.card("First"))
    for n in range(5):
        gathering.write("KR-05", f"Private {n}")
    second = position("Second")
    gathering.do("KR-F", "theme.add", title="Another")
    assert (first, second) == ("V", "W")


def test_a_private_text_is_opened_by_its_writer_alone(gathering):
    doc = f"card:{gathering.card('Insure carers')}"
    for who in EVERYBODY:
        if who == "KR-01":
            gathering.open_text(who, doc)
            continue
        with refused("not_found"):
            gathering.open_text(who, doc)
        with refused("not_found"):
            gathering.replace(who, doc, "title", "Mine now", "Insure carers")
    assert [(row.rev, row.saved_rev) for row in gathering.rows(Document, Document.id == doc)] == [(1, 1)]


def test_a_removed_members_private_card_stays_private(gathering):
    gathering.do("KR-F", "member.remove", member=gathering.seat["KR-01"])
    assert found(["Insure carers"], public(gathering) | alone(gathering, "KR-01")) == []
    assert gathering.snapshot("KR-F")["private"]["others"] == 3


# Ballots.


def voted(people):
    """KR-01 to KR-04 have cast, each otherwise; returns (poll, {who: choices})."""
    poll, cards = people.poll(), [people.card(title) for title in ("Insure carers", "One form", "Map the villages")]
    choices = {
        "KR-01": {cards[0]: 2, cards[1]: 1},
        "KR-02": {cards[1]: 2},
        "KR-03": {cards[2]: 1, cards[0]: 1},
        "KR-04": {},
    }
    for who, chosen in choices.items():
        people.do(who, "ballot.cast", poll=poll, choices=chosen)
    return poll, choices


TURNOUT = {"id", "entitled", "cast", "assisted"}


@pytest.mark.parametrize("state", ["open", "closed", "cancelled"])
def test_before_the_reveal_no_choice_and_no_tally_is_anywhere(voting, state):
    poll, _ = voted(voting)
    if state != "open":
        voting.do("KR-F", {"closed": "poll.close", "cancelled": "poll.cancel"}[state], poll=poll)
    (shown,) = voting.snapshot()["polls"]
    assert "result" not in shown
    keys = set(shown)
    assert keys == {
        *("id", "number", "method", "settings", "cards", "wording", "state", "secrecy", "breakdown", "groups"),
        *("entitled", "cast", "assisted", "superseded"),
    }
    events = [event for event in voting.events() if event["type"].startswith("ballot.")]
    patches = [event["data"] | {"put": event["data"]["put"]["polls"]} for event in events]
    assert all(set(data) == {"poll", "put"} and set(data["put"][0]) == TURNOUT for data in patches)
    assert found(['"choices"', '"ranking"', '"cast"', '"taken"', poll], {"screen": screens(voting)}) == []
    for text in exports(voting).values():
        assert found(['"choices"', '"ranking"', '"ballots"', '"taken"'], {"it": text}) == []
    told = json.loads(exports(voting)[".json of the room"])["rooms"][0]
    assert (told["polls"], told["unrevealed_polls"]) == ([], int(state != "cancelled"))


def test_the_events_of_a_secret_vote_tell_neither_who_nor_which_command(voting):
    voted(voting)
    voting.do("KR-02", "ballot.withdraw", poll=voting.poll())
    cast = [event for event in voting.events() if event["type"].startswith("ballot.")]
    assert {(event["actor"], event["command"]) for event in cast} == {(None, None)}
    assert [event["data"]["put"]["polls"][0]["cast"] for event in cast] == [1, 2, 3, 4, 3]


def test_what_is_remembered_of_a_ballots_command_is_its_number(voting):
    before = {(row.member_id, row.command_id) for row in voting.rows(Answered)}
    voted(voting)
    remembered = [row for row in voting.rows(Answered) if (row.member_id, row.command_id) not in before]
    assert [(row.data, row.follow) for row in remembered] == [({}, [])] * 4


def test_own_ballots_are_known_to_their_voter_alone_while_the_poll_is_open(voting):
    poll, choices = voted(voting)
    assert {who: voting.mine(who)["ballots"] for who in EVERYBODY} == {
        who: {poll: choices[who]} if who in choices else {} for who in EVERYBODY
    }
    voting.do("KR-F", "poll.close", poll=poll)
    assert {who: voting.mine(who)["ballots"] for who in EVERYBODY} == {who: {} for who in EVERYBODY}


def test_an_open_ballot_names_no_member_and_its_link_needs_the_key(voting):
    _, choices = voted(voting)
    rows = [row for table in (Ballot, BallotLink) for row in voting.rows(table)]
    values = repr([[getattr(row, column.name) for column in row.__table__.columns] for row in rows])
    assert found(voting.seat.values(), {"the ballot box": values}) == []
    assert {len(row.key) for row in voting.rows(BallotLink)} == {32}
    assert len(voting.rows(Participation)) == len(choices)


def test_after_the_close_nothing_joins_a_ballot_to_its_voter(voting):
    poll, choices = voted(voting)
    before = {row.id: row.choices for row in voting.rows(Ballot)}
    voting.do("KR-F", "poll.close", poll=poll)
    after = {row.id: row.choices for row in voting.rows(Ballot)}
    assert voting.rows(BallotLink) == []
    assert voting.row(Poll, poll).nonce is None
    assert set(before).isdisjoint(after)
    assert sorted(map(repr, before.values())) == sorted(map(repr, after.values()))
    assert {row.member_id for row in voting.rows(Ballot)} == {None}
    assert {row.member_id for row in voting.rows(Participation)} == {voting.seat[who] for who in choices}


def test_the_order_of_sealed_ballots_is_not_the_order_in_which_they_were_cast(shaping):
    """Nor do the hidden columns of PostgreSQL or the row numbers of SQLite give it away: by chance one time in 6!²."""
    poll = shaping.open_poll(settings={"budget": 6, "per_card": 6})
    card, orders = shaping.card("Insure carers"), []
    for _ in range(2):
        for dots, who in enumerate(DELEGATES):
            shaping.do(who, "ballot.cast", poll=poll, choices={card: dots + 1})
        shaping.do("KR-F", "poll.close", poll=poll)
        hidden = "ctid" if not shaping.store.sqlite else "rowid"
        with shaping.store.reading() as session:
            stored = session.connection().exec_driver_sql(f"SELECT choices FROM ballot ORDER BY {hidden}")
            rows = [choices if isinstance(choices, dict) else json.loads(choices) for (choices,) in stored]
        orders.append([row[card] for row in rows if card in row][-6:])
        if len(orders) == 1:
            shaping.do("KR-F", "poll.reveal", poll=poll)
            poll = shaping.open_poll(settings={"budget": 6, "per_card": 6})
    assert sorted(orders[0]) == sorted(orders[1]) == [1, 2, 3, 4, 5, 6]
    assert orders != [[1, 2, 3, 4, 5, 6]] * 2


@pytest.mark.parametrize("database", ["postgresql"])
def test_no_transaction_number_joins_who_voted_to_what_they_chose(shaping):
    poll = shaping.open_poll()
    for who, title in zip(DELEGATES, ["Insure carers", "One form", "Map the villages"] * 2, strict=True):
        shaping.do(who, "ballot.cast", poll=poll, choices={shaping.card(title): 1})
    join = "SELECT b.choices, p.member_id FROM ballot b JOIN participation p ON b.xmin::text = p.xmin::text"
    with shaping.store.reading() as session:
        assert len(session.connection().exec_driver_sql(join).all()) == 6
    shaping.do("KR-F", "poll.close", poll=poll)
    with shaping.store.reading() as session:
        assert len(session.connection().exec_driver_sql(join).all()) == 36


ROUNDS = 4
CHANCE = 18
"""Whoever guesses finds one voter a round: so many in all rounds less than once in a million runs."""


def test_who_holds_all_rows_after_the_close_guesses_no_better_with_receipts_than_without(crowd):
    """Every order that the rows have is laid beside every order of the voters, by which many would be found."""
    hits = Counter()
    for _ in range(ROUNDS):
        poll = crowd.open_poll(settings={"budget": 16, "per_card": 16})
        voters, card = secrets.SystemRandom().sample(MANY, 16), crowd.card("Insure carers")
        chosen = {crowd.seat[who]: n for n, who in enumerate(voters, start=1)}
        for who in voters:
            given = {"choices": {card: chosen[crowd.seat[who]]}, "receipt": secrets.token_hex(16)}
            crowd.do(who, "ballot.cast", poll=poll, **given)
        assert _found(crowd, poll, card, chosen)["as stored", "as stored"] == 16  # while it is open, this is enough
        crowd.do("KR-F", "poll.close", poll=poll)
        hits += _found(crowd, poll, card, chosen)
        crowd.do("KR-F", "poll.reveal", poll=poll)
    assert {orders: n for orders, n in hits.items() if n >= CHANCE} == {}


def _found(people, poll, card, chosen):
    """{(an order of ballots, an order of voters): how many voters stand beside their own ballot}."""
    ballots = people.rows(Ballot, Ballot.poll_id == poll)
    dots, receipts = {row.id: row.choices[card] for row in ballots}, {row.id: row.receipt for row in ballots}
    rows = {
        "as stored": _stored(people, poll, Ballot, Ballot.id),
        "by id": sorted(dots),
        "by receipt": sorted(receipts, key=receipts.get),
    }
    seats = {who: n for n, who in enumerate(people.seat[who] for who in MANY)}
    voters = {
        "as stored": _stored(people, poll, Participation, Participation.member_id),
        "as cast": list(chosen),
        "by id": sorted(chosen),
        "by seat": sorted(chosen, key=seats.get),
    }
    orders = {(row, voter): zip(rows[row], voters[voter], strict=True) for row in rows for voter in voters}
    return Counter({order: sum(dots[id] == chosen[who] for id, who in pairs) for order, pairs in orders.items()})


def _stored(people, poll, table, key):
    """The keys of a poll's rows as they lie in the file."""
    with people.store.reading() as session:
        place = literal_column(f"{table.__tablename__}.{'rowid' if people.store.sqlite else 'ctid'}")
        return list(session.scalars(select(key).where(table.poll_id == poll).order_by(place)))


@pytest.mark.parametrize("database", ["postgresql"])
def test_no_transaction_number_joins_a_receipt_to_who_voted(crowd):
    poll = crowd.open_poll()
    for who in MANY:
        crowd.do(who, "ballot.cast", poll=poll, choices={}, receipt=secrets.token_hex(16))
    join = "SELECT b.receipt FROM ballot b JOIN participation p ON b.xmin::text = p.xmin::text"
    crowd.do("KR-F", "poll.close", poll=poll)
    with crowd.store.reading() as session:
        assert len(session.connection().exec_driver_sql(join).all()) == 16 * 16


@pytest.mark.parametrize("ending", ["poll.close", "poll.cancel"])
def test_a_receipt_that_will_not_be_published_is_gone_when_the_vote_ends(shaping, ending):
    poll = shaping.do("ORG", "poll.open", method="dots", settings={"recount": True}).data["poll"]
    shaping.do("KR-02", "ballot.cast", poll=poll, choices={}, receipt="0f" * 16)
    assert [row.receipt for row in shaping.rows(Ballot)] == ["0f" * 16]
    shaping.do("KR-F", ending, poll=poll)
    assert found(["0f" * 16], {name: repr(rows) for name, rows in shaping.everything().items()}) == []


def in_the_files(people, *values):
    """Which of these bytes stand in the files of the database, its log included."""
    file = Path(people.store.engine.url.database)
    contents = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    return [value for value in values if value in contents]


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("ending", ["poll.close", "poll.cancel"])
def test_when_a_vote_ends_its_links_are_gone_from_sqlites_files_and_log(shaping, ending):
    poll = shaping.do("ORG", "poll.open", method="dots", settings={"recount": True}).data["poll"]
    shaping.do("KR-02", "ballot.cast", poll=poll, choices={}, receipt="0f" * 16)
    secret = [b"0f" * 16, shaping.row(Poll, poll).nonce, *(row.key for row in shaping.rows(BallotLink))]
    assert in_the_files(shaping, *secret) == secret
    shaping.do("KR-F", ending, poll=poll)
    assert in_the_files(shaping, *secret) == []


@pytest.mark.parametrize("database", ["sqlite"])
def test_who_reads_at_that_moment_puts_it_off_until_they_have_read(shaping, monkeypatch):
    monkeypatch.setattr("app.storage.wiping.PATIENCE_S", 0.1)
    poll = shaping.do("ORG", "poll.open", method="dots", settings={"recount": True}).data["poll"]
    shaping.do("KR-02", "ballot.cast", poll=poll, choices={}, receipt="0f" * 16)
    with shaping.store.reading() as session:
        assert session.scalar(select(Poll.state).where(Poll.id == poll)) == "open"
        shaping.do("KR-F", "poll.close", poll=poll)
    until(lambda: in_the_files(shaping, b"0f" * 16) == [])


@pytest.mark.parametrize("database", ["sqlite"])
def test_after_the_reveal_of_levels_who_gave_which_is_gone_from_sqlites_files_and_log(declaring):
    declaring.do("KR-02", "declaration.endorse", level=5, reservation="Sikrit words, then others.")
    declaring.do("KR-02", "declaration.endorse", level=1, reservation="")
    declaring.do("KR-F", "declaration.reveal")
    assert in_the_files(declaring, b"Sikrit words") == []


@pytest.mark.parametrize("database", ["sqlite"])
def test_sqlite_overwrites_what_is_deleted(voting):
    with voting.store.reading() as session:
        assert session.connection().exec_driver_sql("PRAGMA secure_delete").scalar() == 1


# Levels of agreement.


def test_before_the_reveal_no_level_and_no_reservation_is_anywhere(declaring):
    for level, who in enumerate(DELEGATES, start=1):
        declaring.do(who, "declaration.endorse", level=level, reservation=f"Reservation of {who}.", signed="name")
    assert found(["Reservation of", '"level"', '"levels"'], public(declaring)) == []
    assert found(["Reservation of KR-01"], alone(declaring, "KR-01")) == []
    events = [event for event in declaring.events() if event["type"] == "declaration.endorsed"]
    assert [
        (event["actor"], event["command"], event["data"]["set"]["declaration"]["endorsed"]) for event in events
    ] == [(None, None, n) for n in range(1, 7)]
    assert {who: declaring.mine(who)["endorsement"]["level"] for who in DELEGATES} == dict(
        zip(DELEGATES, range(1, 7), strict=True)
    )


def test_after_the_reveal_nothing_joins_a_level_to_its_delegate(declaring):
    for level, who in enumerate(DELEGATES, start=1):
        declaring.do(who, "declaration.endorse", level=level, reservation="I have my doubts.", signed="one")
    declaring.do("KR-F", "declaration.reveal")
    assert declaring.rows(Endorsement) == []
    assert {who: declaring.mine(who)["endorsement"] for who in DELEGATES} == dict.fromkeys(DELEGATES)
    revealed = declaring.snapshot()["declaration"]["revealed"]
    assert {reservation["signed"] for reservation in revealed["reservations"]} == {None}
    assert found([declaring.seat[who] for who in DELEGATES], {"revealed": json.dumps(revealed)}) == []


# Authors.


def test_while_the_stage_hides_authors_no_event_and_no_card_tells_who(shaping):
    """All that delegates do to the board, in one go."""
    before = shaping.snapshot()["seq"]
    card, theme = shaping.write("KR-02", "Count them"), shaping.do("KR-03", "theme.add", title="Care").data["theme"]
    for who, type, data in (
        ("KR-02", "card.move", {"card": card, "theme": theme}),
        ("KR-02", "comment.add", {"card": card, "text": "Yearly."}),
        ("KR-02", "reaction.toggle", {"card": card, "reaction": "agree"}),
        ("KR-02", "finding.cite", {"card": card, "finding": shaping.finding("F-KR-02")}),
        ("KR-02", "finding.uncite", {"card": card, "finding": shaping.finding("F-KR-02")}),
        ("KR-02", "card.merge", {"into": card, "cards": [shaping.card("One form")]}),
        ("KR-02", "card.unmerge", {"card": shaping.card("One form")}),
        ("KR-02", "card.remove", {"card": card}),
        ("KR-02", "card.restore", {"card": card}),
        ("KR-02", "theme.rename", {"theme": theme, "title": "Carers"}),
        ("KR-02", "theme.move", {"theme": theme, "after": None}),
        ("KR-02", "theme.remove", {"theme": theme}),
        ("KR-02", "card.reveal", {}),
        ("KR-02", "ready.set", {"done": True}),
    ):
        shaping.do(who, type, **data)
    shaping.type("KR-02", f"card:{card}", "title", 0, "And ")
    shaping.go("vote")
    events = [event for event in shaping.events(before) if event["type"] != "stage.started"]
    assert len(events) == 16
    assert {(event["actor"], event["command"]) for event in events} == {(None, None)}
    who = [shaping.seat["KR-02"], "Delegate KR-02", shaping.seat["KR-03"]]
    assert found(who, {event["type"]: json.dumps(event) for event in events}) == []
    cards = shaping.snapshot()["cards"]
    assert found(who, {"cards": json.dumps(cards), **exports(shaping)}) == []
    assert [said.member for said in shaping.heard if hasattr(said, "update")] == [None]


def test_authors_are_told_where_the_stage_shows_them(planning):
    planning.do("KR-04", "comment.add", card=planning.card("One form"), text="The ministry has one.")
    event = planning.events()[-1]
    assert event["actor"] == {"id": planning.seat["KR-04"], "name": "Delegate KR-04", "role": "participant"}


def test_a_lone_delegate_is_not_known_by_the_group_on_a_card(seated):
    seated.go("shape", at="JP")
    seated.write("JP-01", "One of one", at="JP")
    assert [card["perspective"] for card in seated.snapshot(at="JP")["cards"]] == [None]


# Seats.


def test_no_export_tells_who_sat_where(declared):
    secrets = [*declared.seat.values(), "Delegate KR-", "kr-01@"]
    assert found(secrets, exports(declared)) == []


def test_what_is_stored_of_a_private_text_is_bytes_of_its_own_document(gathering):
    with gathering.store.reading() as session:
        docs = set(session.scalars(select(Update.document_id)))
        cards = set(session.scalars(select(Card.id).where(Card.private.is_(True))))
        assert {f"card:{card}" for card in cards} <= docs
        assert session.scalar(select(Event.data).where(Event.type == "text.saved")) is None
