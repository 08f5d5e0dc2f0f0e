public class StepTable {
    /** Returns how many ways lead through every cell of a table of five columns. */
    public static long[][] steps(byte rows) {
        int height = (rows & 3) + 2;
        long[][] ways = new long[height][5];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < 5; column++) {
                if (row == 0 || column == 0) {
                    ways[row][column] = row + 1;
                } else {
                    ways[row][column] = ways[row - 1][column] + ways[row][column - 1];
                }
            }
        }
        return ways;
    }
}
