public class KelvinReading {
    /** Returns temperatures in tenths of a degree Celsius as whole kelvins. */
    public static long kelvin(short tenths) {
        return Math.round(tenths / 10.0 + 273.15);
    }
}
