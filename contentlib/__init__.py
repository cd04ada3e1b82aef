"""The library: what a sales team has, where it says it, and what happened to it."""

import os

# Read by numpy, FAISS and torch when they are first loaded, so they must stand before any of them. Threads that spin
# while they wait take the cores from everybody else: beside a busy process a query's p95 went from 9 to 476 ms.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
