import java.util.Collection;

public class SmallestValue {
    /** Returns the smallest of the values. */
    public static int smallest(Collection<Integer> values) {
        int best = Integer.MAX_VALUE;
        for (int value : values) {
            if (value < best) {
                best = value;
            }
        }
        return best;
    }
}
