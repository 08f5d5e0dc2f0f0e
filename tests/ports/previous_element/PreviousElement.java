public class PreviousElement {
    /** Returns the element before the given position. */
    public static int previous(int[] values, int position) {
        return values[position - 1];
    }
}
