public class FramePoints {
    /** Returns the points of a bowling frame and of the throws that follow. */
    public static int points(int[] throwsMade) {
        int first = pins(throwsMade, 0);
        int second = pins(throwsMade, 1);
        if (first == 10) {
            return 10 + second + pins(throwsMade, 2);
        }
        if (first + second == 10) {
            return 10 + pins(throwsMade, 2);
        }
        return first + second;
    }

    private static int pins(int[] throwsMade, int index) {
        return index < throwsMade.length ? Math.floorMod(throwsMade[index], 11) : 0;
    }
}
