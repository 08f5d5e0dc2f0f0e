public class WholeMetres {
    /** Returns lengths in feet as whole metres. */
    public static int[] wholeMetres(double[] feet) {
        int[] metres = new int[feet.length];
        for (int i = 0; i < feet.length; i++) {
            metres[i] = (int) (feet[i] * 0.3048);
        }
        return metres;
    }
}
