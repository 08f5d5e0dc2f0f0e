public class PowerLaw {
    /** Returns the intensity at a distance under a power law. */
    public static double intensity(double distance, double exponent) {
        return Math.pow(distance, exponent);
    }
}
