public class InvoiceCents {
    /** Returns the amount of an invoice in cents, and 2 % off from a thousand pieces. */
    public static long total(int[] prices, int[] pieces) {
        long total = 0;
        for (int i = 0; i < Math.min(prices.length, pieces.length); i++) {
            int line = prices[i] * pieces[i];
            if (pieces[i] >= 1000) {
                line -= line / 50;
            }
            total += line;
        }
        return total;
    }
}
