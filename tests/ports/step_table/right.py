def steps(rows):
    """Return how many ways lead through every cell of a table of five columns."""
    ways = [[1] * 5]
    for row in range(1, (rows & 3) + 2):
        line = [row + 1]
        for above in ways[-1][1:]:
            line.append(above + line[-1])
        ways.append(line)
    return ways
