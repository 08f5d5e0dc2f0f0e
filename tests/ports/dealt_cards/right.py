def deal(cards):
    """Deal cards to three players in turn."""
    return [cards[player::3] for player in range(3)]
