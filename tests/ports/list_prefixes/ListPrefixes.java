import java.util.ArrayList;
import java.util.List;

public class ListPrefixes {
    /** Returns all non-empty prefixes of a list, shortest first. */
    public static List<List<Integer>> prefixes(List<Integer> values) {
        List<List<Integer>> result = new ArrayList<>();
        List<Integer> current = new ArrayList<>();
        for (Integer value : values) {
            current.add(value);
            result.add(new ArrayList<>(current));
        }
        return result;
    }
}
