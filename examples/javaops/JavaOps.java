/** What Java does where Python does something else: a method for each operator or call. */
public class JavaOps {
    public static int wrapToInt(long n) {
        return (int) n;
    }

    public static long squareOfLong(long n) {
        return n * n;
    }

    public static byte narrowToByte(int n) {
        return (byte) n;
    }

    public static short narrowToShort(int n) {
        return (short) n;
    }

    public static int codeOfChar(int n) {
        return (char) n;
    }

    public static int exactInt(long n) {
        return Math.toIntExact(n);
    }

    public static long exactProduct(long a, long b) {
        return Math.multiplyExact(a, b);
    }

    public static int divideInts(int a, int b) {
        return a / b;
    }

    public static long divideLongs(long a, long b) {
        return a / b;
    }

    public static int remainderOfInts(int a, int b) {
        return a % b;
    }

    public static long remainderOfLongs(long a, long b) {
        return a % b;
    }

    public static int floorDiv(int a, int b) {
        return Math.floorDiv(a, b);
    }

    public static int shiftIntLeft(int n, int distance) {
        return n << distance;
    }

    public static long shiftLongLeft(long n, int distance) {
        return n << distance;
    }

    public static int shiftIntRight(int n, long distance) {
        return n >> distance;
    }

    public static long shiftLongRight(long n, int distance) {
        return n >> distance;
    }

    public static int shiftIntRightUnsigned(int n, int distance) {
        return n >>> distance;
    }

    public static long shiftLongRightUnsigned(long n, int distance) {
        return n >>> distance;
    }

    public static int rotateInt(int n, int distance) {
        return Integer.rotateLeft(n, distance);
    }

    public static int absOfInt(int n) {
        return Math.abs(n);
    }

    public static long absOfLong(long n) {
        return Math.abs(n);
    }

    public static int doubleToInt(double x) {
        return (int) x;
    }

    public static long doubleToLong(double x) {
        return (long) x;
    }

    public static int floatToInt(float x) {
        return (int) x;
    }

    public static long floatToLong(float x) {
        return (long) x;
    }

    public static byte doubleToByte(double x) {
        return (byte) x;
    }

    public static long roundDouble(double x) {
        return Math.round(x);
    }

    public static int roundFloat(float x) {
        return Math.round(x);
    }

    public static float doubleToFloat(double x) {
        return (float) x;
    }

    public static float longToFloat(long n) {
        return n;
    }

    public static float addFloats(float a, float b) {
        return a + b;
    }

    public static float multiplyFloats(float a, float b) {
        return a * b;
    }

    public static float divideFloats(float a, float b) {
        return a / b;
    }

    public static float remainderOfFloats(float a, float b) {
        return a % b;
    }

    public static double divideDoubles(double a, double b) {
        return a / b;
    }

    public static double remainderOfDoubles(double a, double b) {
        return a % b;
    }

    public static double maxOfDoubles(double a, double b) {
        return Math.max(a, b);
    }

    public static double minOfDoubles(double a, double b) {
        return Math.min(a, b);
    }

    public static int compareDoubles(double a, double b) {
        return Double.compare(a, b);
    }

    public static double squareRoot(double x) {
        return Math.sqrt(x);
    }

    public static double exponential(double x) {
        return Math.exp(x);
    }

    public static double logarithm(double x) {
        return Math.log(x);
    }

    public static double decimalLogarithm(double x) {
        return Math.log10(x);
    }

    /** OpenJDK's Math.pow errs in the sign of powers of -0.0 whose exponents are beyond 2^51. */
    public static double power(double x, double y) {
        return StrictMath.pow(x, y);
    }

    public static void sortDoubles(double[] values) {
        java.util.Arrays.sort(values);
    }

    public static int elementAt(int[] values, int index) {
        return values[index];
    }

    public static int length(String text) {
        return text.length();
    }

    public static char charAt(String text, int index) {
        return text.charAt(index);
    }

    public static String substring(String text, int begin, int end) {
        return text.substring(begin, end);
    }

    public static String substringFrom(String text, int begin) {
        return text.substring(begin);
    }

    public static int indexOf(String text, String part, int start) {
        return text.indexOf(part, start);
    }

    public static int compareTexts(String a, String b) {
        return a.compareTo(b);
    }

    public static void sortTexts(String[] texts) {
        java.util.Arrays.sort(texts);
    }

    public static int hashOfText(String text) {
        return text.hashCode();
    }

    public static String trim(String text) {
        return text.trim();
    }

    public static String reverse(String text) {
        char[] units = text.toCharArray();
        for (int i = 0, j = units.length - 1; i < j; i++, j--) {
            char unit = units[i];
            units[i] = units[j];
            units[j] = unit;
        }
        return new String(units);
    }
}
