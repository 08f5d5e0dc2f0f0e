import java.util.Set;
import java.util.TreeSet;

public class TagLengths {
    /** Returns the different lengths of a set of tags. */
    public static Set<Integer> totalLength(Set<String> tags) {
        Set<Integer> lengths = new TreeSet<>();
        for (String tag : tags) {
            lengths.add(tag.length());
        }
        return lengths;
    }
}
