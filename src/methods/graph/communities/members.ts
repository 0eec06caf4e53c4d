/** The nodes of each label, as rows one after the other: a counting sort. */

export interface Members {
  /** [count + 1]; the nodes of label c are nodes[starts[c]] … nodes[starts[c + 1] - 1]. */
  readonly starts: Int32Array;
  /** [N] ascending within a label. */
  readonly nodes: Int32Array;
}

/** `labels` [N] of 0 … count - 1. */
export function members(labels: Int32Array, count: number): Members {
  const starts = new Int32Array(count + 1);
  for (let i = 0; i < labels.length; i++) {
    if (!(labels[i] >= 0 && labels[i] < count))
      throw new RangeError(`members: label ${labels[i]} of node ${i}, expected 0 to ${count - 1}`);
    starts[labels[i] + 1]++;
  }
  for (let c = 0; c < count; c++) starts[c + 1] += starts[c];
  const cursor = starts.slice(0, count);
  const nodes = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) nodes[cursor[labels[i]]++] = i;
  return { starts, nodes };
}
