/** Single characters: Character. */
public class Characters {
    public static boolean isDigit(char c) {
        return Character.isDigit(c);
    }

    public static boolean isLetter(char c) {
        return Character.isLetter(c);
    }

    public static boolean isLetterOrDigit(char c) {
        return Character.isLetterOrDigit(c);
    }

    public static boolean isWhitespace(char c) {
        return Character.isWhitespace(c);
    }

    public static boolean isUpperCase(char c) {
        return Character.isUpperCase(c);
    }

    public static boolean isLowerCase(char c) {
        return Character.isLowerCase(c);
    }

    public static boolean isIdentifierStart(char c) {
        return Character.isUnicodeIdentifierStart(c);
    }

    public static boolean isISOControl(char c) {
        return Character.isISOControl(c);
    }

    public static char upperCaseChar(char c) {
        return Character.toUpperCase(c);
    }

    public static char lowerCaseChar(char c) {
        return Character.toLowerCase(c);
    }

    public static int getNumericValue(char c) {
        return Character.getNumericValue(c);
    }

    public static int digit(char c, int radix) {
        return Character.digit(c, radix);
    }

    public static char forDigit(int digit, int radix) {
        return Character.forDigit(digit, radix);
    }

    public static int subtractZero(char c) {
        return c - '0';
    }

    public static char nextChar(char c) {
        return (char) (c + 1);
    }

    public static int compareChars(char a, char b) {
        return Character.compare(a, b);
    }

    public static String getName(char c) {
        return Character.getName(c);
    }
}
