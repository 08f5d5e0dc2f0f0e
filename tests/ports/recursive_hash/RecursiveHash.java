import java.util.List;

public class RecursiveHash {
    /** Returns the hash of a list of numbers. */
    public static int hashOf(List<Integer> numbers) {
        return from(numbers, 0);
    }

    private static int from(List<Integer> numbers, int index) {
        if (index == numbers.size()) {
            return 7;
        }
        return 1000003 * from(numbers, index + 1) ^ numbers.get(index);
    }
}
