public class AbsBucket {
    private static final int SLOTS = 10;

    /** Returns the slot of a hash in a table with ten slots. */
    public static int slot(int hash) {
        return Math.abs(hash) % SLOTS;
    }
}
