public class ShiftWidth {
    /** Returns a word in which only the given bit is set. */
    public static int mask(byte bit) {
        return 1 << bit;
    }
}
