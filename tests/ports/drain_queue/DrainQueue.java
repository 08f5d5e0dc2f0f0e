import java.util.LinkedList;

public class DrainQueue {
    /** Takes all elements from a queue and returns their alternating sum. */
    public static long drain(LinkedList<Integer> queue) {
        long sum = 0;
        int sign = 1;
        while (!queue.isEmpty()) {
            sum += sign * (long) queue.removeFirst();
            sign = -sign;
        }
        return sum;
    }
}
