"""Imported before all tests, and so before numpy."""

import os

# Workers of pytest share the cores. Threads of the linear algebra library that wait for each other, at full load, make a parse
# some twenty times as long there. The processes that tests start take this over.
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
