import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun, type RunPlan } from '../../../../../pipeline/cooccurrence/kernels/steering/run-plan.ts';
import { openShards, readPlan } from '../../../../../src/run/shards.ts';

const planOf = (rows: number, interventions = 70): RunPlan => {
  return { chunk: 64, interventions, limits: { rows, sequences: 83 } };
};

function opener() {
  const out = mkdtempSync(join(tmpdir(), 'cofire-'));
  return (plan?: RunPlan) => openShards(out, 'steer', 'c'.repeat(64), plan && { ...plan, kept: [1, 2] });
}

describe('openRun', () => {
  it('stores the limits of a run that begins', () => {
    const { folder, limits } = openRun(opener(), planOf(1536));
    expect(limits).toEqual({ rows: 1536, sequences: 83 });
    expect(readPlan(folder)).toEqual({ ...planOf(1536), kept: [1, 2] });
  });

  it('keeps those of the run that began, whatever memory there is now', () => {
    const open = opener();
    openRun(open, planOf(1536)).folder.write(0, { x: { data: Float32Array.of(1), dims: [1] } });
    const { folder, limits } = openRun(open, planOf(341));
    expect(limits.rows).toBe(1536);
    expect([folder.has(0), readPlan<RunPlan>(folder).limits.rows]).toEqual([true, 1536]);
  });

  it('refuses a plan that differs in anything else', () => {
    const open = opener();
    openRun(open, planOf(1536));
    expect(() => openRun(open, planOf(1536, 71))).toThrow(/another plan than this run makes/);
  });
});
