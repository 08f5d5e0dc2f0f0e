/* Rows of logits in; softmax, its logarithm, logsumexp, cross-entropy and gradients out.
 *
 * A tile holds LANES columns side by side: either as many short rows, or one long row dealt out to the
 * lanes. Both give the same bits, as every step is either element by element or exact: maxima, and sums
 * as integers in units of 2^-42 and 2^-88. The rest, all but the largest entries, is summed relative to
 * the second largest (2^exponent), so that it stays accurate however small. */
#ifndef PORTPROOF_ROWS_H
#define PORTPROOF_ROWS_H

#include <stddef.h>
#include "exponential.h"

enum {
    LANES = 16,
    DEPTH = 64,                   /* of a tile: what stays in the first-level cache */
    KEPT = LANES * DEPTH,         /* entries of a row whose exponentials are kept */
    SUMMED = 128 * KEPT           /* entries whose units fit into an integer */
};

typedef enum { SOFTMAX, LABEL_GRADIENT, GRADIENT, LOG_SOFTMAX, LOG_SOFTMAX_PARTS, LOGSUMEXP, COST } output;
#define NEEDS_SHARES(what) ((what) <= GRADIENT) /* the others need the logarithm */

/* exp(-765) is below any share of the smallest double that 2^30 entries could add up to. */
#define LOWEST -765.0
#define LIFT 128
#define COARSE 0x1.8p+138 /* adding it rounds to 2^-42 2^LIFT */
#define FINE 0x1.8p+92    /* to 2^-88 2^LIFT */

typedef struct {
    double z[KEPT], head[KEPT], tail[KEPT]; /* head, tail: exp(z - largest) 2^LIFT */
} tile;

typedef struct {
    double largest[LANES], second[LANES];
    uint64_t is_nan[LANES];
    uint64_t exponent[LANES];              /* of the rest's unit, negated, in a double's place */
    uint64_t coarse[LANES], fine[LANES];
    double ties[LANES];                    /* how many entries are the largest */
    int has_ties;
    pair rest[LANES];                      /* in units of 2^exponent */
    pair total[LANES], inverse[LANES];     /* of the exponentials; of that times a divisor */
    pair log[LANES];                       /* of the total of the exponentials; then `total` is logsumexp */
    double unit[LANES];                    /* 2^(exponent + LIFT) */
} summary;

INLINE void clear(summary *s)
{
    for (int l = 0; l < LANES; l++) {
        s->largest[l] = s->second[l] = -INFINITY;
        s->is_nan[l] = s->coarse[l] = s->fine[l] = 0;
        s->rest[l].head = s->rest[l].tail = s->ties[l] = 0.0;
    }
}

INLINE void find_largest(const tile *t, int depth, summary *s)
{
    for (int j = 0; j < depth; j++)
        for (int l = 0; l < LANES; l++) {
            double z = t->z[j * LANES + l], m = s->largest[l];
            double smaller = z < m ? z : m;
            s->largest[l] = z > m ? z : m;
            s->second[l] = smaller > s->second[l] ? smaller : s->second[l];
            s->is_nan[l] |= z != z;
        }
}

/* One row was dealt out: every lane gets what is true of all. */
INLINE void share_largest(summary *s)
{
    double first = -INFINITY, second = -INFINITY;
    uint64_t is_nan = 0;
    for (int l = 0; l < LANES; l++) {
        double m = s->largest[l], smaller = m < first ? m : first;
        first = m > first ? m : first;
        second = smaller > second ? smaller : second;
        second = s->second[l] > second ? s->second[l] : second;
        is_nan |= s->is_nan[l];
    }
    for (int l = 0; l < LANES; l++) {
        s->largest[l] = first;
        s->second[l] = second;
        s->is_nan[l] = is_nan;
    }
}

INLINE void choose_unit(summary *s)
{
    s->has_ties = 0;
    for (int l = 0; l < LANES; l++)
        s->has_ties |= s->second[l] == s->largest[l];
    for (int l = 0; l < LANES; l++) {
        double y = s->second[l] - s->largest[l];
        double k = fma(y > LOWEST ? y : LOWEST, INV_LN2, 0x1.8p+52 + (1023 + LIFT));
        s->unit[l] = double_of(bits_of(k) << 52);
        s->exponent[l] = ((uint64_t)(1023 + LIFT) << 52) - bits_of(s->unit[l]);
    }
}

/* Adds up the rest; keeps the exponentials, where they are asked for. */
INLINE void weigh(tile *t, int depth, summary *s, int is_kept)
{
    for (int l = 0; l < LANES; l++) {
        s->coarse[l] -= (uint64_t)depth * bits_of(COARSE);
        s->fine[l] -= (uint64_t)depth * bits_of(FINE);
    }
    for (int j = 0; j < depth; j++)
        for (int l = 0; l < LANES; l++) {
            pair d = two_sum(t->z[j * LANES + l], -s->largest[l]);
            /* Of negative doubles the one nearest 0 has the least bits. */
            uint64_t bits = bits_of(d.head), lowest = bits_of(LOWEST);
            reduced p = reduce(double_of(bits < lowest ? bits : lowest), LIFT);
            double lost = keep(d.head > LOWEST, d.tail);
            p.low += lost;
            p.r += lost;
            exponential e = expand(p);
            if (is_kept) {
                t->head[j * LANES + l] = e.head * e.power;
                t->tail[j * LANES + l] = e.tail * e.power;
            }
            double power = double_of(bits_of(e.power) + s->exponent[l]);
            int is_rest = (d.head > LOWEST) & (d.head < 0.0);
            double head = keep(is_rest, e.head * power), tail = keep(is_rest, e.tail * power);
            double coarse = head + COARSE;
            s->coarse[l] += bits_of(coarse);
            s->fine[l] += bits_of(((head - (coarse - COARSE)) + tail) + FINE);
        }
    for (int j = 0; s->has_ties && j < depth; j++)
        for (int l = 0; l < LANES; l++)
            s->ties[l] += keep(t->z[j * LANES + l] == s->largest[l], 1.0);
}

/* Adds the integers of a lane to its rest. */
INLINE pair add_units(pair rest, int64_t coarse, int64_t fine)
{
    double head = (double)(coarse >> 24) * 0x1p-18;
    double tail = (double)(coarse & 0xffffff) * 0x1p-42 + (double)fine * 0x1p-88;
    pair sum = two_sum(rest.head, head);
    tail += sum.tail + rest.tail;
    pair result;
    result.head = sum.head + tail;
    result.tail = (sum.head - result.head) + tail;
    return result;
}

INLINE void sum_lanes(summary *s)
{
    for (int l = 0; l < LANES; l++) {
        s->rest[l] = add_units(s->rest[l], (int64_t)s->coarse[l], (int64_t)s->fine[l]);
        s->ties[l] = s->has_ties ? s->ties[l] : 1.0;
    }
}

INLINE void share_sum(summary *s)
{
    uint64_t coarse = 0, fine = 0;
    for (int l = 0; l < LANES; l++) {
        coarse += s->coarse[l];
        fine += s->fine[l];
        s->coarse[l] = s->fine[l] = 0;
    }
    s->rest[0] = add_units(s->rest[0], (int64_t)coarse, (int64_t)fine);
}

INLINE void share_rest(summary *s)
{
    double ties = 0.0;
    for (int l = 0; l < LANES; l++)
        ties += s->ties[l];
    for (int l = 0; l < LANES; l++) {
        s->rest[l] = s->rest[0];
        s->ties[l] = s->has_ties ? ties : 1.0;
    }
}

/* What is done with the total, NaN for a row that has no distribution; divided by `divisor`. */
INLINE void finish(summary *s, const double *divisor)
{
    for (int l = 0; l < LANES; l++) {
        double m = s->largest[l], poison = (s->is_nan[l] ? (double)NAN : m) - m;
        double unit = s->unit[l] * 0x1p-128;
        pair rest = {s->rest[l].head * unit, s->rest[l].tail * unit};
        pair total = two_sum(s->ties[l], rest.head);
        total.tail += rest.tail;
        s->total[l] = total;
        double d = total.head * divisor[l];
        double d_low = fma(total.tail, divisor[l], fma(total.head, divisor[l], -d));
        double i = 1.0 / d + poison;
        s->inverse[l].head = i;
        s->inverse[l].tail = i * fma(-i, d_low, fma(-i, d, 1.0));
    }
}

INLINE void take_logarithm(summary *s)
{
    for (int l = 0; l < LANES; l++) {
        double m = s->largest[l], poison = (s->is_nan[l] ? (double)NAN : m) - m;
        double unit = s->unit[l] * 0x1p-128;
        pair others = two_sum(s->ties[l] - 1.0, s->rest[l].head * unit);
        others.tail += s->rest[l].tail * unit;
        pair log = log_of_1_plus(others);
        int is_tiny = others.head < 0x1p-100;
        double tiny = (s->rest[l].head + s->rest[l].tail) * s->unit[l] * 0x1p-128;
        s->log[l].head = (is_tiny ? tiny : log.head) + poison;
        s->log[l].tail = is_tiny ? 0.0 : log.tail;
        s->total[l] = two_sum(m, s->log[l].head);
    }
}

/* Logarithm of the softmax of z; where that is infinite it has no error. */
INLINE pair log_share(double z, double largest, pair log)
{
    pair d = two_sum(z, -largest), v = two_sum(d.head, -log.head);
    pair result = {v.head, keep(d.head > -INFINITY, v.tail + (d.tail - log.tail))};
    return result;
}

INLINE double divide(double head, double tail, pair inverse)
{
    return fma(head, inverse.head, fma(tail, inverse.head, head * inverse.tail));
}

/* Minus the share of all others, where entry (j, l) is the target. */
INLINE double target_gradient(double z, double head, double tail, const summary *s, int l)
{
    double weight = head * 0x1p-128;
    pair others = two_sum(s->total[l].head, -weight);
    others.tail += s->total[l].tail - tail * 0x1p-128;
    double usual = divide(others.head, others.tail, s->inverse[l]);
    double alone = divide(s->rest[l].head, s->rest[l].tail, s->inverse[l]) * s->unit[l] * 0x1p-128;
    return -(z == s->largest[l] && s->ties[l] == 1.0 ? alone : usual);
}

/* Results take the place of what they were made of; `target` is dealt out like the entries. */
INLINE void write_results(output what, tile *t, int depth, const summary *s, const double *target,
                          const double *divisor)
{
    for (int j = 0; j < depth; j++)
        for (int l = 0; l < LANES; l++) {
            int i = j * LANES + l;
            if (what == LOG_SOFTMAX) {
                pair v = two_sum(t->z[i], -s->total[l].head);
                double tail = (v.tail - s->total[l].tail) - s->log[l].tail;
                t->head[i] = v.head + keep(v.head > -INFINITY, tail);
            } else if (what == LOG_SOFTMAX_PARTS) {
                pair log = log_share(t->z[i], s->largest[l], s->log[l]);
                t->head[i] = log.head;
                t->tail[i] = log.tail;
            } else if (what == GRADIENT) {
                double share = divide(t->head[i], t->tail[i], s->inverse[l]) * 0x1p-128;
                double usual = share - target[i] / divisor[l];
                double at_1 = target_gradient(t->z[i], t->head[i], t->tail[i], s, l);
                t->head[i] = target[i] == 1.0 ? at_1 : usual;
            } else {
                t->head[i] = divide(t->head[i], t->tail[i], s->inverse[l]) * 0x1p-128;
            }
        }
}

#endif
