import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { blockedNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/blocked-network.ts';
import { StudyError } from '../../../../../src/errors.ts';
import { random } from '../../../../../src/random.ts';
import { plainProduct } from '../../../../methods/stats/plain-product.ts';

const rng = random(9, 'blocked');
const [rows, cols] = [40, 60];
const factors = Array.from({ length: rows }, () => [rng.normal(), rng.normal(), rng.normal()]);
/** Three groups of features that follow a factor each, noise, and a constant feature. */
const values = Float64Array.from({ length: rows * cols }, (_, k) => {
  const [row, col] = [Math.floor(k / cols), k % cols];
  if (col === 20) return 1;
  return (col < 45 ? factors[row][col % 3] : 0) * (col % 2 === 0 ? 1 : -1) + 0.6 * rng.normal();
});
const matrix = { rows, cols, values };
const options = { product: plainProduct, most: 1e6 };
const PEARSON = { method: 'pearson', gains: null, covariates: [] } as const;

describe('blockedNetwork', () => {
  it.each([
    { threshold: 0.7, strict: true, sign: 'absolute' },
    { threshold: 0.6, strict: false, sign: 'positive' },
    { threshold: 0.5, strict: true, sign: 'absolute', fdr: 1e-5 },
    { threshold: 0.4, strict: true, sign: 'absolute', top_k: 2 },
    { threshold: 0.4, strict: true, sign: 'absolute', giant: 20 },
    { threshold: 0.4, strict: true, sign: 'absolute', disparity: 0.45 },
  ] as const)('is the network of the plain route under %o', async (rule) => {
    const plain = attributionNetwork(matrix, rule, PEARSON);
    expect(plain.targets.length).toBeGreaterThan(20);
    expect(await blockedNetwork(matrix, rule, PEARSON, options)).toEqual(plain);
    const some = Int32Array.from({ length: 30 }, (_, k) => k);
    expect(await blockedNetwork(matrix, rule, PEARSON, { ...options, rows: some })).toEqual(
      attributionNetwork(matrix, rule, PEARSON, some),
    );
  });

  it.each(['spearman', 'cosine', 'partial'] as const)('follows the method %s', async (method) => {
    const covariates = method === 'partial' ? [Float64Array.from(factors, ([first]) => first)] : [];
    const rule = { threshold: 0.6, strict: true, sign: 'absolute' } as const;
    const correlation = { method, gains: null, covariates };
    expect(await blockedNetwork(matrix, rule, correlation, options)).toEqual(
      attributionNetwork(matrix, rule, correlation),
    );
  });

  it('refuses more edges than may be held, as something the user can mend', async () => {
    const rule = { threshold: 0.4, strict: true, sign: 'absolute' } as const;
    const run = blockedNetwork(matrix, rule, PEARSON, { ...options, most: 10 });
    await expect(run).rejects.toThrow(StudyError);
    await expect(run).rejects.toThrow(/network.threshold: 0.4, which more than 10 pairs/);
  });
});
