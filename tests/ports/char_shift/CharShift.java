public class CharShift {
    /** Returns the character the given distance away from c. */
    public static char shift(char c, int distance) {
        return (char) (c + distance);
    }
}
