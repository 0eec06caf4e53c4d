import { describe, expect, it } from 'vitest';
import { repeatOn } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-partitions.ts';
import { findings } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-task.ts';
import { mainMeasures } from '../../../../../src/methods/graph/centrality/measures.ts';
import { ALGORITHMS } from '../../../../../src/methods/graph/communities/partition.ts';
import { graphOf, oracle } from '../../../../methods/graph/oracle.ts';

const graph = graphOf(oracle.graphs[0]);
const clusterings = { weighted: false, resolution: 1, seed: 4 };

describe('findings', () => {
  it('has what was asked for and nothing else', () => {
    expect(findings(graph, { measures: true, clusterings: null })).toEqual({
      graph,
      measures: mainMeasures(graph),
      repeats: [],
    });
    expect(findings(graph, { measures: false, clusterings })).toEqual({
      graph,
      measures: [],
      repeats: ALGORITHMS.map((algorithm) => repeatOn(graph, algorithm, clusterings)),
    });
  });

  it('survives the way to another thread', () => {
    const found = findings(graph, { measures: true, clusterings });
    expect(structuredClone(found)).toEqual(found);
  });
});
