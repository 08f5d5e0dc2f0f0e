/* exp(y) as head + tail, and log(1 + a) as head + tail: some 2^-60 relative.
 *
 *   y = k ln 2 + r,  r = high + low,  high on a grid so coarse that high^2 / 2 is exact
 *   1 + high + high^2 / 2             exact
 *   exp(r) less that = low + low (high + low / 2) + r^3 P(r), small: its rounding hardly counts
 *
 * P is the minimax polynomial for the relative error of the whole, by benchmarks/constants.py. */
#ifndef PORTPROOF_EXPONENTIAL_H
#define PORTPROOF_EXPONENTIAL_H

#include "arithmetic.h"

#define INV_LN2 0x1.71547652b82fep+0
#define LN2_HIGH 0x1.62e42fefa3000p-1 /* 41 bits: k times it is exact */
#define LN2_LOW 0x1.3de6af278ece6p-42
#define GRID 0x1.8p+27 /* adding it and taking it away rounds to a multiple of 2^-25 */

typedef struct { double scaled, high, low, r; } reduced;
typedef struct { double head, tail, power; } exponential;

/* scaled holds k + 1023 + lift in its lowest bits: the exponent field of 2^(k + lift). */
INLINE reduced reduce(double y, int lift)
{
    double magic = 0x1.8p+52 + (1023 + lift);
    reduced p;
    p.scaled = fma(y, INV_LN2, magic);
    double k = p.scaled - magic;
    double rest = fma(-k, LN2_HIGH, y);
    p.high = (rest + GRID) - GRID;
    p.low = fma(-k, LN2_LOW, rest - p.high);
    p.r = fma(-k, LN2_LOW, rest);
    return p;
}

/* exp(y) = (head + tail) power 2^-lift */
INLINE exponential expand(reduced p)
{
    double r = p.r, u = r * r;
    double even = fma(u, fma(u, fma(u, fma(u, 0x1.af6865083d217p-26, 0x1.71ddf26dbe113p-19),
        0x1.a01a01b26a1a3p-13), 0x1.111111110efc0p-7), 0x1.555555555555ap-3);
    double odd = fma(u, fma(u, fma(u, fma(u, 0x1.1e675c6212317p-29, 0x1.27e58cc6773a5p-22),
        0x1.a01a01528db97p-16), 0x1.6c16c16c26fbap-10), 0x1.5555555555531p-5);
    double exact = fma(0.5 * p.high, p.high, 1.0 + p.high);
    double small = fma(u * r, fma(r, odd, even), fma(fma(0.5, p.low, p.high), p.low, p.low));
    exponential e;
    e.head = exact + small;
    e.tail = (exact - e.head) + small;
    e.power = double_of(bits_of(p.scaled) << 52);
    return e;
}

#define LN2_HIGHF 0x1.62e400p-1f /* 16 bits */
#define LN2_LOWF 0x1.7f7d1cp-20f

typedef struct { float head, tail, power; } exponentialf;

/* exp(y) = (head + tail) power 2^-lift, as above */
INLINE exponentialf expandf(float y, int lift)
{
    float magic = 0x1.8p+23f + (float)(127 + lift);
    float scaled = fmaf(y, 0x1.715476p+0f, magic), k = scaled - magic;
    float rest = fmaf(-k, LN2_HIGHF, y);
    float high = (rest + 0x1.8p+12f) - 0x1.8p+12f; /* a multiple of 2^-11 */
    float low = fmaf(-k, LN2_LOWF, rest - high), r = fmaf(-k, LN2_LOWF, rest), u = r * r;
    float even = fmaf(u, fmaf(u, 0x1.9dd756p-13f, 0x1.111330p-7f), 0x1.555554p-3f);
    float odd = fmaf(u, 0x1.6d4dc0p-10f, 0x1.5554e8p-5f);
    float exact = fmaf(0.5f * high, high, 1.0f + high);
    float small = fmaf(u * r, fmaf(r, odd, even), fmaf(fmaf(0.5f, low, high), low, low));
    exponentialf e;
    e.head = exact + small;
    e.tail = (exact - e.head) + small;
    e.power = float_of(bits_off(scaled) << 23);
    return e;
}

typedef struct { double head, tail; } pair;

INLINE pair two_sum(double a, double b)
{
    pair s;
    s.head = a + b;
    double b_seen = s.head - a;
    s.tail = (a - (s.head - b_seen)) + (b - b_seen);
    return s;
}

/* log(1 + a.head + a.tail) for a >= 0, as 2 artanh(s) with s = f / (2 + f) and 1 + a = 2^k (1 + f) */
INLINE pair log_of_1_plus(pair a)
{
    const uint64_t sqrt_half = 0x3fe6a09e667f3bcdu, one = 0x3ff0000000000000u;
    pair sum = two_sum(1.0, a.head);
    uint64_t shifted = bits_of(sum.head) + (one - sqrt_half);
    /* The exponent, without a conversion from integers that AVX2 does not have. */
    double k = double_of((shifted >> 52) | 0x4330000000000000u) - (0x1p+52 + 1023);
    double m = double_of((shifted & 0x000fffffffffffffu) + sqrt_half);
    double unit = double_of(0x7fe0000000000000u - (shifted & 0x7ff0000000000000u));
    int is_near = k == 0.0;
    double f = is_near ? a.head : m - 1.0;
    double f_low = is_near ? a.tail : (sum.tail + a.tail) * unit;
    double d = 2.0 + f, d_low = ((2.0 - d) + f) + f_low, i = 1.0 / d;
    double s = f * i;
    double s_low = (fma(-s, d, f) + fma(-s, d_low, f_low)) * i;
    double v = s * s;
    double p = fma(v, fma(v, fma(v, fma(v, fma(v, fma(v, fma(v, 0x1.0f6269f839610p-3,
        0x1.0f5cdba23b68fp-3), 0x1.3b20aaba2d4f5p-3), 0x1.745cde3a8f1a0p-3), 0x1.c71c7258eda5fp-3),
        0x1.249249242b4f1p-2), 0x1.9999999999dfep-2), 0x1.5555555555555p-1);
    double large = k * LN2_HIGH, twice = 2.0 * s;
    pair log;
    log.head = large + twice;
    log.tail = ((large - log.head) + twice) + fma(k, LN2_LOW, fma(s * v, p, 2.0 * s_low));
    return log;
}

#endif
