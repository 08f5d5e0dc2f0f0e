import java.util.Map;

public class CountWord {
    /** Counts one more occurrence of a word and returns the count. */
    public static int countWord(Map<String, Integer> counts, String word) {
        return counts.merge(word, 1, Integer::sum);
    }
}
