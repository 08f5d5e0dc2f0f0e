import java.util.HashSet;
import java.util.Set;

public class DistinctLetters {
    /** Returns every different ASCII character of a text once. */
    public static String distinct(String text) {
        Set<Character> seen = new HashSet<>(256);
        for (char c : text.toCharArray()) {
            if (c < 128) {
                seen.add(c);
            }
        }
        StringBuilder result = new StringBuilder();
        for (char c : seen) {
            result.append(c);
        }
        return result.toString();
    }
}
