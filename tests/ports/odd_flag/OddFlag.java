public class OddFlag {
    /** Tells whether a number is odd. */
    public static boolean isOdd(int number) {
        return (number & 1) == 1;
    }
}
