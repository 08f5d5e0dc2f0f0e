public class PlottedPoints {
    /** Counts the points in every cell of a map of four times four cells. */
    public static int[][] plot(int[] xs, int[] ys) {
        int[][] cells = new int[4][4];
        int n = Math.min(xs.length, ys.length);
        for (int i = 0; i < n; i++) {
            cells[ys[i] & 3][xs[i] & 3]++;
        }
        return cells;
    }
}
