public class ByteShift {
    /** Shifts every byte one bit to the right in place. */
    public static void halve(byte[] data) {
        for (int i = 0; i < data.length; i++) {
            data[i] >>>= 1;
        }
    }
}
