from bridge.javaops import idiv, int32


def passed(events):
    """Count who passes a turnstile: 0 is a coin, 1 a push, 2 the guard who locks it."""
    is_open, count = False, 0
    for event in events:
        match event & 3:
            case 1:
                count, is_open = int32(count + is_open), False
            case 3:
                count = int32(count + idiv(event, 64))
            case kind:
                is_open = kind == 0
    return count
