/* What kernels.c offers to the module: loops for the instruction set that was chosen. */
#ifndef PORTPROOF_KERNELS_H
#define PORTPROOF_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* y[i] = f(x[i]), or f(x[i], slope); contiguous, not overlapping */
typedef void (*element_loop)(const void *x, void *y, size_t n, double slope);
/* as NumPy calls a gufunc's loop */
typedef void (*row_loop)(char **args, const intptr_t *dims, const intptr_t *steps);

enum { ELEMENT_LOOPS = 9, ROW_LOOPS = 7, INSTRUCTION_SETS = 3 };

/* the last two take a slope, too */
extern const char *const element_names[ELEMENT_LOOPS];
extern const char *const row_names[ROW_LOOPS];
extern const char *const instruction_sets[INSTRUCTION_SETS]; /* from the plainest up */

int best_instruction_set(void);
element_loop find_element_loop(int function, int is_float, int instruction_set);
row_loop find_row_loop(int function, int instruction_set);

#endif
