import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  correlationOptions,
  promptGains,
} from '../../../../../pipeline/cooccurrence/kernels/matrix/correlation-options.ts';
import { leastPrompts } from '../../../../../src/methods/stats/correlation/correlation-options.ts';
import { dummies } from '../../../../../src/methods/stats/correlation/covariates.ts';
import { openShards, type ShardFolder } from '../../../../../src/run/shards.ts';
import { loadStudy } from '../../../../study.ts';

const PROMPTS = 6;
const HASH = '0'.repeat(64);

describe('correlationOptions', () => {
  let attributed: ShardFolder;
  beforeEach(() => {
    attributed = openShards(mkdtempSync(join(tmpdir(), 'cofire-options-')), 'attribute', HASH);
  });

  function read(...settings: string[]) {
    const { correlation } = loadStudy('studies/sports.yaml', settings);
    return readOf(correlation, PROMPTS);
  }

  function readOf(correlation: Parameters<typeof correlationOptions>[0], count: number) {
    const ids = Array.from({ length: count }, (_, prompt) => prompt);
    const prompts = ids.map(() => ({ answer: 'a', foil: 'b', stratum: 'one' }));
    return correlationOptions(correlation, { promptIds: Int32Array.from(ids), prompts, attributed }, 'test');
  }

  function writeGradients(): void {
    const shards = openShards(dirname(dirname(attributed.path)), 'attribute', HASH, { batches: [0] });
    shards.write(0, {
      prompt: { data: Int32Array.from({ length: PROMPTS }, (_, id) => id), dims: [PROMPTS] },
      length: { data: new Int32Array(PROMPTS).fill(1), dims: [PROMPTS] },
      gradient: {
        data: Float32Array.from({ length: 2 * PROMPTS }, (_, k) => (k % 2 === 0 ? 1 + k / 2 : 0)),
        dims: [PROMPTS, 2],
      },
    });
  }

  it('opens no shards where no gradient is needed', () => {
    for (const method of ['pearson', 'spearman', 'cosine']) {
      expect(read(`correlation.method=${method}`)).toEqual({ method, gains: null, covariates: [] });
    }
  });

  it('numbers the strata whose prompts are to count alike', () => {
    const { classes } = read('correlation.weights=class-balanced');
    expect(classes).toHaveLength(PROMPTS);
    expect(classes?.[0]).toBe(0);
  });

  it('reads the gains that are divided out', () => {
    writeGradients();
    const { gains } = read('correlation.gain=divide');
    expect([...(gains ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('reads what partial holds fixed', () => {
    writeGradients();
    const found = read('correlation.method=partial', 'correlation.covariates=[answer, log-gradient]');
    const logs = Float64Array.from({ length: PROMPTS }, (_, id) => Math.log(1 + id));
    expect(found).toMatchObject({ method: 'partial', gains: null });
    expect(found.covariates).toEqual([...dummies(Array(PROMPTS).fill('a')), logs]);
    expect(leastPrompts(found)).toBe(4);
  });

  it('refuses more covariates than prompts allow', () => {
    writeGradients();
    const { correlation } = loadStudy('studies/sports.yaml', [
      'correlation.method=partial',
      'correlation.covariates=[log-gradient]',
    ]);
    expect(() => readOf(correlation, 2)).toThrow(
      /test: correlation.covariates: 1 independent covariates for 2 prompts/,
    );
  });
});

describe('promptGains', () => {
  let shards: ShardFolder;
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'cofire-gains-'));
    shards = openShards(folder, 'attribute', 'a'.repeat(64), { batches: [0, 1] });
    return () => rmSync(folder, { recursive: true });
  });

  const write = (index: number, ids: number[], gradient: number[]) =>
    shards.write(index, {
      prompt: { data: Int32Array.from(ids), dims: [ids.length] },
      length: { data: Int32Array.from(ids, () => 1), dims: [ids.length] },
      gradient: { data: Float32Array.from(gradient), dims: [ids.length, gradient.length / ids.length] },
    });

  it('gives every prompt its own norm, whatever the batches', () => {
    write(0, [2, 0], [3, 4, 6, 8]);
    write(1, [1], [0, 2]);
    expect([...promptGains(shards, Int32Array.of(0, 1, 2))]).toEqual([10, 2, 5]);
  });

  it('refuses a prompt whose gradient is zero', () => {
    write(0, [0], [1, 1]);
    write(1, [1], [0, 0]);
    expect(() => promptGains(shards, Int32Array.of(0, 1))).toThrow(/prompt 1: a gradient of zero/);
  });
});
