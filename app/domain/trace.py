"""Where a measure comes from: the findings behind its cards, the cards themselves, and what the votes said."""


def trace(room, measure):
    """{findings, cards, votes} of `measure`, read from a room as plain data (`findings`, `cards` and `polls` of it).

    findings: by code; cards: its own first, then what was merged into them;
    votes: [{poll, place, of, score, tied}], one for each revealed poll that ranked it, its best place there.
    """
    cards = _cards(room, measure)
    cited = {finding for card in cards for finding in card["findings"]}
    return {
        "findings": [finding for finding in room["findings"] if finding["id"] in cited],
        "cards": cards,
        "votes": [vote for poll in room["polls"] if (vote := _vote(poll, {measure["id"], *measure["cards"]}))],
    }


def _cards(room, measure):
    known = {card["id"]: card for card in room["cards"]}
    found = [known[card] for card in measure["cards"] if card in known]
    for card in found:  # grows while it is read, so that what was merged twice over comes along too
        found += [other for other in room["cards"] if other["merged_into"] == card["id"] and other not in found]
    return found


def _vote(poll, ids):
    ranking = (poll.get("result") or {}).get("ranking", [])
    of = sum(len(place["cards"]) for place in ranking)
    for place in ranking:
        if ids & set(place["cards"]):
            tied = len(place["cards"]) > 1
            return {"poll": poll, "place": place["place"], "of": of, "score": place["score"], "tied": tied}
    return None
