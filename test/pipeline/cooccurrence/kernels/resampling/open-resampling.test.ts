import { beforeEach, describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { openStudyResampling } from '../../../../../pipeline/cooccurrence/kernels/resampling/open-resampling.ts';
import { random } from '../../../../../src/random.ts';
import { parseStudy } from '../../../../study.ts';
import { fillPrompts, fillValues } from '../../../network-bench.ts';
import { type Bench, openBench } from '../../../stage-context.ts';

const FEATURES = [2, 3, 5, 7];
const STRATA = ['x', 'y', 'x', 'y', 'x', 'y', 'y'];
const TASK = { measures: false, clusterings: null };

describe('openStudyResampling', () => {
  const rng = random(1, 'study resampling');
  const rows = STRATA.map(() => FEATURES.map(() => rng.normal()));
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    await fillValues(bench, FEATURES, rows);
    await fillPrompts(bench, STRATA);
    return () => bench.tables.close();
  });

  function open(settings: string[], advance = () => undefined) {
    const text = 'name: test\npreset: seed-exact\nmodel: { path: m }\nsae: { path: s }\ntask: { file: t.csv }\n';
    const study = parseStudy(text, '/nowhere/test.yaml', settings);
    const context = { study, tables: bench.tables, out: bench.out, hashOf: () => '0'.repeat(64), threads: 1 };
    return openStudyResampling(context, TASK, 2, advance);
  }

  it.each(['pearson', 'spearman', 'cosine'] as const)('makes networks as the study does, by %s', async (method) => {
    let advanced = 0;
    const resampling = await open([`correlation.method=${method}`, 'network.threshold=0.3'], () => {
      advanced++;
      return undefined;
    });
    expect(resampling.strata).toEqual(STRATA);
    expect(resampling.least).toBe(3);
    const chosen = Int32Array.of(0, 1, 3, 4, 6);
    const { graph } = await resampling.over(chosen);
    await resampling.close();
    const matrix = { rows: 7, cols: 4, values: Float64Array.from(rows.flat()) };
    const rule = { threshold: 0.3, strict: true, sign: 'absolute' } as const;
    expect(graph).toEqual(attributionNetwork(matrix, rule, { method, gains: null, covariates: [] }, chosen));
    expect(advanced).toBe(1);
  });
});
