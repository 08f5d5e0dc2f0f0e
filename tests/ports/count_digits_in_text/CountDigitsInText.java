public class CountDigitsInText {
    /** Counts the decimal digits of a text. */
    public static int countDigits(String text) {
        int count = 0;
        for (char c : text.toCharArray()) {
            if (Character.isDigit(c)) {
                count++;
            }
        }
        return count;
    }
}
