public class TruncatedTotal {
    /** Adds up prices in whole units. */
    public static int wholeTotal(double[] prices) {
        int total = 0;
        for (double price : prices) {
            total += price;
        }
        return total;
    }
}
