public class MorseShift {
    /** Returns every character three further, and the code of their sum at the end. */
    public static String shifted(char[] letters) {
        StringBuilder text = new StringBuilder();
        char sum = 0;
        for (char letter : letters) {
            sum += letter;
            text.append((char) (letter + 3));
        }
        return text.append(sum + 1).toString();
    }
}
