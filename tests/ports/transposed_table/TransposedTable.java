public class TransposedTable {
    /** Returns the transposed table; all rows are as long as the first. */
    public static double[][] transpose(double[][] table) {
        int width = table.length == 0 ? 0 : table[0].length;
        double[][] result = new double[width][table.length];
        for (int row = 0; row < table.length; row++) {
            for (int col = 0; col < width; col++) {
                result[col][row] = table[row][col];
            }
        }
        return result;
    }
}
