public class CountNeighbours {
    /** Counts the non-zero cells left, right, above and below a cell. */
    public static int countNeighbours(int[][] grid, int row, int col) {
        return cell(grid, row - 1, col) + cell(grid, row + 1, col)
                + cell(grid, row, col - 1) + cell(grid, row, col + 1);
    }

    private static int cell(int[][] grid, int row, int col) {
        try {
            return grid[row][col] != 0 ? 1 : 0;
        } catch (ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }
}
