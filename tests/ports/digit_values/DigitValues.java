public class DigitValues {
    /** Adds up the digits of a number in a text. */
    public static int digitTotal(char[] digits) {
        int total = 0;
        for (char c : digits) {
            total += c - '0';
        }
        return total;
    }
}
