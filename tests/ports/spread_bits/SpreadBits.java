public class SpreadBits {
    /** Spreads the bits of a hash over a table of 4096 places. */
    public static int spread(int hash) {
        hash ^= hash >>> 20 ^ hash >>> 12;
        return (hash ^ hash >>> 7 ^ hash >>> 4) & 4095;
    }
}
