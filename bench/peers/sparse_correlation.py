"""Blocked scipy.sparse: pairs of columns with |r| above a threshold, in float64. Arguments: file, rows, threshold, threads (the product has one)."""

import json
import resource
import sys
import time

import numpy as np
from scipy import sparse

BLOCK = 1024

path, rows, threshold = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
x = np.fromfile(path, dtype=np.float32).reshape(rows, -1)
start, cpu = time.perf_counter(), time.process_time()
cells = sparse.csc_matrix(x, dtype=np.float64)
mean = np.asarray(cells.mean(axis=0)).ravel()
scale = np.sqrt(np.asarray(cells.multiply(cells).sum(axis=0)).ravel() - rows * mean**2)
transposed = cells.T.tocsr()
kept = 0
for i in range(0, x.shape[1], BLOCK):
    products = (transposed[i : i + BLOCK] @ cells[:, i:]).toarray()
    r = (products - rows * np.outer(mean[i : i + BLOCK], mean[i:])) / np.outer(scale[i : i + BLOCK], scale[i:])
    a, b = np.nonzero(np.abs(r) > threshold)
    kept += int((a < b).sum())
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "cpu": time.process_time() - cpu, "kept": kept, "gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}))
