def vote_counts(votes):
    """Return the answers that were given and how often, such as "no:2 yes:1 "."""
    counts = {}
    for vote in votes:
        counts[vote] = counts.get(vote, 0) + 1
    text = ""
    for vote, count in counts.items():
        text += ("yes:" if vote else "no:") + str(count) + " "
    return text
