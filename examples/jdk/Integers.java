import java.math.BigInteger;

/** Whole numbers: the operators, Math, Integer and Long. */
public class Integers {
    public static int divideInts(int a, int b) {
        return a / b;
    }

    public static int remainderOfInts(int a, int b) {
        return a % b;
    }

    public static int floorDiv(int a, int b) {
        return Math.floorDiv(a, b);
    }

    public static int floorMod(int a, int b) {
        return Math.floorMod(a, b);
    }

    public static int shiftLeft(int a, int b) {
        return a << b;
    }

    public static int shiftRight(int a, int b) {
        return a >> b;
    }

    public static int unsignedShiftRight(int a, int b) {
        return a >>> b;
    }

    public static int complement(int a) {
        return ~a;
    }

    public static int absInt(int a) {
        return Math.abs(a);
    }

    public static int maxInt(int a, int b) {
        return Math.max(a, b);
    }

    public static int addExact(int a, int b) {
        return Math.addExact(a, b);
    }

    public static long multiplyLong(long a, long b) {
        return a * b;
    }

    public static int parseInt(String text) {
        return Integer.parseInt(text);
    }

    public static int parseIntRadix(String text, int radix) {
        return Integer.parseInt(text, radix);
    }

    public static int decodeInt(String text) {
        return Integer.decode(text);
    }

    public static boolean parseBoolean(String text) {
        return Boolean.parseBoolean(text);
    }

    public static String intToString(int n) {
        return Integer.toString(n);
    }

    public static String booleanToString(boolean b) {
        return Boolean.toString(b);
    }

    public static String hexOfInt(int n) {
        return Integer.toHexString(n);
    }

    public static String octalOfInt(int n) {
        return Integer.toOctalString(n);
    }

    public static String binaryOfInt(int n) {
        return Integer.toBinaryString(n);
    }

    public static int bitCount(int n) {
        return Integer.bitCount(n);
    }

    public static int reverseBits(int n) {
        return Integer.reverse(n);
    }

    public static int reverseBytes(int n) {
        return Integer.reverseBytes(n);
    }

    public static int highestOneBit(int n) {
        return Integer.highestOneBit(n);
    }

    public static int lowestOneBit(int n) {
        return Integer.lowestOneBit(n);
    }

    public static int numberOfLeadingZeros(int n) {
        return Integer.numberOfLeadingZeros(n);
    }

    public static int numberOfTrailingZeros(int n) {
        return Integer.numberOfTrailingZeros(n);
    }

    public static int compareInts(int a, int b) {
        return Integer.compare(a, b);
    }

    public static int signumInt(int n) {
        return Integer.signum(n);
    }

    public static long gcd(long a, long b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
    }

    public static int castToByte(int n) {
        return (byte) n;
    }
}
