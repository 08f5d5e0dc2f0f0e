public class MaskText {
    /** Replaces the characters of every line by asterisks. */
    public static String mask(String text) {
        return text.replaceAll(".", "*");
    }
}
