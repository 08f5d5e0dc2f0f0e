def total(prices, pieces):
    """Return the amount of an invoice in cents, and 2 % off from a thousand pieces."""
    amount = 0
    for price, count in zip(prices, pieces):
        line = price * count
        if count >= 1000:
            # cut towards zero
            line -= -(-line // 50) if line < 0 else line // 50
        amount += line
    return amount
