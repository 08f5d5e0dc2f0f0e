public class LabeledSearch {
    /** Counts the cells seen before the first negative one. */
    public static int rowsBefore(int[][] grid) {
        int seen = 0;
        search:
        for (int[] row : grid) {
            for (int cell : row) {
                if (cell < 0) {
                    break search;
                }
                seen++;
            }
        }
        return seen;
    }
}
