from decimal import ROUND_HALF_UP, Decimal


def format_quarters(quarters):
    """Format a number of quarters with one decimal, halves away from zero."""
    value = Decimal(quarters) / 4
    return str(value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
