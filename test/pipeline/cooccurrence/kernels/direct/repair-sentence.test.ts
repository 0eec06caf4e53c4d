import { describe, expect, it } from 'vitest';
import { repairSentence } from '../../../../../pipeline/cooccurrence/kernels/direct/repair-sentence.ts';
import type { RepairRow } from '../../../../../pipeline/cooccurrence/kernels/direct/self-repair.ts';

const row = (against: RepairRow['against'], slope: number, status: RepairRow['status'], scope = 'all'): RepairRow => ({
  ...{ against, scope, features: 9, n_units: 3, slope, low: slope - 0.1, high: slope + 0.1, weakened: 0.5 },
  ...{ radial_share: 0.974, status },
});
const norms = row('norms', 0.09, 'smaller');
const tangential = row('both-tangential', 0.92, 'undecided');

describe('repairSentence', () => {
  it('has three slopes, the radial share, and why holding norms misleads', () => {
    const text = repairSentence([
      norms,
      row('attention', 1.39, 'larger'),
      tangential,
      row('attention', 3, 'larger', 'cluster 1'),
    ]);
    expect(text).toContain('1.39 (1.29 to 1.49) of those with attention held (no self-repair: attention adds to them)');
    expect(text).toContain('0.09 (-0.01 to 0.19) of those with norms held');
    expect(text).toContain('0.92 (0.82 to 1.02) of those with both held and the radial part of the change left out');
    expect(text).toContain('median radial share of what is removed is 0.97');
    expect(text).toContain('fictitious');
  });

  it('says repair of attention alone', () => {
    expect(repairSentence([row('attention', 0.4, 'smaller'), norms])).toContain('attention repairs part');
    const small = repairSentence([row('attention', 1, 'undecided'), norms, row('frozen', 0.1, 'smaller')]);
    expect(small).not.toContain('repairs');
    expect(small).toContain('undecided: the interval holds 1');
    expect(repairSentence([row('attention', -0.4, 'smaller')])).toContain('attention turns them round');
  });

  it('has nothing to say without the slope on attention', () => {
    expect(repairSentence([norms])).toBeUndefined();
    expect(repairSentence([])).toBeUndefined();
  });
});
