public class UnsignedShift {
    /** Mixes the upper half of a hash into its lower half. */
    public static int fold(int hash) {
        return hash ^ (hash >>> 16);
    }
}
