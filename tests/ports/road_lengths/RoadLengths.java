import java.util.Arrays;

public class RoadLengths {
    private static final int NONE = Integer.MAX_VALUE;

    /** Returns the length of the shortest way through five towns in a row of roads. */
    public static int shortest(byte[] roads) {
        int[] length = new int[5];
        Arrays.fill(length, NONE);
        length[0] = 0;
        for (int town = 0; town < 5; town++) {
            for (int step = 1; step <= 2 && town + step < 5; step++) {
                int road = 2 * town + step - 1;
                int more = road < roads.length && roads[road] > 0 ? roads[road] : NONE;
                if (length[town] + more < length[town + step]) {
                    length[town + step] = length[town] + more;
                }
            }
        }
        return length[4];
    }
}
