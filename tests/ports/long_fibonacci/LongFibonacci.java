import java.util.HashMap;
import java.util.Map;

public class LongFibonacci {
    private static final Map<Integer, Long> CACHE = new HashMap<>();

    /** Returns the Fibonacci number with the index n modulo 120. */
    public static long fibonacci(int n) {
        return compute(Math.floorMod(n, 120));
    }

    private static long compute(int n) {
        if (n < 2) {
            return n;
        }
        Long known = CACHE.get(n);
        if (known == null) {
            known = compute(n - 1) + compute(n - 2);
            CACHE.put(n, known);
        }
        return known;
    }
}
