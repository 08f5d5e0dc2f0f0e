public class MonthLength {
    /** Returns the days of a month, counted from 0 and around the year. */
    public static int days(int month, boolean leap) {
        switch (Math.floorMod(month, 12)) {
            case 1:
                return leap ? 29 : 28;
            case 3:
            case 5:
            case 8:
            case 10:
                return 30;
            default:
                return 31;
        }
    }
}
