import java.util.Arrays;

public class ScorePage {
    /** Returns the five scores on a page. */
    public static int[] page(int[] scores, byte number) {
        int start = Math.floorMod(number, 3) * 5;
        return Arrays.copyOfRange(scores, start, start + 5);
    }
}
