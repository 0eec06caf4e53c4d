/** A network small enough to reason about: a path 1-2-3 with one negative edge, a pair 4-5, and 6 alone. */
import type { View } from '../../../../reports/client/network/state.ts';
import type { NetworkFile, NetworkNode } from '../../../../reports/network-file.ts';

function node(id: number, cluster: number, kept: boolean): NetworkNode {
  return {
    id,
    label: id === 2 ? 'the <b>word</b> sport' : null,
    link: null,
    promoted: id === 2 ? [' tennis', ' golf'] : [],
    suppressed: [],
    x: id / 10,
    y: -id / 10,
    cluster,
    kept,
    component: 1,
    component_size: 3,
    values: [id, id === 6 ? null : id * 2],
    strip: [1, -1],
    profile: [0, 2],
  };
}

export const SMALL: NetworkFile = {
  format: 'cofire-network',
  version: 1,
  generator: { name: 'cofire', version: '0.1.0' },
  study: { name: 'small & <odd>', seed: 1, model: 'm', sae: 's', toy: true },
  rule: { threshold: 0.7, strict: true, sign: 'absolute' },
  algorithm: 'greedy-modularity',
  layout: { algorithm: 'forceatlas2', seed: 1, iterations: 10 },
  measures: [
    { name: 'neighbours', kind: 'count' },
    { name: 'degree', kind: 'centrality' },
  ],
  nulls: ['random-rows', 'rotation'],
  prompts: [
    { id: 0, text: 'A', answer: 'x', stratum: 'x' },
    { id: 1, text: 'B', answer: 'y', stratum: 'y' },
  ],
  nodes: [
    node(1, 1, true),
    node(2, 1, true),
    node(3, 1, true),
    node(4, 2, false),
    node(5, 2, false),
    node(6, 3, false),
  ],
  edges: [
    { a: 1, b: 2, r: 0.9, q: 0.0001, present: 1, survives: [0, 1], survives_decisive: true },
    { a: 2, b: 3, r: -0.8, q: 0.01, present: 0.5, survives: [0], survives_decisive: false },
    { a: 4, b: 5, r: 0.75, q: 0.2, present: null, survives: [], survives_decisive: null },
  ],
  sweep: [
    { threshold: 0.7, ari: 1 },
    { threshold: 0.8, ari: 0.4 },
  ],
};

/** Every control as it is at the start. */
export const START: View = {
  threshold: 0.7,
  ceiling: 1,
  sign: 'all',
  q: 'all',
  nulls: 'all',
  repeats: 'all',
  colour: 'cluster',
  size: 'neighbours',
  selected: null,
  ego: false,
  kept: false,
  mode: 'graph',
  pinned: [],
  names: {},
  notes: {},
  groups: [],
};
