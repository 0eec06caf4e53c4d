/** Any labels as 0, 1, … in order of first appearance: what arrays can be indexed with. */

export interface Dense {
  /** [N] */
  readonly labels: Int32Array;
  readonly count: number;
}

/** `labels` [N]: any integers; equal label = same cluster. */
export function dense(labels: Int32Array): Dense {
  const number = new Map<number, number>();
  const own = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    let k = number.get(labels[i]);
    if (k === undefined) {
      k = number.size;
      number.set(labels[i], k);
    }
    own[i] = k;
  }
  return { labels: own, count: number.size };
}
