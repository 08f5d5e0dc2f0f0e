"""Builds the compiled core of `activations`, where there is a compiler."""

import platform
import sys

import numpy
from setuptools import Extension, setup

if sys.platform == "win32":
    flags = ["/O2", "/fp:precise"]
else:
    flags = [
        # First, as it turns trapping back on, with which gcc vectorises next to nothing here.
        "-fno-fast-math",
        "-O3",
        "-std=gnu11",
        "-ffp-contract=off",
        "-fno-math-errno",
        "-fno-trapping-math",
        # Python's own flags have it: signed indices that may wrap keep loops from being vectorised.
        "-fno-wrapv",
    ]
    if platform.machine() in ("x86_64", "AMD64"):
        # The kernels are bound by latency: scheduling keeps several vectors in flight.
        flags += ["-mprefer-vector-width=512", "-fschedule-insns", "-fsched-pressure"]

core = "activations/_core"
setup(
    ext_modules=[
        Extension(
            "activations._compiled",
            [f"{core}/module.c", f"{core}/kernels.c"],
            depends=[
                f"{core}/{name}"
                for name in (
                    "arithmetic.h",
                    "elementwise.h",
                    "elementwise.inc",
                    "exponential.h",
                    "kernels.h",
                    "rows.h",
                    "rows.inc",
                )
            ],
            include_dirs=[numpy.get_include()],
            extra_compile_args=flags,
            optional=True,
        )
    ]
)
