public class TaxiDistance {
    /** Returns the blocks between two corners of a city and the tens of minutes they take. */
    public static int[] distance(short x, short y, short toX, short toY) {
        int blocks = Math.abs(toX - x) + Math.abs(toY - y);
        return new int[] {blocks, blocks * 3 / 10};
    }
}
