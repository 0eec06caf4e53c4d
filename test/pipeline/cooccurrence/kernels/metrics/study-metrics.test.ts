import { expect, it } from 'vitest';
import { FEATURE_METRICS } from '../../../../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';
import { STUDY_MEASURES, STUDY_METRICS } from '../../../../../pipeline/cooccurrence/kernels/metrics/study-metrics.ts';
import { measures } from '../../../../../src/methods/graph/centrality/measures.ts';
import { graphFromEdges } from '../../../../../src/methods/graph/csr-graph.ts';

it('are the eight of the published table of tests, four of them centralities', () => {
  expect(STUDY_METRICS).toHaveLength(8);
  expect(STUDY_METRICS.slice(0, 4)).toEqual(STUDY_MEASURES);
});

it('are named as the measures and metrics that the stage computes', () => {
  const graph = graphFromEdges(3, Int32Array.of(0, 1), Int32Array.of(1, 2));
  const unweighted = measures(graph, new Int32Array(3)).filter(({ weighted }) => !weighted);
  const names = unweighted.map(({ measure }) => measure);
  expect(names).toEqual(expect.arrayContaining([...STUDY_MEASURES]));
  expect(FEATURE_METRICS).toEqual(expect.arrayContaining(STUDY_METRICS.slice(4)));
});
