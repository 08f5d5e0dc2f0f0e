import java.util.List;

public class FixedList {
    /** Returns a pair, with the sum added if both are positive. */
    public static List<Integer> withExtra(int a, int b) {
        List<Integer> values = List.of(a, b);
        if (a > 0 && b > 0) {
            values.add(a + b);
        }
        return values;
    }
}
