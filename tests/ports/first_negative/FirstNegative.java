public class FirstNegative {
    /** Returns the position of the first negative value, or the length. */
    public static int firstNegative(int[] values) {
        int i;
        for (i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                break;
            }
        }
        return i;
    }
}
