/* One number in, one out. exp(-|x|) never overflows; times 2^64 its parts are normal numbers, and the last
 * multiplication is the only one that may round into the subnormals. A float's subnormal results come from
 * the double, which rounds once: `is_tail_*` says where. NaN is handed back as it came. */
#ifndef PORTPROOF_ELEMENTWISE_H
#define PORTPROOF_ELEMENTWISE_H

#include "exponential.h"

#define TWO_64 0x1p+64
#define TWO_32F 0x1p+32f

/* unit + power (head + tail), power (head + tail) <= unit */
INLINE pair one_plus(double unit, exponential e)
{
    pair s;
    s.head = fma(e.power, e.head, unit);
    s.tail = fma(e.power, e.tail, fma(e.power, e.head, unit - s.head));
    return s;
}

INLINE double sigmoid(double x)
{
    exponential e = expand(reduce(negative_within(x, 746.0), 64));
    pair d = one_plus(TWO_64, e);
    double i = 1.0 / d.head, i_low = i * fma(-i, d.tail, fma(-i, d.head, 1.0));
    int is_right = x >= 0.0;
    double n = is_right ? 1.0 : e.head, n_low = is_right ? 0.0 : e.tail;
    double result = fma(n, i, fma(n_low, i, n * i_low)) * (is_right ? TWO_64 : e.power);
    return x == x ? result : x;
}

/* scale exp(y) / (1 + exp(y))^2 */
INLINE double bell(double y, double scale)
{
    exponential e = expand(reduce(y, 64));
    pair d = one_plus(TWO_64, e);
    double square = d.head * d.head;
    double square_low = fma(d.head + d.head, d.tail, fma(d.head, d.head, -square));
    double i = 1.0 / square, q = e.head * i;
    double rest = fma(-q, square, e.head) + fma(-q, square_low, e.tail);
    return fma(rest, i, q) * (e.power * (scale * TWO_64));
}

INLINE double d_sigmoid(double x)
{
    double result = bell(negative_within(x, 746.0), 1.0);
    return x == x ? result : x;
}

INLINE double d_tanh(double x)
{
    double result = bell(2.0 * negative_within(x, 374.0), 4.0);
    return x == x ? result : x;
}

INLINE double hyperbolic_tangent(double x)
{
    exponential e = expand(reduce(2.0 * negative_within(x, 20.0), 0));
    pair d = one_plus(1.0, e);
    double n = fma(-e.power, e.head, 1.0);
    double n_low = fma(-e.power, e.tail, fma(-e.power, e.head, 1.0 - n));
    double i = 1.0 / d.head, q = n * i;
    double result = fma(fma(-q, d.head, n) + fma(-q, d.tail, n_low), i, q);
    double size = double_of(bits_of(x) & INT64_MAX);
    double near_0 = fma(size * (size * size), -0x1.5555555555555p-2, size);
    result = with_sign_of(x, size < 0x1p-17 ? near_0 : result);
    return x == x ? result : x;
}

INLINE double softplus(double x)
{
    exponential e = expand(reduce(negative_within(x, 746.0), 64));
    double power = e.power * 0x1p-64; /* 0 where it would be subnormal and is not used */
    pair a = {power * e.head, power * e.tail};
    pair log = log_of_1_plus(a);
    double right = x > 0.0 ? x : 0.0;
    pair sum = two_sum(right, log.head);
    double result = x < -40.0 ? e.head * e.power * 0x1p-64 : sum.head + (sum.tail + log.tail);
    result = x > 40.0 ? x : result; /* infinity less itself in two_sum would be NaN */
    return x == x ? result : x;
}

INLINE float sigmoidf(float x)
{
    exponentialf e = expandf(negative_withinf(x, 104.0f), 32);
    float d = fmaf(e.power, e.head, TWO_32F);
    float d_low = fmaf(e.power, e.tail, fmaf(e.power, e.head, TWO_32F - d));
    float i = 1.0f / d, i_low = i * fmaf(-i, d_low, fmaf(-i, d, 1.0f));
    int is_right = x >= 0.0f;
    float n = is_right ? 1.0f : e.head, n_low = is_right ? 0.0f : e.tail;
    float result = fmaf(n, i, fmaf(n_low, i, n * i_low)) * (is_right ? TWO_32F : e.power);
    return x == x ? result : x;
}

INLINE float bellf(float y, float scale)
{
    exponentialf e = expandf(y, 32);
    float d = fmaf(e.power, e.head, TWO_32F);
    float d_low = fmaf(e.power, e.tail, fmaf(e.power, e.head, TWO_32F - d));
    float square = d * d, square_low = fmaf(d + d, d_low, fmaf(d, d, -square));
    float i = 1.0f / square, q = e.head * i;
    float rest = fmaf(-q, square, e.head) + fmaf(-q, square_low, e.tail);
    return fmaf(rest, i, q) * (e.power * (scale * TWO_32F));
}

INLINE float d_sigmoidf(float x)
{
    float result = bellf(negative_withinf(x, 104.0f), 1.0f);
    return x == x ? result : x;
}

INLINE float d_tanhf(float x)
{
    float result = bellf(2.0f * negative_withinf(x, 53.0f), 4.0f);
    return x == x ? result : x;
}

INLINE float hyperbolic_tangentf(float x)
{
    exponentialf e = expandf(2.0f * negative_withinf(x, 10.0f), 0);
    float d = fmaf(e.power, e.head, 1.0f);
    float d_low = fmaf(e.power, e.tail, fmaf(e.power, e.head, 1.0f - d));
    float n = fmaf(-e.power, e.head, 1.0f);
    float n_low = fmaf(-e.power, e.tail, fmaf(-e.power, e.head, 1.0f - n));
    float i = 1.0f / d, q = n * i;
    float result = fmaf(fmaf(-q, d, n) + fmaf(-q, d_low, n_low), i, q);
    float size = float_of(bits_off(x) & INT32_MAX);
    float near_0 = fmaf(size * (size * size), -0x1.555556p-2f, size);
    result = with_sign_off(x, size < 0x1p-7f ? near_0 : result);
    return x == x ? result : x;
}

INLINE float softplusf(float x) { return (float)softplus((double)x); }

/* Piecewise linear: NaN is neither above 0 nor equal to itself, and -0.0 is not above 0. */
INLINE double relu(double x) { return x > 0.0 ? x : (x == x ? 0.0 : x); }
INLINE double d_relu(double x) { return x > 0.0 ? 1.0 : (x == x ? 0.0 : x); }
INLINE double leaky_relu(double x, double slope) { return x > 0.0 ? x : x * slope; }
INLINE double d_leaky_relu(double x, double slope) { return x > 0.0 ? 1.0 : (x == x ? slope : x); }
INLINE float reluf(float x) { return x > 0.0f ? x : (x == x ? 0.0f : x); }
INLINE float d_reluf(float x) { return x > 0.0f ? 1.0f : (x == x ? 0.0f : x); }
INLINE float leaky_reluf(float x, double slope) { return x > 0.0f ? x : (float)(x * slope); }
INLINE float d_leaky_reluf(float x, float slope) { return x > 0.0f ? 1.0f : (x == x ? slope : x); }

INLINE float sizef(float x) { return float_of(bits_off(x) & INT32_MAX); }
INLINE int is_tail_sigmoidf(float x) { return x < -87.0f; }
INLINE int is_tail_d_sigmoidf(float x) { return sizef(x) > 87.0f; }
INLINE int is_tail_d_tanhf(float x) { return sizef(x) > 44.0f; }

#endif
