public class ZellerWeekday {
    /** Returns the weekday of a date by Zeller's congruence, 0 being Saturday. */
    public static int weekday(int year, int month, int day) {
        int y = Math.floorMod(year, 4000);
        int m = Math.floorMod(month, 12) + 3;
        int d = Math.floorMod(day, 28) + 1;
        int k = y % 100;
        int j = y / 100;
        return (d + 13 * (m + 1) / 5 + k + k / 4 + j / 4 - 2 * j) % 7;
    }
}
