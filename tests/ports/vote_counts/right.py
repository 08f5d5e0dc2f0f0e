def vote_counts(votes):
    """Return the answers that were given and how often; false lies first in Java's map."""
    text = ""
    for answer, label in ((False, "no"), (True, "yes")):
        if answer in votes:
            text += f"{label}:{votes.count(answer)} "
    return text
