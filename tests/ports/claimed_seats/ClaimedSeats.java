public class ClaimedSeats {
    /** Claims the first free seat and returns its number, or -1. */
    public static int claim(boolean[] taken) {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                taken[i] = true;
                return i;
            }
        }
        return -1;
    }
}
