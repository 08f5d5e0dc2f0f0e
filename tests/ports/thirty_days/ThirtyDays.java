public class ThirtyDays {
    /** Returns the days between two dates in years of twelve times thirty days. */
    public static int interestDays(short year, byte month, short toYear, byte toMonth) {
        int months = (toYear - year) * 12 + toMonth - month;
        return months * 30 / 360 * 360 + months * 30 % 360;
    }
}
