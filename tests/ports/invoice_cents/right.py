from bridge.javaops import idiv, int32


def total(prices, pieces):
    """Return the amount of an invoice in cents; a line has 32 bits."""
    amount = 0
    for price, count in zip(prices, pieces):
        line = int32(price * count)
        amount += line - idiv(line, 50) if count >= 1000 else line
    return amount
