public class CountBits {
    /** Returns the number of one bits in a word. */
    public static int countBits(int word) {
        return Integer.bitCount(word);
    }
}
