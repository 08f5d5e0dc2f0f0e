import java.util.List;

public class CachedValue {
    /** Returns the value that a cache keeps for a key, whose place is its remainder. */
    public static int lookUp(List<Integer> cache, int key) {
        int place = key % cache.size();
        return cache.get(place);
    }
}
