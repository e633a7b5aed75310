"""The page from which agendas are sent: who reaches it, and when."""

from app.storage.tables import Room


def test_it_is_for_those_who_may_take_the_agenda_along(organiser, app, browser, link):
    client, workshop_id, _ = organiser
    with app.house.store.reading() as db:
        room = db.query(Room).filter_by(workshop_id=workshop_id, country="KR").one().id
    delegate = browser()
    delegate.post(link(workshop_id), data={"language": "en", "consent": "yes"})
    assert client.get(f"/workshops/{workshop_id}/send").status_code == 200
    assert "Not declared yet." in client.get(f"/rooms/{room}/send").text
    early, whole = delegate.get(f"/rooms/{room}/send"), delegate.get(f"/workshops/{workshop_id}/send")
    assert (early.status_code, whole.status_code) == (403, 403)
    assert "The agenda can be taken along once it has been declared" in early.text
    stranger = browser().get(f"/rooms/{room}/send")
    assert (stranger.status_code, stranger.headers["Location"]) == (303, f"/sign-in?next=/rooms/{room}/send")
