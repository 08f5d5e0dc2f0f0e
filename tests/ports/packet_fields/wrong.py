def fields(packet):
    """Count the fields of a packet, each of which begins with its length."""
    count = 0
    for i in range(len(packet)):
        count += 1
        i += packet[i] & 3      # to the last byte of the field
    return count
