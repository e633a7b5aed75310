"""A whole text whose answer was lost is sent again, as it was: the words must not stand there twice."""


def words(line, card, value, base):
    return line.ask("text.set", {"doc": f"card:{card}", "field": "body", "value": value, "base": base})["value"]


def test_a_text_sent_again_is_there_once(workshop):
    workshop.start("shape", "KR")
    card, writer = workshop.card("Care"), workshop.sit("KR-01")
    assert words(writer, card, "Workers pay once.", "") == "Workers pay once."
    assert words(writer, card, "Workers pay once.", "") == "Workers pay once."


def test_it_is_there_once_although_somebody_wrote_in_between(workshop):
    workshop.start("shape", "KR")
    card, (writer, other) = workshop.card("Care"), workshop.sit("KR-01", "KR-02")
    words(writer, card, "Workers pay.", "")
    words(other, card, "Workers pay. And employers.", "Workers pay.")
    assert words(writer, card, "Workers pay.", "") == "Workers pay. And employers."


def test_the_same_words_written_once_more_on_purpose_are_kept(workshop):
    workshop.start("shape", "KR")
    card, writer = workshop.card("Care"), workshop.sit("KR-01")
    for value, base in (("yes", ""), ("", "yes"), ("yes", "")):
        assert words(writer, card, value, base) == value
