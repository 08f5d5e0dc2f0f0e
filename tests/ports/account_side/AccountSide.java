public class AccountSide {
    /** Tells whether an amount is booked as a debit. */
    public static boolean isDebit(int amount) {
        String sign = Integer.toString(amount).substring(0, 1);
        return sign == "-";
    }
}
