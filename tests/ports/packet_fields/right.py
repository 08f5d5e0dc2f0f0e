def fields(packet):
    """Count the fields of a packet, each of which begins with its length."""
    count = i = 0
    while i < len(packet):
        count += 1
        i += 1 + (packet[i] & 3)
    return count
