public class OverloadedFare {
    /** Returns the price of a return trip. */
    public static long fare(int zones) {
        return fare(zones, true);
    }

    /** Returns the price of a single or return trip. */
    public static long fare(int zones, boolean andBack) {
        return (andBack ? 2L : 1L) * zones * 250;
    }
}
