import java.util.ArrayList;
import java.util.List;

public class DistinctEntries {
    /** Returns the entries in their order, each of them once. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    public static List distinct(List entries) {
        List found = new ArrayList();
        for (Object entry : entries) {
            if (!found.contains(entry)) {
                found.add(entry);
            }
        }
        return found;
    }
}
