public class JulianDay {
    /** Returns the Julian day number of a date of the Gregorian calendar. */
    public static int julianDay(short year, byte month, byte day) {
        int a = (month - 14) / 12;
        return (1461 * (year + 4800 + a)) / 4
                + (367 * (month - 2 - 12 * a)) / 12
                - (3 * ((year + 4900 + a) / 100)) / 4
                + day - 32075;
    }
}
