public class MiddleKey {
    /** Returns the middle of two keys without a sign. */
    public static int middle(int low, int high) {
        return (low + high) >>> 1;
    }
}
