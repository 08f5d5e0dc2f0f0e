public class ByteChecksum {
    /** Returns the one-byte checksum of the data. */
    public static byte checksum(byte[] data) {
        int sum = 0;
        for (byte b : data) {
            sum += b;
        }
        return (byte) sum;
    }
}
