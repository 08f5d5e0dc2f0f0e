public class LongBalance {
    /** Returns the balance after a payment. */
    public static Long transfer(Long balance, Long payment) {
        return balance - payment;
    }
}
