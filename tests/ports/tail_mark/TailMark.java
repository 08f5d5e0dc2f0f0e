public class TailMark {
    /** Returns the code of the last character and the length, or zeros. */
    public static int[] tailMark(String text) {
        int length = text.length();
        if (length == 0) {
            return new int[] {0, 0};
        }
        return new int[] {text.charAt(length - 1), length};
    }
}
