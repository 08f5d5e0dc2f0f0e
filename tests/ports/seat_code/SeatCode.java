public class SeatCode {
    /** Returns the code of a seat made of block, row letter and number. */
    public static String seat(char block, char row, int number) {
        return block + row + "-" + number;
    }
}
