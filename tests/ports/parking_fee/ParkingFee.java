public class ParkingFee {
    /** Returns the fee in cents: ten minutes are free, then each started half hour counts. */
    public static int fee(short minutes) {
        if (minutes <= 10) {
            return 0;
        }
        int halves = (minutes + 29) / 30;
        return halves > 8 ? 2000 : halves * 250;
    }
}
