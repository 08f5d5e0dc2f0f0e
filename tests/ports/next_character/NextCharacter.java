public class NextCharacter {
    /** Returns the character after the given one. */
    public static Character successor(Character c) {
        char next = c;
        next++;
        return next;
    }
}
