public class ExactQuotient {
    /** Returns an amount as booked on the debit or the credit side. */
    public static int booked(int amount, boolean debit) {
        int direction = debit ? -1 : 1;
        return amount / direction;
    }
}
