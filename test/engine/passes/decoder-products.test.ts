import { describe, it } from 'vitest';
import { openDecoder } from '../../../src/engine/passes/decoder-products.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs } from '../../engine.ts';
import { generate } from '../../generated.ts';

const D = 16;
const F = 40;
const rows = generate('sae/W_dec', [F, D], { step: 2 ** -8 });

/** Codes of 150 positions: none at every seventh, all features at every eleventh, else a few that overlap between neighbours. */
const active = Array.from({ length: 150 }, (_, n) => {
  if (n % 7 === 0) return [];
  if (n % 11 === 0) return Array.from({ length: F }, (_, feature) => feature);
  return [n % 5, 7 + (n % 3), 20 + (n % 20)];
});
const starts = active.map((_, n) => active.slice(0, n).flat().length);
const codes = {
  begin: Int32Array.from(starts),
  end: Int32Array.from(active, (own, n) => starts[n]! + own.length),
  feature: Int32Array.from(active.flat()),
};
const weight = Float32Array.from(active.flat(), (feature, i) => Math.sin(feature + i));

describe('openDecoder', () => {
  it('writes the weighted sum of each position’s decoder rows', async () => {
    const decoder = await openDecoder(await engineInputs(), 1);
    const written = await decoder.write(codes, weight);
    await decoder.release();
    const expected = active.flatMap((own, n) =>
      Array.from({ length: D }, (_, d) =>
        own.reduce((sum, feature, i) => sum + weight[starts[n]! + i]! * rows[feature * D + d]!, 0),
      ),
    );
    expectWithin(written, expected, 1e-6, 'written');
  });

  it('projects each position’s gradient on the decoder rows of its codes, also where positions share them', async () => {
    const decoder = await openDecoder(await engineInputs(), 1);
    // Each position twice, under two gradients.
    const twice = <T extends Int32Array>(column: T) => Int32Array.from([...column, ...column]);
    const gradient = Float32Array.from({ length: 2 * active.length * D }, (_, i) => Math.cos(i * 0.3));
    const dots = await decoder.project(
      { begin: twice(codes.begin), end: twice(codes.end), feature: codes.feature },
      gradient,
    );
    await decoder.release();
    const expected = [...active, ...active].flatMap((own, n) =>
      own.map((feature) => {
        let sum = 0;
        for (let d = 0; d < D; d++) sum += rows[feature * D + d]! * gradient[n * D + d]!;
        return sum;
      }),
    );
    expectWithin(dots, expected, 1e-6, 'projections');
  });

  it('does the same whatever number of decoder rows is gathered at a time', async () => {
    const inputs = await engineInputs();
    const [whole, pieces] = [await openDecoder(inputs, 1), await openDecoder(inputs, 1, 7 * D)];
    expectWithin(await pieces.write(codes, weight), await whole.write(codes, weight), 1e-6, 'written');
    const gradient = Float32Array.from({ length: active.length * D }, (_, i) => Math.cos(i));
    expectWithin(await pieces.project(codes, gradient), await whole.project(codes, gradient), 1e-6, 'projections');
    await whole.release();
    await pieces.release();
  });
});
