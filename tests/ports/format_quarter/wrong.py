def format_quarters(quarters):
    """Format a number of quarters with one decimal."""
    return f"{quarters / 4:.1f}"
