public class GradeLetter {
    /** Returns the grade of a score. */
    public static String grade(int score) {
        String result = "F";
        if (score >= 90) {
            result = "A";
        } else if (score >= 75) {
            result = "B";
        } else if (score >= 50) {
            result = "C";
        }
        return result;
    }
}
