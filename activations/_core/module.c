/* The kernels as NumPy ufuncs and gufuncs. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define NPY_TARGET_VERSION NPY_2_0_API_VERSION
#include <numpy/arrayobject.h>
#include <numpy/ufuncobject.h>
#include <string.h>
#include "kernels.h"

enum { STAGED = 512 };

static int chosen; /* the instruction set in use; tests force each */

/* Blocks that the loop can take: contiguous, not overlapping, of one slope. */
static void run_staged(element_loop loop, npy_intp size, char *in, npy_intp in_step, char *out, npy_intp out_step,
                       npy_intp n, double slope)
{
    double x[STAGED], y[STAGED];
    while (n > 0) {
        npy_intp count = n < STAGED ? n : STAGED;
        for (npy_intp i = 0; i < count; i++)
            memcpy((char *)x + i * size, in + i * in_step, (size_t)size);
        loop(x, y, (size_t)count, slope);
        for (npy_intp i = 0; i < count; i++)
            memcpy(out + i * out_step, (char *)y + i * size, (size_t)size);
        in += count * in_step;
        out += count * out_step;
        n -= count;
    }
}

static void run_elements(element_loop loop, npy_intp size, char *in, npy_intp in_step, char *out, npy_intp out_step,
                         npy_intp n, double slope)
{
    if (in_step == size && out_step == size && (out + n * size <= in || in + n * size <= out))
        loop(in, out, (size_t)n, slope);
    else
        run_staged(loop, size, in, in_step, out, out_step, n, slope);
    /* Lanes raise flags for values that are not selected, too. */
    PyUFunc_clearfperr();
}

static void run_doubles(char **args, npy_intp const *dims, npy_intp const *steps, void *function)
{
    element_loop loop = find_element_loop((int)(intptr_t)function, 0, chosen);
    run_elements(loop, sizeof(double), args[0], steps[0], args[1], steps[1], dims[0], 0.0);
}

static void run_floats(char **args, npy_intp const *dims, npy_intp const *steps, void *function)
{
    element_loop loop = find_element_loop((int)(intptr_t)function, 1, chosen);
    run_elements(loop, sizeof(float), args[0], steps[0], args[1], steps[1], dims[0], 0.0);
}

/* x and a slope, which is one for all but where somebody broadcasts an array of slopes. */
static void run_with_slope(element_loop loop, npy_intp size, char **args, npy_intp const *dims, npy_intp const *steps)
{
    npy_intp at_once = steps[1] == 0 ? dims[0] : 1;
    for (npy_intp i = 0; i < dims[0]; i += at_once) {
        double slope;
        memcpy(&slope, args[1] + i * steps[1], sizeof slope);
        run_elements(loop, size, args[0] + i * steps[0], steps[0], args[2] + i * steps[2], steps[2], at_once, slope);
    }
}

static void run_doubles_with_slope(char **args, npy_intp const *dims, npy_intp const *steps, void *function)
{
    run_with_slope(find_element_loop((int)(intptr_t)function, 0, chosen), sizeof(double), args, dims, steps);
}

static void run_floats_with_slope(char **args, npy_intp const *dims, npy_intp const *steps, void *function)
{
    run_with_slope(find_element_loop((int)(intptr_t)function, 1, chosen), sizeof(float), args, dims, steps);
}

static void run_rows(char **args, npy_intp const *dims, npy_intp const *steps, void *function)
{
    find_row_loop((int)(intptr_t)function, chosen)(args, dims, steps);
    PyUFunc_clearfperr();
}

/* Floats first: NumPy takes the first loop that the input can be cast to without loss. */
static PyUFuncGenericFunction element_runs[] = {run_floats, run_doubles};
static const char element_types[] = {NPY_FLOAT, NPY_FLOAT, NPY_DOUBLE, NPY_DOUBLE};
static PyUFuncGenericFunction slope_runs[] = {run_floats_with_slope, run_doubles_with_slope};
static const char slope_types[] = {NPY_FLOAT, NPY_DOUBLE, NPY_FLOAT, NPY_DOUBLE, NPY_DOUBLE, NPY_DOUBLE};
static void *element_data[ELEMENT_LOOPS][2];

static PyUFuncGenericFunction row_runs[] = {run_rows};
static void *row_data[ROW_LOOPS];
#define D NPY_DOUBLE
static const struct { char types[4]; int inputs, outputs; const char *signature; } row_shapes[ROW_LOOPS] = {
    {{D, D}, 1, 1, "(n)->(n)"},
    {{D, D}, 1, 1, "(n)->(n)"},
    {{D, D, D}, 1, 2, "(n)->(n),(n)"},
    {{D, D}, 1, 1, "(n)->()"},
    {{D, NPY_INT64, D, D}, 2, 2, "(n),()->(),()"},
    {{D, NPY_INT64, D, D}, 3, 1, "(n),(),()->(n)"},
    {{D, D, D, D}, 3, 1, "(n),(n),()->(n)"},
};

static PyObject *use_instruction_set(PyObject *module, PyObject *name)
{
    (void)module;
    for (int i = 0; i <= best_instruction_set(); i++)
        if (PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, instruction_sets[i]) == 0) {
            chosen = i;
            Py_RETURN_NONE;
        }
    return PyErr_Format(PyExc_ValueError, "name must be an instruction set of this machine, got %R", name);
}

static PyObject *list_instruction_sets(PyObject *module, PyObject *nothing)
{
    (void)module;
    (void)nothing;
    PyObject *names = PyList_New(0);
    for (int i = 0; names && i <= best_instruction_set(); i++) {
        PyObject *name = PyUnicode_FromString(instruction_sets[i]);
        if (!name || PyList_Append(names, name) < 0)
            Py_CLEAR(names);
        Py_XDECREF(name);
    }
    return names;
}

static PyMethodDef methods[] = {
    {"use_instruction_set", use_instruction_set, METH_O, "Choose the loops; the bits of results stay the same."},
    {"list_instruction_sets", list_instruction_sets, METH_NOARGS, "What this machine has, the fastest last."},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "activations._compiled", NULL, -1, methods,
                                        NULL, NULL, NULL, NULL};

static int add(PyObject *module, const char *name, PyObject *ufunc)
{
    return ufunc ? PyModule_AddObject(module, name, ufunc) : -1;
}

PyMODINIT_FUNC PyInit__compiled(void)
{
    import_array();
    import_umath();
    PyObject *module = PyModule_Create(&definition);
    if (!module)
        return NULL;
    chosen = best_instruction_set();
    for (int i = 0; i < ELEMENT_LOOPS; i++) {
        int takes_slope = i >= ELEMENT_LOOPS - 2;
        element_data[i][0] = element_data[i][1] = (void *)(intptr_t)i;
        if (add(module, element_names[i], PyUFunc_FromFuncAndData(
                takes_slope ? slope_runs : element_runs, element_data[i], takes_slope ? slope_types : element_types,
                2, takes_slope ? 2 : 1, 1, PyUFunc_None, element_names[i], NULL, 0)) < 0)
            goto failed;
    }
    for (int i = 0; i < ROW_LOOPS; i++) {
        row_data[i] = (void *)(intptr_t)i;
        if (add(module, row_names[i], PyUFunc_FromFuncAndDataAndSignature(row_runs, &row_data[i],
                row_shapes[i].types, 1, row_shapes[i].inputs, row_shapes[i].outputs, PyUFunc_None, row_names[i],
                NULL, 0, row_shapes[i].signature)) < 0)
            goto failed;
    }
    return module;
failed:
    Py_DECREF(module);
    return NULL;
}
