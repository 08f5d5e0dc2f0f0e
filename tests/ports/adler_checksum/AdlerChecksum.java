public class AdlerChecksum {
    /** Returns a checksum of two halves, the second of which weighs by position. */
    public static int adler(byte[] data) {
        int a = 1;
        int b = 0;
        for (byte value : data) {
            a += value & 0xff;
            b += a * 4099;
        }
        return b << 16 | a & 0xffff;
    }
}
