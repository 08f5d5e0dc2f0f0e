import java.util.Arrays;
import java.util.Collections;
import java.util.List;

public class SortedView {
    /** Returns the alphabetically first word, or an empty text. */
    public static String firstWord(String[] words) {
        List<String> view = Arrays.asList(words);
        Collections.sort(view);
        return view.isEmpty() ? "" : view.get(0);
    }
}
