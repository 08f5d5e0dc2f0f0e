import java.util.List;

public class ElementOrFail {
    /** Returns the element at an index or fails with a clear message. */
    public static Integer elementAt(List<Integer> values, int index) {
        if (index < 0 || index >= values.size()) {
            throw new IllegalArgumentException("no element " + index);
        }
        return values.get(index);
    }
}
