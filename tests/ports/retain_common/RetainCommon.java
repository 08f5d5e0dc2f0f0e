import java.util.Set;

public class RetainCommon {
    /** Removes all numbers from 10 upwards and tells whether any was removed. */
    public static boolean retainSmall(Set<Integer> numbers) {
        return numbers.removeIf(number -> number >= 10);
    }
}
