public class GridSquare {
    /** Returns the name of a square of a chess board. */
    public static String square(int column, int row) {
        StringBuilder name = new StringBuilder();
        name.append('a' + (column & 7));
        name.append((row & 7) + 1);
        return name.toString();
    }
}
