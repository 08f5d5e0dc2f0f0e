import java.util.List;

public class HighestOf {
    /** Returns the largest item, or the fallback if there is none. */
    public static <T extends Comparable<T>> T highest(List<? extends T> items, T fallback) {
        T best = null;
        for (T item : items) {
            if (best == null || item.compareTo(best) > 0) {
                best = item;
            }
        }
        return best == null ? fallback : best;
    }
}
