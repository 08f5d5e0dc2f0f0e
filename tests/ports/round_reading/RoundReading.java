public class RoundReading {
    /** Rounds a sensor reading to a whole number. */
    public static long roundReading(double reading) {
        return Math.round(reading);
    }
}
