public class MonthName {
    private static final String[] NAMES = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    /** Returns the name of a month, counted from 1. */
    public static String monthName(int month) {
        return NAMES[month - 1];
    }
}
