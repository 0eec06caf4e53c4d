import { describe, expect, it } from 'vitest';
import { random } from '../../src/random.ts';
import { centred } from '../../src/stats/columns.ts';
import { pairProduct } from '../../src/stats/pairs.ts';
import { StrongScan } from '../../src/stats/strong-scan.ts';

const rng = random(3, 'scan');
const columns = centred({ rows: 8, cols: 5, values: Float64Array.from({ length: 40 }, () => rng.normal()) });
const exact = Float32Array.from({ length: 25 }, (_, at) => pairProduct(columns, Math.floor(at / 5), at % 5));

describe('StrongScan', () => {
  it('finds pairs a < b of either sign and counts by sign', () => {
    const pairs = [...exact.keys()].filter((at) => Math.floor(at / 5) < at % 5);
    const strong = pairs.filter((at) => Math.abs(exact[at]) > 0.2);
    for (const sign of ['absolute', 'positive'] as const) {
      const scan = new StrongScan(columns, { threshold: 0.2, strict: true, sign }, [0.1, 0.2]);
      scan.block(exact, 0, 0, 5);
      const { found, counts, magnitudes } = scan.result();
      expect(Array.from(found.a, (a, i) => 5 * a + found.b[i])).toEqual(strong);
      expect([...found.r]).toEqual(strong.map((at) => pairProduct(columns, Math.floor(at / 5), at % 5)));
      const counted = sign === 'absolute' ? strong : strong.filter((at) => exact[at] > 0);
      expect(counts[1]).toBe(counted.length);
      expect(magnitudes[1]).toBe(strong.length);
      expect(magnitudes[0]).toBe(pairs.filter((at) => Math.abs(exact[at]) > 0.1).length);
    }
  });

  it('takes nothing from float32 but the choice of candidates', () => {
    const off = exact.map((value) => value + (value > 0 ? 9e-6 : -9e-6));
    const scans = [exact, off].map((products) => {
      const scan = new StrongScan(columns, { threshold: 0.2, strict: true, sign: 'absolute' }, []);
      scan.block(products, 0, 0, 5);
      return scan.result().found;
    });
    expect(scans[1]).toEqual(scans[0]);
  });

  it('places a block by its corner', () => {
    const scan = new StrongScan(columns, { threshold: 0.0001, strict: true, sign: 'absolute' }, []);
    scan.block(exact.slice(3, 5), 0, 3, 2);
    expect(scan.result().found).toMatchObject({ a: Int32Array.of(0, 0), b: Int32Array.of(3, 4) });
  });
});
