def transfer(balance, payment):
    """Return the balance after a payment."""
    return balance - payment
