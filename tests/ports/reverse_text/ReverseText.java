public class ReverseText {
    /** Returns the text with its characters in reverse order. */
    public static String backwards(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = text.length() - 1; i >= 0; i--) {
            result.append(text.charAt(i));
        }
        return result.toString();
    }
}
