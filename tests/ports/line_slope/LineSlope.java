public class LineSlope {
    private final double x;
    private final double y;

    private LineSlope(double x, double y) {
        this.x = x;
        this.y = y;
    }

    /** Returns the slope of the line through two points. */
    public static double slope(double x1, double y1, double x2, double y2) {
        LineSlope from = new LineSlope(x1, y1);
        LineSlope to = new LineSlope(x2, y2);
        return (to.y - from.y) / (to.x - from.x);
    }
}
