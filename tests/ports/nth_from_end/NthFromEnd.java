import java.util.List;

public class NthFromEnd {
    /** Returns the value so many places before the last one. */
    public static int fromEnd(List<Integer> values, byte places) {
        int index = values.size() - 1 - places;
        return values.get(index);
    }
}
