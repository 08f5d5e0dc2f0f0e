public class SeatTaken {
    /** Tells whether a seat of a train is taken, a bit for each. */
    public static boolean isTaken(int seats, int number) {
        return (seats >> number & 1) == 1;
    }
}
