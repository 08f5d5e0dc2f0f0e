/** Floating-point numbers: the operators, Math, Double and Float. */
public class Floats {
    public static double divideDoubles(double a, double b) {
        return a / b;
    }

    public static double remainderOfDoubles(double a, double b) {
        return a % b;
    }

    public static double ieeeRemainder(double a, double b) {
        return Math.IEEEremainder(a, b);
    }

    public static int toInt(double x) {
        return (int) x;
    }

    public static long roundDouble(double x) {
        return Math.round(x);
    }

    public static double rint(double x) {
        return Math.rint(x);
    }

    public static double floor(double x) {
        return Math.floor(x);
    }

    public static double ceil(double x) {
        return Math.ceil(x);
    }

    public static double absDouble(double x) {
        return Math.abs(x);
    }

    public static double signum(double x) {
        return Math.signum(x);
    }

    public static double copySign(double x, double y) {
        return Math.copySign(x, y);
    }

    public static double maxDouble(double a, double b) {
        return Math.max(a, b);
    }

    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    public static double cbrt(double x) {
        return Math.cbrt(x);
    }

    public static double hypot(double x, double y) {
        return Math.hypot(x, y);
    }

    public static double power(double x, double y) {
        return Math.pow(x, y);
    }

    public static double exp(double x) {
        return Math.exp(x);
    }

    public static double expm1(double x) {
        return Math.expm1(x);
    }

    public static double log(double x) {
        return Math.log(x);
    }

    public static double log1p(double x) {
        return Math.log1p(x);
    }

    public static double log10(double x) {
        return Math.log10(x);
    }

    public static double sin(double x) {
        return Math.sin(x);
    }

    public static double cos(double x) {
        return Math.cos(x);
    }

    public static double tanh(double x) {
        return Math.tanh(x);
    }

    public static double atan2(double y, double x) {
        return Math.atan2(y, x);
    }

    public static double toDegrees(double x) {
        return Math.toDegrees(x);
    }

    public static double nextUp(double x) {
        return Math.nextUp(x);
    }

    public static double ulp(double x) {
        return Math.ulp(x);
    }

    public static int compareDoubles(double a, double b) {
        return Double.compare(a, b);
    }

    public static String doubleToString(double x) {
        return Double.toString(x);
    }

    public static String floatToString(float x) {
        return Float.toString(x);
    }

    public static String hexOfDouble(double x) {
        return Double.toHexString(x);
    }

    public static double parseDouble(String text) {
        return Double.parseDouble(text);
    }

    public static long doubleToLongBits(double x) {
        return Double.doubleToLongBits(x);
    }
}
