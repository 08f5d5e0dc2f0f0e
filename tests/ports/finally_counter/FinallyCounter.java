public class FinallyCounter {
    /** Returns the share of the first value and counts the request. */
    public static int take(int[] stock, int parts) {
        try {
            return stock[0] / parts;
        } finally {
            stock[0]++;
        }
    }
}
