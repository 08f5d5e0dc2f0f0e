public class LowBits {
    /** Keeps the low bits of a word, as many as the count says. */
    public static long lowBits(long word, byte count) {
        return word & ((1L << count) - 1);
    }
}
