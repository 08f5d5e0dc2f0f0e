public class XorShift {
    /** Returns the next word of a 64-bit xorshift sequence. */
    public static long nextWord(long state) {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state;
    }
}
