public class LinearCongruence {
    /** Advances a 64-bit linear congruential generator by one step. */
    public static long nextSeed(long seed) {
        return seed * 6364136223846793005L + 1442695040888963407L;
    }
}
