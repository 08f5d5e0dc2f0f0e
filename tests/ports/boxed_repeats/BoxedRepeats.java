public class BoxedRepeats {
    /** Counts the values that equal their predecessor. */
    public static int countRepeats(int[] values) {
        Integer previous = null;
        int count = 0;
        for (Integer value : values) {
            if (value == previous) {
                count++;
            }
            previous = value;
        }
        return count;
    }
}
