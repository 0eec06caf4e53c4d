import { describe, expect, it } from 'vitest';
import {
  attributionNetwork,
  chosenGraph,
} from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { edgeCount } from '../../../../../src/methods/graph/csr-graph.ts';
import type { NetworkRule } from '../../../../../src/methods/graph/edges/select-edges.ts';
import { pearson } from '../../../../../src/methods/stats/correlation/pearson.ts';
import { random } from '../../../../../src/random.ts';

const rule: NetworkRule = { threshold: 0.7, strict: true, sign: 'absolute' };
const PEARSON = { method: 'pearson', gains: null, covariates: [] } as const;
const rng = random(1, 'values');
const rows = 40;
const factor = Array.from({ length: rows }, () => rng.normal());
// Columns: factor, minus factor with noise, noise, constant.
const values = Float64Array.from({ length: rows * 4 }, (_, k) => {
  const f = factor[Math.floor(k / 4)];
  return [f, -f + 0.1 * rng.normal(), rng.normal(), 2][k % 4];
});
const matrix = { rows, cols: 4, values };

describe('attributionNetwork', () => {
  it('recovers a planted pair and leaves noise and constants alone', () => {
    const graph = attributionNetwork(matrix, rule, PEARSON);
    expect([...graph.offsets]).toEqual([0, 1, 2, 2, 2]);
    expect(graph.weights[0]).toBe(Math.abs(pearson(matrix).r[0]));
    expect(edgeCount(attributionNetwork(matrix, { ...rule, sign: 'positive' }, PEARSON))).toBe(0);
  });

  it('is the same on rows in any order, and differs on some of them', () => {
    const all = Int32Array.from({ length: rows }, (_, i) => i);
    const plain = attributionNetwork(matrix, rule, PEARSON);
    const turned = attributionNetwork(matrix, rule, PEARSON, all.slice().reverse());
    expect(turned.weights[0]).toBeCloseTo(plain.weights[0], 12);
    expect(attributionNetwork(matrix, rule, PEARSON, all.slice(0, 20)).weights).not.toEqual(plain.weights);
  });

  it('computes q itself when the rule asks for it', () => {
    const fdr: NetworkRule = { threshold: 0, strict: false, sign: 'absolute', fdr: 1e-6 };
    expect(edgeCount(attributionNetwork(matrix, fdr, PEARSON))).toBe(1);
  });

  it('follows the method, the gains and the covariates of the study', () => {
    const monotone = { ...matrix, values: values.map((value, k) => (k % 4 === 0 ? Math.exp(3 * value) : value)) };
    expect(edgeCount(attributionNetwork(monotone, rule, PEARSON))).toBe(0);
    expect(edgeCount(attributionNetwork(monotone, rule, { ...PEARSON, method: 'spearman' }))).toBe(1);

    const partial = { method: 'partial', gains: null, covariates: [Float64Array.from(factor)] } as const;
    expect(edgeCount(attributionNetwork(matrix, rule, partial))).toBe(0);

    const gains = Float64Array.from(factor, (_, row) => 1 + (row % 7));
    const louder = { ...matrix, values: values.map((value, k) => value * gains[Math.floor(k / 4)]) };
    const divided = attributionNetwork(louder, rule, { ...PEARSON, gains });
    expect(divided.weights[0]).toBeCloseTo(attributionNetwork(matrix, rule, PEARSON).weights[0], 12);
    const some = Int32Array.from({ length: 30 }, (_, k) => k + 5); // gains and covariates go with their rows
    const part = attributionNetwork(louder, rule, { ...PEARSON, gains }, some);
    expect(part.weights[0]).toBeCloseTo(attributionNetwork(matrix, rule, PEARSON, some).weights[0], 12);
  });
});

describe('attributionNetwork, bad arguments', () => {
  it('refuses a prompt that is not there, too few prompts, and a threshold that is none', () => {
    expect(() => attributionNetwork(matrix, rule, PEARSON, Int32Array.of(0, 1, rows))).toThrow(`row ${rows}`);
    expect(() => attributionNetwork(matrix, rule, PEARSON, Int32Array.of(0))).toThrow('1 rows, expected at least 2');
    expect(() => attributionNetwork(matrix, { ...rule, threshold: Number.NaN }, PEARSON)).toThrow('threshold NaN');
  });

  it('refuses a value that is no number, wherever it is', () => {
    const broken = { ...matrix, values: values.with(5, Number.NaN) };
    expect(() => attributionNetwork(broken, rule, PEARSON)).toThrow('NaN in row 1, column 1');
  });
});

describe('chosenGraph', () => {
  it('keeps the pairs of the rule with weight |r|', () => {
    const pairs = { a: Int32Array.of(0, 1), b: Int32Array.of(2, 2), r: Float64Array.of(-0.8, 0.2) };
    const graph = chosenGraph(3, pairs, rule, () => new Float64Array(2));
    expect([...graph.targets]).toEqual([2, 0]);
    expect([...graph.weights]).toEqual([0.8, 0.8]);
  });
});
