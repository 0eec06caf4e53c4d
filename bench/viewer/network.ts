/** A network of a given size for the viewer: groups of features joined mostly among themselves, positions on a spiral by group. */
import type { NetworkFile } from '../../reports/network-file.ts';
import { random } from '../../src/random.ts';

const GROUP = 100;
const INSIDE = 0.9;
/** Radians between two nodes along a sunflower. */
const GOLDEN = 2.399963;

export function syntheticNetwork(nodes: number, edges: number): NetworkFile {
  const rng = random(1, 'bench', 'viewer');
  const groups = Math.ceil(nodes / GROUP);
  const placeOf = (index: number): { x: number; y: number } => {
    const [group, within] = [Math.floor(index / GROUP), index % GROUP];
    const out = Math.sqrt(group / groups);
    const spread = Math.sqrt(within / GROUP) / Math.sqrt(groups);
    return {
      x: out * Math.cos(group * GOLDEN) + 0.8 * spread * Math.cos(within * GOLDEN),
      y: out * Math.sin(group * GOLDEN) + 0.8 * spread * Math.sin(within * GOLDEN),
    };
  };
  const chosen = new Set<number>();
  while (chosen.size < edges) {
    const a = rng.integer(nodes);
    const near = Math.floor(a / GROUP) * GROUP + rng.integer(Math.min(GROUP, nodes - Math.floor(a / GROUP) * GROUP));
    const b = rng.uniform() < INSIDE ? near : rng.integer(nodes);
    if (a !== b) chosen.add(Math.min(a, b) * nodes + Math.max(a, b));
  }
  return {
    format: 'cofire-network',
    version: 1,
    generator: { name: 'cofire', version: 'bench' },
    study: { name: 'bench', seed: 1, model: 'none', sae: 'none', toy: false },
    rule: { threshold: 0.7, strict: true, sign: 'absolute' },
    algorithm: 'greedy-modularity',
    layout: { algorithm: 'forceatlas2', seed: 1, iterations: 0 },
    measures: [{ name: 'neighbours', kind: 'count' }],
    nulls: [],
    prompts: [],
    nodes: Array.from({ length: nodes }, (_, index) => ({
      id: index,
      label: `feature of group ${Math.floor(index / GROUP)}`,
      link: null,
      promoted: [],
      suppressed: [],
      ...placeOf(index),
      cluster: Math.floor(index / GROUP) + 1,
      kept: true,
      component: 1,
      component_size: nodes,
      values: [1 + (index % 17)],
      strip: [],
      profile: [],
    })),
    edges: [...chosen].map((key) => ({
      a: Math.floor(key / nodes),
      b: key % nodes,
      r: (rng.uniform() < 0.1 ? -1 : 1) * (0.7 + 0.3 * rng.uniform()),
      q: null,
      present: null,
      survives: [],
      survives_decisive: null,
    })),
    sweep: [],
  };
}
