import java.util.Iterator;

public class SecondElement {
    /** Returns the second element of a sequence. */
    public static int second(Iterable<Integer> values) {
        Iterator<Integer> it = values.iterator();
        it.next();
        return it.next();
    }
}
