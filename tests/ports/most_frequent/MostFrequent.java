import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class MostFrequent {
    /** Returns what occurs most often, and of several the one seen first. */
    public static <T> T mostFrequent(List<T> items) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        for (T item : items) {
            counts.merge(item, 1, Integer::sum);
        }
        T best = null;
        for (Map.Entry<T, Integer> entry : counts.entrySet()) {
            if (best == null || entry.getValue() > counts.get(best)) {
                best = entry.getKey();
            }
        }
        return best;
    }
}
