public class FillDiagonal {
    /** Sets the main diagonal of a grid to a value. */
    public static void fillDiagonal(int[][] grid, int value) {
        for (int i = 0; i < grid.length && i < grid[i].length; i++) {
            grid[i][i] = value;
        }
    }
}
