public class PricePerDozen {
    /** Returns the price of a full dozen. */
    public static Double perDozen(Double price, Integer pieces) {
        return price / (pieces / 12);
    }
}
