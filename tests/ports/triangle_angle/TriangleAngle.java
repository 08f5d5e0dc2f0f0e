public class TriangleAngle {
    /** Returns the angle in degrees between two sides, opposite the third. */
    public static double angle(double a, double b, double c) {
        double cosine = (a * a + b * b - c * c) / (2 * Math.abs(a * b) + 1e-9);
        return Math.toDegrees(Math.acos(cosine));
    }
}
