package corrected;

/**
 * {@code exp(y) = (head + tail) * power * 2^-lift}, to some 2^-60.
 *
 * <p>y = k ln 2 + high + low, where high has so few bits that 1 + high + high^2 / 2 is exact; what is
 * missing from that is small, and its rounding hardly counts.
 */
final class Exponential {
    private static final double LN2_HIGH = 0x1.62e42fefa3000p-1; // 41 bits: k times it is exact
    private static final double LN2_LOW = 0x1.3de6af278ece6p-42;
    private static final double INV_LN2 = 0x1.71547652b82fep+0;
    private static final double GRID = 0x1.8p+27; // adding and subtracting it rounds to 2^-25

    final double head;
    final double tail;
    final double power;

    private Exponential(double head, double tail, double power) {
        this.head = head;
        this.tail = tail;
        this.power = power;
    }

    /** exp(y + error), for an error too small to change k. */
    static Exponential of(double y, double error, int lift) {
        double magic = 0x1.8p+52 + (1023 + lift);
        double scaled = Math.fma(y, INV_LN2, magic);
        double k = scaled - magic;
        double rest = Math.fma(-k, LN2_HIGH, y);
        double high = (rest + GRID) - GRID;
        double low = Math.fma(-k, LN2_LOW, rest - high) + error;
        double r = Math.fma(-k, LN2_LOW, rest) + error;
        double u = r * r;
        double even =
                polynomial(
                        u,
                        0x1.555555555555ap-3,
                        0x1.111111110efc0p-7,
                        0x1.a01a01b26a1a3p-13,
                        0x1.71ddf26dbe113p-19,
                        0x1.af6865083d217p-26);
        double odd =
                polynomial(
                        u,
                        0x1.5555555555531p-5,
                        0x1.6c16c16c26fbap-10,
                        0x1.a01a01528db97p-16,
                        0x1.27e58cc6773a5p-22,
                        0x1.1e675c6212317p-29);
        double exact = Math.fma(0.5 * high, high, 1 + high);
        double first = Math.fma(Math.fma(0.5, low, high), low, low);
        double small = Math.fma(u * r, Math.fma(r, odd, even), first);
        double head = exact + small;
        return new Exponential(head, (exact - head) + small, powerOf2(scaled));
    }

    /** 2^k from the sum of k and {@code magic}, whose lowest bits are an exponent field. */
    static double powerOf2(double scaled) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(scaled) << 52);
    }

    /** {@code (head + tail) * (inverse + inverseLow)}, rounded once. */
    static double quotient(double head, double tail, double inverse, double inverseLow) {
        return Math.fma(head, inverse, Math.fma(tail, inverse, head * inverseLow));
    }

    private static double polynomial(double u, double a, double b, double c, double d, double e) {
        return Math.fma(u, Math.fma(u, Math.fma(u, Math.fma(u, e, d), c), b), a);
    }
}
