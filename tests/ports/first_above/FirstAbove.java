public class FirstAbove {
    /** Returns how many heights come before the first one above a limit. */
    public static int firstAbove(int[] heights, int limit) {
        int i;
        for (i = 0; i < heights.length; i++) {
            if (heights[i] > limit) {
                break;
            }
        }
        return i;
    }
}
