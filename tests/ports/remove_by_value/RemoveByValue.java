import java.util.List;

public class RemoveByValue {
    /** Removes the first occurrence of a value, if there is one. */
    public static void forget(List<Integer> values, int value) {
        values.remove(Integer.valueOf(value));
    }
}
