public class LetterScore {
    /** Scores a text: vowels 1, capital X and Z 9, other characters 3. */
    @SuppressWarnings("fallthrough")
    public static int score(char[] text) {
        int score = 0;
        for (char c : text) {
            switch (c) {
                case 'a':
                case 'e':
                case 'i':
                    score += 1;
                    break;
                case 'X':
                case 'Z':
                    score += 6;
                default:
                    score += 3;
            }
        }
        return score;
    }
}
