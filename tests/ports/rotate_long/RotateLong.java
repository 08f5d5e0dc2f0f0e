public class RotateLong {
    /** Rotates the bits of a word to the left. */
    public static long rotate(long word, int distance) {
        return (word << distance) | (word >>> (64 - distance));
    }
}
