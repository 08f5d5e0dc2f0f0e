public class SeatLookup {
    /** Returns who sits at a place, or -1 beyond both ends of the row. */
    public static int seatAt(int[] row, int place) {
        if (place < 0 || place >= row.length) {
            return -1;
        }
        return row[place] % 1000;
    }
}
