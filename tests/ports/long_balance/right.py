def transfer(balance, payment):
    """Return the balance after a payment as a 64-bit integer."""
    return (balance - payment + 2**63) % 2**64 - 2**63
