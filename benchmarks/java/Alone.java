/** The same methods without a bridge: nanoseconds of a plain loop over arrays on the heap. */
public final class Alone {
    private static double[] x;
    private static double[] results;
    private static double[][] rows;
    private static double[][] resultRows;

    private Alone() {}

    static int takeNumbers(double[] numbers) {
        x = numbers;
        results = new double[x.length];
        return x.length;
    }

    /** Cuts the numbers into rows of these lengths. */
    static int takeRows(double[] numbers, int[] lengths) {
        rows = new double[lengths.length][];
        resultRows = new double[lengths.length][];
        int start = 0;
        for (int i = 0; i < lengths.length; i++) {
            rows[i] = java.util.Arrays.copyOfRange(numbers, start, start + lengths[i]);
            start += lengths[i];
        }
        return rows.length;
    }

    static long sigmoid(int unused) {
        long start = System.nanoTime();
        for (int i = 0; i < x.length; i++) {
            results[i] = Subjects.sigmoid(x[i]);
        }
        return System.nanoTime() - start;
    }

    static long softmax(int unused) {
        long start = System.nanoTime();
        for (int i = 0; i < rows.length; i++) {
            resultRows[i] = Subjects.softmax(rows[i]);
        }
        return System.nanoTime() - start;
    }
}
