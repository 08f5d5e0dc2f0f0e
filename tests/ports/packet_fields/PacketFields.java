public class PacketFields {
    /** Counts the fields of a packet, each of which begins with its length. */
    public static int fields(byte[] packet) {
        int fields = 0;
        for (int i = 0; i < packet.length; i++) {
            fields++;
            i += packet[i] & 3;
        }
        return fields;
    }
}
