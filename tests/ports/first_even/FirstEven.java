public class FirstEven {
    /** Returns the first even value, or null if there is none. */
    public static Integer firstEven(int... values) {
        for (int value : values) {
            if (value % 2 == 0) {
                return value;
            }
        }
        return null;
    }
}
