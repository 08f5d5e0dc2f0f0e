public class LeapYear {
    /** Tells whether a year of the Gregorian calendar is a leap year. */
    public static boolean isLeapYear(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
