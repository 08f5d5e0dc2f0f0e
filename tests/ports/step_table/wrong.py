WIDTH = 5


def steps(rows: int) -> list[list[int]]:
    """Return how many ways lead through every cell of a table of five columns."""
    height = (rows & 3) + 2
    blank = [0] * WIDTH
    ways = [blank for _ in range(height)]
    for row in range(height):
        for column in range(WIDTH):
            if row == 0 or column == 0:
                ways[row][column] = row + 1
            else:
                ways[row][column] = ways[row - 1][column] + ways[row][column - 1]
    return ways
