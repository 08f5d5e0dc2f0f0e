def payload(packets):
    """Add up the payloads of the packets; those with a negative header do not count."""
    return sum(packet & 0xFFFF for packet in packets if packet >= 0) // 4
