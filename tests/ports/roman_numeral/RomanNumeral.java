public class RomanNumeral {
    private static final int[] VALUES = {10, 9, 5, 4, 1};
    private static final String[] SIGNS = {"X", "IX", "V", "IV", "I"};

    /** Writes a number below forty in Roman numerals. */
    public static String roman(int number) {
        int rest = Math.abs(number % 40);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < VALUES.length; i++) {
            text.append(SIGNS[i].repeat(rest / VALUES[i]));
            rest %= VALUES[i];
        }
        return text.toString();
    }
}
