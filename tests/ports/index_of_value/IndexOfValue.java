public class IndexOfValue {
    /** Returns the position of a value, or the length if it is not there. */
    public static int indexOf(long[] values, long wanted) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == wanted) {
                return i;
            }
        }
        return values.length;
    }
}
