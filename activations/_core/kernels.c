/* Every loop once for each instruction set, and the choice between them. */
#include "kernels.h"
#include "elementwise.h"
#include "rows.h"

enum { BLOCK = 1024 };

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)

#define NAME(f) JOIN(f, baseline)
#define TARGET
#include "elementwise.inc"
#include "rows.inc"
#undef NAME
#undef TARGET

#if defined(__GNUC__) && defined(__x86_64__)
#define HAS_X86_SETS 1
#define NAME(f) JOIN(f, avx2)
#define TARGET __attribute__((target("avx,avx2,fma,bmi,bmi2")))
#include "elementwise.inc"
#include "rows.inc"
#undef NAME
#undef TARGET
#define NAME(f) JOIN(f, avx512)
#define TARGET __attribute__((target("avx,avx2,fma,bmi,bmi2,avx512f,avx512bw,avx512cd,avx512dq,avx512vl")))
#include "elementwise.inc"
#include "rows.inc"
#undef NAME
#undef TARGET
#define EACH_SET(f) {f##_baseline, f##_avx2, f##_avx512}
#else
#define EACH_SET(f) {f##_baseline, f##_baseline, f##_baseline}
#endif

const char *const instruction_sets[INSTRUCTION_SETS] = {"baseline", "avx2", "avx512"};
const char *const element_names[ELEMENT_LOOPS] = {"sigmoid", "d_sigmoid", "tanh", "d_tanh", "softplus",
                                                  "relu", "d_relu", "leaky_relu", "d_leaky_relu"};
const char *const row_names[ROW_LOOPS] = {
    "softmax", "log_softmax", "log_softmax_parts", "logsumexp", "label_cost", "label_gradient", "gradient"};

static const element_loop element_loops[ELEMENT_LOOPS][2][INSTRUCTION_SETS] = {
    {EACH_SET(sigmoid), EACH_SET(sigmoidf)},
    {EACH_SET(d_sigmoid), EACH_SET(d_sigmoidf)},
    {EACH_SET(tanh), EACH_SET(tanhf)},
    {EACH_SET(d_tanh), EACH_SET(d_tanhf)},
    {EACH_SET(softplus), EACH_SET(softplusf)},
    {EACH_SET(relu), EACH_SET(reluf)},
    {EACH_SET(d_relu), EACH_SET(d_reluf)},
    {EACH_SET(leaky_relu), EACH_SET(leaky_reluf)},
    {EACH_SET(d_leaky_relu), EACH_SET(d_leaky_reluf)},
};
static const row_loop row_loops[ROW_LOOPS][INSTRUCTION_SETS] = {
    EACH_SET(softmax), EACH_SET(log_softmax), EACH_SET(log_softmax_parts), EACH_SET(logsumexp),
    EACH_SET(label_cost), EACH_SET(label_gradient), EACH_SET(gradient),
};

int best_instruction_set(void)
{
#ifdef HAS_X86_SETS
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("bmi2"))
        return 0;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return 2;
    return 1;
#else
    return 0;
#endif
}

element_loop find_element_loop(int function, int is_float, int instruction_set)
{
    return element_loops[function][is_float][instruction_set];
}

row_loop find_row_loop(int function, int instruction_set) { return row_loops[function][instruction_set]; }
