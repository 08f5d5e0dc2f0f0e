public class FindCharacter {
    /** Returns the position of a character in a text. */
    public static int locate(String text, char wanted) {
        return text.indexOf(wanted);
    }
}
