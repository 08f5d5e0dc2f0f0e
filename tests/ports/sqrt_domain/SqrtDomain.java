public class SqrtDomain {
    /** Returns the side of a square with the given area. */
    public static double side(double area) {
        return Math.sqrt(area);
    }
}
