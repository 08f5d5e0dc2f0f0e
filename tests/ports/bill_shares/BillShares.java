public class BillShares {
    /** Splits a bill among three; what is left over goes to the last one. */
    public static int[] shares(int cents) {
        int share = cents / 3;
        int[] shares = {share, share, share};
        shares[2] += cents % 3;
        return shares;
    }
}
