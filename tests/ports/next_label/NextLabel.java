public class NextLabel {
    /** Returns the label that follows the given letter. */
    public static String nextLabel(char letter) {
        return "#" + (letter + 1);
    }
}
