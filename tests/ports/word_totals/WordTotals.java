import java.util.Map;
import java.util.TreeMap;

public class WordTotals {
    /** Returns the names with a positive count, joined by spaces. */
    public static String sortedNames(Map<String, Integer> counts) {
        StringBuilder result = new StringBuilder();
        for (Map.Entry<String, Integer> entry : new TreeMap<>(counts).entrySet()) {
            if (entry.getValue() > 0) {
                result.append(entry.getKey()).append(' ');
            }
        }
        return result.toString().trim();
    }
}
