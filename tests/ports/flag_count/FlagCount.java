public class FlagCount {
    /** Counts the flags that are set in a word. */
    public static int flagsSet(int flags) {
        int count = 0;
        for (int bit = 0; bit < 32; bit++) {
            count += flags >>> bit & 1;
        }
        return count;
    }
}
