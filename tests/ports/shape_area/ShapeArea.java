public class ShapeArea {
    /** Returns twice the area of a polygon, whose corners lie on a grid. */
    public static int area(byte[] xs, byte[] ys) {
        int n = Math.min(xs.length, ys.length);
        int twice = 0;
        for (int i = 0; i < n; i++) {
            int next = (i + 1) % n;
            twice += xs[i] * ys[next] - xs[next] * ys[i];
        }
        return Math.abs(twice);
    }
}
