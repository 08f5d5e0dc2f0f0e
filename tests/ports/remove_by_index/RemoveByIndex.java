import java.util.List;

public class RemoveByIndex {
    /** Removes an entry from the list and returns how many are left. */
    public static int drop(List<Integer> entries, int entry) {
        entries.remove(entry);
        return entries.size();
    }
}
