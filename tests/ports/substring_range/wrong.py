def area_code(phone):
    """Return the first three characters of a phone number."""
    return phone[:3]
