"""A ballot as somebody with a mind of their own might cast it, for each method: `dice` is a random.Random."""


def dots(cards, settings, dice):
    """All dots, as evenly as the limit for one card makes necessary, on cards one likes."""
    left, given = settings["budget"], {}
    for card in dice.sample(cards, len(cards)):
        given[card] = min(left, dice.randint(1, settings["per_card"]))
        left -= given[card]
        if not left:
            break
    return given


def rank(cards, settings, dice):
    """Every card in an order; now and then two are as good as each other."""
    order = [[card] for card in dice.sample(cards, len(cards))]
    if len(order) > 2 and dice.random() < 0.3:
        order[0:2] = [order[0] + order[1]]
    return order


def gradients(cards, settings, dice):
    """Mostly agreement, now and then a reservation."""
    return {card: dice.choices(range(1, 9), (8, 8, 6, 2, 2, 2, 1, 0))[0] for card in cards}


def approval(cards, settings, dice):
    return dice.sample(cards, dice.randint(1, settings["max"]))


def score(cards, settings, dice):
    return {card: dice.randint(0, settings["max"]) for card in cards}


def matrix(cards, settings, dice):
    return {card: {"impact": dice.randint(1, 5), "feasibility": dice.randint(1, 5)} for card in cards}


METHODS = {each.__name__: each for each in (dots, rank, gradients, approval, score, matrix)}
