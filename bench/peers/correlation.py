"""Blocked numpy: pairs of columns with |r| above a threshold, in float32. Arguments: file, rows, threshold, threads."""

import json
import os
import sys

path, rows, threshold, threads = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = threads

import resource  # noqa: E402
import time  # noqa: E402

import numpy as np  # noqa: E402

BLOCK = 2048

x = np.fromfile(path, dtype=np.float32).reshape(rows, -1)
start, cpu = time.perf_counter(), time.process_time()
z = x - x.mean(axis=0)
z /= np.linalg.norm(z, axis=0)
z = np.ascontiguousarray(z.T)
pairs = []
for i in range(0, len(z), BLOCK):
    for j in range(i, len(z), BLOCK):
        r = z[i : i + BLOCK] @ z[j : j + BLOCK].T
        a, b = np.nonzero(np.abs(r) > threshold)
        upper = a + i < b + j
        pairs.append((a[upper] + i, b[upper] + j, r[a[upper], b[upper]]))
kept = sum(len(a) for a, _, _ in pairs)
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "cpu": time.process_time() - cpu, "kept": kept, "gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}))
