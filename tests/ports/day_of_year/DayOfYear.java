public class DayOfYear {
    private static final int[] BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    /** Returns the day of the year of a date, its month counted from 0. */
    public static int dayOfYear(int year, int month, byte day) {
        int index = (month & 0x7fffffff) % 12;
        boolean leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
        int passed = BEFORE[index] + day;
        return leap && index > 1 ? passed + 1 : passed;
    }
}
