def deal(cards):
    """Deal cards to three players in turn."""
    hands = [[]] * 3
    for i, card in enumerate(cards):
        hands[i % 3].append(card)
    return hands
