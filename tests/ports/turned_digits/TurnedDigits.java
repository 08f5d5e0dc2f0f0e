public class TurnedDigits {
    /** Returns the digits of a code in reverse order; 0 for negative codes. */
    public static int turnedDigits(short code) {
        int turned = 0;
        int rest = code;
        while (rest > 0) {
            turned = turned * 10 + rest % 10;
            rest /= 10;
        }
        return turned;
    }
}
