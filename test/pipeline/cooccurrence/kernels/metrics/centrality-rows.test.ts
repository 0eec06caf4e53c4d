import { describe, expect, it } from 'vitest';
import {
  centralityRows,
  dropRows,
  rankRows,
  stabilityRows,
} from '../../../../../pipeline/cooccurrence/kernels/metrics/centrality-rows.ts';
import { measures } from '../../../../../src/methods/graph/centrality/measures.ts';
import { graphFromEdges } from '../../../../../src/methods/graph/csr-graph.ts';

const ids = Int32Array.of(7, 9);
const repeats = [
  {
    measure: 'degree',
    weighted: false,
    intervals: [
      { rank: 1, low: 1, high: 2 },
      { rank: 2, low: 1, high: 2 },
    ],
    drops: [{ dropped: 0.1, replicates: 3, meanR: Number.NaN, held: 0, heldLow: 0, heldHigh: 0.56 }],
    cs: Number.NaN,
  },
];

it('has no eigenvector of a network without edges, with the reason, and every other measure', () => {
  for (const n of [1, 2, 9]) {
    const none = graphFromEdges(n, new Int32Array(0), new Int32Array(0));
    const nodes = Int32Array.from({ length: n }, (_, i) => i);
    for (const { measure, value, reason } of centralityRows(nodes, measures(none, new Int32Array(n)))) {
      if (measure === 'eigenvector') expect([value, reason]).toEqual([Number.NaN, 'the network has no edge']);
      else expect([Number.isFinite(value), reason], measure).toEqual([true, null]);
    }
  }
});

describe('rows of the tables about centralities', () => {
  it('names features in place of nodes, and why a coefficient does not exist', () => {
    expect(rankRows(ids, repeats)).toMatchObject([
      { feature_id: 7, rank: 1 },
      { feature_id: 9, rank: 2 },
    ]);
    expect(dropRows(repeats)).toEqual([
      {
        measure: 'degree',
        weighted: false,
        dropped: 0.1,
        replicates: 3,
        mean_r: Number.NaN,
        held: 0,
        held_low: 0,
        held_high: 0.56,
      },
    ]);
    expect(stabilityRows(repeats)).toEqual([
      {
        measure: 'degree',
        weighted: false,
        cs: Number.NaN,
        reason:
          '3 networks for each share of prompts left out cannot tell 95 % from less: stability.case_drops of at least 20 can',
      },
    ]);
    expect(stabilityRows([{ ...repeats[0], cs: 0.5 }])).toMatchObject([{ cs: 0.5, reason: null }]);
  });
});
