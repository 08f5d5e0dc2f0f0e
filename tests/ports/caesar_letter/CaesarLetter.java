public class CaesarLetter {
    /** Moves a letter by the given number of places in the alphabet. */
    public static char encode(char letter, int places) {
        if (letter < 'a' || letter > 'z') {
            return letter;
        }
        return (char) ('a' + (letter - 'a' + places % 26) % 26);
    }
}
