/** Labels of a graph's nodes, which say what cluster each is in: as dense numbers, in canonical numbering, and as the nodes of each. */

import { type Random, shuffle } from '../../../random.ts';

export interface Dense {
  /** [N] */
  readonly labels: Int32Array;
  readonly count: number;
}

/** Labels as 0, 1, … in order of first appearance: what arrays can be indexed with. `labels` [N]: any integers; equal label = same cluster. */
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

/**
 * Canonical numbering of a partition: cluster 1 is the largest, ties go to the cluster with the smallest node.
 * Two partitions that group the nodes alike become identical arrays, so equality of clusterings is equality of arrays.
 */
export interface Canonical {
  /** [N] cluster of each node, 1 … count. */
  readonly cluster: Int32Array;
  /** [count] size of cluster k at k - 1, descending. */
  readonly sizes: Int32Array;
  readonly count: number;
}

/** `labels` [N]: any non-negative integers; equal label = same cluster. */
export function canonical(labels: Int32Array): Canonical {
  const wrong = labels.findIndex((label) => label < 0);
  if (wrong >= 0) throw new RangeError(`canonical: label ${labels[wrong]} of node ${wrong}, expected at least 0`);
  const { labels: own, count } = dense(labels); // a lower label has the smaller first node
  const size = new Int32Array(count);
  for (let i = 0; i < own.length; i++) size[own[i]]++;
  const order = Int32Array.from({ length: count }, (_, k) => k).sort((x, y) => size[y] - size[x] || x - y);
  const number = new Int32Array(count);
  order.forEach((k, rank) => {
    number[k] = rank + 1;
  });
  return { cluster: own.map((k) => number[k]), sizes: order.map((k) => size[k]), count };
}

/** The nodes of each label, as rows one after the other: a counting sort. */
interface Members {
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

/** The nodes of a graph, 0 … n - 1: in order, and shuffled for algorithms that visit them by chance. */
export function nodesInOrder(n: number): Int32Array {
  const nodes = new Int32Array(n);
  for (let i = 0; i < n; i++) nodes[i] = i; // Int32Array.from({ length }, …) takes ten times as long
  return nodes;
}

export function nodesShuffled(n: number, rng: Random): Int32Array {
  return shuffle(nodesInOrder(n), rng);
}
