"""How the kernels are compiled: without the GIL, kept in numba's cache, and soon done after installation.

The first run after installation waits for the compiler, most of whose work is Python and goes with the length
of a kernel and the types in it. Little to compile: loops over elements, comparisons written out, work space
that the caller hands in. Much: arrays that a kernel makes, a slice or tuple that is assigned to a slice (two
seconds, for the message of its ValueError alone), min, max and inlined functions.
"""

from __future__ import annotations

from numba import njit

# Called from Python. Numba would make an entry for C as well, which nobody calls.
kernel = njit(nogil=True, cache=True, no_cfunc_wrapper=True)
# The same where nothing is divided by zero, without a check for that at every division.
dividing = njit(nogil=True, cache=True, no_cfunc_wrapper=True, error_model="numpy")
# Called by kernels only: no entry for Python either.
inner = njit(nogil=True, cache=True, no_cfunc_wrapper=True, no_cpython_wrapper=True)
