/** Any labels as 0, 1, … in order of first appearance: what arrays can be indexed with. */

export interface Dense {
  /** [N] */
  readonly labels: Int32Array;
  readonly count: number;
}

/** `labels` [N]: any integers; equal label = same cluster. */
export function dense(labels: Int32Array): Dense {
  const n = labels.length;
  const own = new Int32Array(n);
  const usual = new Int32Array(n).fill(-1); // numbers of labels 0 … N - 1, which a map would find ten times as slowly
  const others = new Map<number, number>();
  let count = 0;
  for (let i = 0; i < n; i++) {
    const label = labels[i];
    const isUsual = label >= 0 && label < n;
    const known = isUsual ? usual[label] : (others.get(label) ?? -1);
    own[i] = known >= 0 ? known : count++;
    if (known >= 0) continue;
    if (isUsual) usual[label] = own[i];
    else others.set(label, own[i]);
  }
  return { labels: own, count };
}
