/* What all kernels are made of: correctly rounded IEEE 754 operations (+ - * / fma), bit patterns and
 * selections. Each gives one result only, so every compiler, vector width and language gives the same
 * bits, as long as nothing is contracted or reordered and subnormals are on. */
#ifndef PORTPROOF_ARITHMETIC_H
#define PORTPROOF_ARITHMETIC_H

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#if FLT_EVAL_METHOD != 0
#error "doubles must be evaluated as doubles; the NumPy form serves on this machine"
#endif

/* clang wants this said in the source; gcc, which warns of it, is told by -ffp-contract=off. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(_MSC_VER)
#pragma fp_contract(off)
#endif

#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#define restrict __restrict
#endif

INLINE uint64_t bits_of(double x) { uint64_t u; memcpy(&u, &x, sizeof u); return u; }
INLINE double double_of(uint64_t u) { double x; memcpy(&x, &u, sizeof x); return x; }
INLINE uint32_t bits_off(float x) { uint32_t u; memcpy(&u, &x, sizeof u); return u; }
INLINE float float_of(uint32_t u) { float x; memcpy(&x, &u, sizeof x); return x; }

/* max(-|x|, -limit), and -limit for NaN. As integers: a comparison of doubles would let gcc make a
 * branch of its own of the limit, all through the kernel. */
INLINE double negative_within(double x, double limit)
{
    int64_t size = (int64_t)(bits_of(x) & INT64_MAX), most = (int64_t)bits_of(limit);
    return -double_of((uint64_t)(size < most ? size : most));
}

INLINE float negative_withinf(float x, float limit)
{
    int32_t size = (int32_t)(bits_off(x) & INT32_MAX), most = (int32_t)bits_off(limit);
    return -float_of((uint32_t)(size < most ? size : most));
}

/* x or 0, without a branch */
INLINE double keep(int condition, double x) { return double_of(bits_of(x) & -(uint64_t)condition); }

INLINE double with_sign_of(double x, double size)
{
    return double_of(bits_of(size) | (bits_of(x) & ~(uint64_t)INT64_MAX));
}

INLINE float with_sign_off(float x, float size)
{
    return float_of(bits_off(size) | (bits_off(x) & ~(uint32_t)INT32_MAX));
}

#endif
