public class CharAtSum {
    /** Adds up the codes of all characters, weighted by position. */
    public static long codeSum(String text) {
        long sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (i + 1L) * text.charAt(i);
        }
        return sum;
    }
}
