public class CountLetters {
    /** Counts the Latin, Greek and Cyrillic letters of a text. */
    public static int countLetters(String text) {
        int count = 0;
        for (char c : text.toCharArray()) {
            if (c < 0x500 && Character.isLetter(c)) {
                count++;
            }
        }
        return count;
    }
}
