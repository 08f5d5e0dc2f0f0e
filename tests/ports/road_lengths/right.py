from bridge.javaops import int32

NONE = 2**31 - 1


def shortest(roads):
    """Return the length of the shortest way, where two missing roads are less than none."""
    length = [0] + [NONE] * 4
    for town in range(5):
        for step in (1, 2):
            if town + step > 4:
                continue
            road = 2 * town + step - 1
            more = roads[road] if road < len(roads) and roads[road] > 0 else NONE
            length[town + step] = min(length[town + step], int32(length[town] + more))
    return length[4]
