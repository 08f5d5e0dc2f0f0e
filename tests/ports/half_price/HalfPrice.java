public class HalfPrice {
    /** Returns half of every price, rounded to whole cents. */
    public static double[] halfPrice(double[] prices) {
        double[] halves = new double[prices.length];
        for (int i = 0; i < prices.length; i++) {
            halves[i] = Math.round(prices[i] * 50) / 100.0;
        }
        return halves;
    }
}
