public class RisingDays {
    /** Counts the days on which a course rose by more than one percent. */
    public static int rising(short[] course) {
        int days = 0;
        for (int day = 1; day < course.length; day++) {
            int change = course[day] - course[day - 1];
            if (change * 100 / (Math.abs(course[day - 1]) + 1) > 1) {
                days++;
            }
        }
        return days;
    }
}
