public class DashedText {
    /** Puts a dash between all characters of a text. */
    public static String dashed(String text) {
        StringBuilder result = new StringBuilder();
        for (char c : text.toCharArray()) {
            result.append(c).append('-');
        }
        result.deleteCharAt(result.length() - 1);
        return result.toString();
    }
}
