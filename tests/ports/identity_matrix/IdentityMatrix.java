public class IdentityMatrix {
    /** Returns the identity matrix of the size n modulo 8. */
    public static int[][] identity(int n) {
        int size = Math.floorMod(n, 8);
        int[][] matrix = new int[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }
}
