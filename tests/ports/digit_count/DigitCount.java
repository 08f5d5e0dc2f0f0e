public class DigitCount {
    /** Returns the number of decimal digits of all numbers together. */
    public static int digitCount(int[] numbers) {
        int digits = 0;
        for (int number : numbers) {
            int rest = number;
            do {
                digits++;
                rest /= 10;
            } while (rest != 0);
        }
        return digits;
    }
}
