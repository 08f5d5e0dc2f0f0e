import java.util.ArrayList;
import java.util.List;

public class SubListWindow {
    /** Returns a copy of the elements in [from, to). */
    public static List<Integer> window(List<Integer> values, int from, int to) {
        return new ArrayList<>(values.subList(from, to));
    }
}
