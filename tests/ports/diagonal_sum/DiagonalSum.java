public class DiagonalSum {
    /** Returns the sum of the diagonal of a table of three columns, row by row. */
    public static int diagonalSum(int[] cells) {
        int sum = 0;
        int rows = cells.length / 3;
        for (int row = 0; row < rows && row < 3; row++) {
            sum += cells[row * 3 + row];
        }
        return sum;
    }
}
