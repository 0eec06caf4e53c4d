import { describe, expect, it } from 'vitest';
import {
  NO_CHANGE,
  type TransferRow,
  transferRows,
} from '../../../../../pipeline/cooccurrence/kernels/transfer/transfer-rows.ts';

const TARGETS = [
  { kind: 'task', name: 't', prompts: 3 },
  { kind: 'template', name: 'w', prompts: 2 },
  { kind: 'generic', name: 'g', prompts: 2 },
] as const;
/** Nothing taken out, then clusters 4 and 7, on seven prompts. */
const OUTCOMES = {
  logitDiff: [5, 6, 7, 3, 3, 0, 0, /**/ 4, 4, 4, 3, 3, 9, 9, /**/ 5, 6, 7, 1, 1, 9, 9],
  kl: [0, 0, 0, 0, 0, 0, 0, /**/ 0.6, 0.6, 0.6, 0.2, 0.2, 0.1, 0.1, /**/ 0.1, 0.2, 0.3, 0, 0, 0, 0.4],
  answerRank: [0, 0, 1, 0, 2, 0, 0, /**/ 9, 9, 9, 9, 9, 9, 9, /**/ 9, 9, 9, 9, 9, 9, 9],
};

describe('transferRows', () => {
  const rows = transferRows(TARGETS, [4, 7], OUTCOMES, 1);
  const row = (cluster: number, target: string) =>
    rows.find((own) => own.cluster === cluster && own.target === target) as TransferRow;

  it('has every cluster on every target', () => {
    expect(rows.map(({ cluster, target, name, prompts }) => [cluster, target, name, prompts])).toEqual(
      [4, 7].flatMap((cluster) => TARGETS.map(({ kind, name, prompts }) => [cluster, kind, name, prompts])),
    );
  });

  it('loses the contrast of each prompt less that with the cluster out', () => {
    expect(row(4, 'task')).toMatchObject({ loss: 2, accuracy: 2 / 3 });
    expect(row(4, 'task').low).toBeLessThan(2);
    expect(row(4, 'task').low).toBeGreaterThanOrEqual(1);
    expect(row(4, 'task').high).toBeLessThanOrEqual(3);
    expect(row(4, 'template')).toMatchObject({ loss: 0, low: 0, high: 0, accuracy: 0.5 });
    expect(row(7, 'template')).toMatchObject({ loss: 2, low: 2, high: 2 });
  });

  it('generic text has no answer, and a KL', () => {
    expect(row(4, 'generic')).toMatchObject({ loss: Number.NaN, low: Number.NaN, high: Number.NaN, accuracy: Number.NaN }); // biome-ignore format: one line
    expect(row(4, 'generic').kl).toBeCloseTo(0.1, 12);
  });

  it('divides the KL of the task by that of the target, whatever prompts are drawn', () => {
    expect(row(4, 'template').ratio).toBeCloseTo(3, 12);
    expect(row(4, 'template').ratio_low).toBeCloseTo(3, 12);
    expect(row(4, 'generic').ratio_high).toBeCloseTo(6, 12);
    expect(row(4, 'generic').reason).toBeNull();
  });

  it('the task itself is exactly one: its prompts are drawn once', () => {
    for (const cluster of [4, 7])
      expect(row(cluster, 'task')).toMatchObject({ ratio: 1, ratio_low: 1, ratio_high: 1, reason: null });
  });

  it('has no ratio to what does not change', () => {
    const none = { ratio: Number.NaN, ratio_low: Number.NaN, ratio_high: Number.NaN };
    expect(row(7, 'template')).toMatchObject({ ...none, kl: 0, reason: expect.stringContaining('beyond rounding') });
    const tiny = { ...OUTCOMES, kl: OUTCOMES.kl.map((kl) => Math.min(kl, NO_CHANGE / 2)) };
    expect(transferRows(TARGETS, [4], tiny, 1).every(({ ratio }) => Number.isNaN(ratio))).toBe(true);
  });

  it('has no upper bound where a quarter of the draws change nothing', () => {
    const found = row(7, 'generic');
    expect(found.ratio).toBeCloseTo(1, 12);
    expect(found.ratio_low).toBeGreaterThan(0.2);
    expect(found).toMatchObject({ ratio_high: Number.NaN, reason: expect.stringContaining('no upper bound') });
  });

  it('does not depend on what other clusters are asked', () => {
    const alone = { ...OUTCOMES };
    expect(transferRows(TARGETS, [4], alone, 1)).toEqual(rows.slice(0, 3));
  });
});
