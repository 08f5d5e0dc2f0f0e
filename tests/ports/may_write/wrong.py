OWNER, ACTIVE = 4, 1


def may_write(rights):
    """Tell whether the rights of a user let them write."""
    return rights & OWNER and rights & ACTIVE
