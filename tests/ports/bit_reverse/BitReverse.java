public class BitReverse {
    /** Returns the bits of a word in reverse order. */
    public static int reversed(int word) {
        int result = 0;
        for (int i = 0; i < 32; i++) {
            result <<= 1;
            result |= word >> i & 1;
        }
        return result;
    }
}
