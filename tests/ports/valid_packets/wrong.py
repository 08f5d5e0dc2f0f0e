def payload(packets):
    """Add up the payloads of the packets; those with a negative header do not count."""
    total = 0
    for packet in packets:
        if packet < 0:
            break
        total += packet & 0xFFFF
    return total // 4
