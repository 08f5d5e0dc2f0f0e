public class ShoutLetters {
    /** Capitalizes every Latin-1 character of a text. */
    public static String shout(String text) {
        StringBuilder result = new StringBuilder();
        for (char c : text.toCharArray()) {
            result.append(c <= 0xff ? Character.toUpperCase(c) : c);
        }
        return result.toString();
    }
}
