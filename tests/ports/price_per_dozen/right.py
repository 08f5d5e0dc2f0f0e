import math


def per_dozen(price, pieces):
    """Return the price of a full dozen; infinite or NaN without one."""
    dozens = int(pieces / 12)
    if dozens == 0:
        if price == 0 or math.isnan(price):
            return math.nan
        return math.copysign(math.inf, price)
    return price / dozens
