import java.util.Arrays;

public class SortWords {
    /** Returns the words in a new, sorted array. */
    public static String[] sortWords(String[] words) {
        String[] result = words.clone();
        Arrays.sort(result);
        return result;
    }
}
