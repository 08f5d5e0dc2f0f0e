public class IntOverflowSquare {
    /** Returns the square of x. */
    public static int square(int x) {
        return x * x;
    }
}
