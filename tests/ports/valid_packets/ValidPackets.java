public class ValidPackets {
    /** Adds up the payloads of the packets; those with a negative header do not count. */
    public static int payload(int[] packets) {
        int sum = 0;
        for (int packet : packets) {
            if (packet < 0) {
                continue;
            }
            sum += packet & 0xffff;
        }
        return sum / 4;
    }
}
