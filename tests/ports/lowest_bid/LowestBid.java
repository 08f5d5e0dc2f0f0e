public class LowestBid {
    /** Returns the lowest bid above zero. */
    public static int lowestBid(int[] bids) {
        int lowest = Integer.MAX_VALUE;
        for (int bid : bids) {
            if (bid > 0 && bid < lowest) {
                lowest = bid;
            }
        }
        return lowest;
    }
}
