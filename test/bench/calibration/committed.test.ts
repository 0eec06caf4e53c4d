/**
 * The key points of the calibration, on the committed outcome of `make calibration` (more runs than a test has time for), and a live check
 * that the rule is still the one that was calibrated: some of its runs again, with the same statuses and the same p. A change of the
 * rule, of a null, of a kernel or of the synthetic studies that moves a number fails here until the calibration is run again.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONDITIONS, HYPOTHESES, RULE, trueIn } from '../../../bench/calibration/conditions.ts';
import { calibrationPage, missed, mostFalse } from '../../../bench/calibration/page.ts';
import { letterOf, readResults, supported } from '../../../bench/calibration/results.ts';
import { computeRun } from '../../../bench/calibration/run.ts';

const results = readResults();
const resultOf = (name: string) => {
  const found = results.conditions.find((result) => result.name === name);
  if (found === undefined) throw new Error(`no condition ${name}`);
  return found;
};

describe('the calibration', () => {
  it('is of these conditions and this rule, every run with a status', () => {
    expect(results.rule).toEqual(RULE);
    expect(results.conditions.map(({ name }) => name)).toEqual(CONDITIONS.map(({ name }) => name));
    // A calibration that was not finished says so on its page.
    for (const { name, runs } of CONDITIONS) expect(resultOf(name).runs, name).toBeLessThanOrEqual(runs);
    for (const { status, runs } of results.conditions)
      for (const hypothesis of HYPOTHESES) expect(status[hypothesis]).toMatch(new RegExp(`^[sndtx.-]{${runs}}$`));
  });

  it.each(CONDITIONS)('supports nothing that is false more often than it may: $name', ({ name, group, strength }) => {
    const claimed = trueIn({ group, strength });
    for (const hypothesis of HYPOTHESES)
      if (!claimed.includes(hypothesis))
        expect(supported(resultOf(name), hypothesis), hypothesis).toBeLessThanOrEqual(mostFalse(resultOf(name).runs));
  });

  it('has a bound that a true rate of 5 % exceeds in at most 2.5 % of checks', () => {
    expect([200, 100, 25, 1].map(mostFalse)).toEqual([16, 10, 4, 1]);
  });

  it.each([
    ['H1', 'alignment 0.85'],
    ['H1', 'alignment 0.9'],
    ['H1', 'alignment 1'],
    ['H2', 'interaction 0.5'],
    ['H3', 'importance 0.7'],
    ['H3', 'importance 1'],
    ['H4', 'interaction 0.5'],
    ['H4', 'interaction 0.5, signs by-answer'],
    ['H5a', 'selectivity 1'],
  ])('finds what is planted in at least 80 %% of the runs: %s, %s', (hypothesis, name) => {
    expect(supported(resultOf(name), hypothesis)).toBeGreaterThanOrEqual(0.8 * resultOf(name).runs);
  });

  it('says on its page what it finds less often than asked for', () => {
    const { runs } = resultOf('importance 0.7');
    const reached = supported(resultOf('importance 0.7'), 'H3') >= 0.8 * runs;
    expect(missed(results).some((line) => line.startsWith('H3 under importance 0.7'))).toBe(!reached);
    for (const line of missed(results)) expect(calibrationPage(results)).toContain(line);
  });

  it('has its page', () => {
    expect(readFileSync(new URL('../../../docs/calibration.md', import.meta.url), 'utf8')).toBe(
      calibrationPage(results),
    );
  });

  it.each([
    ['shared gradient', 0],
    ['feature splitting', 1],
    ['copies, cosine 0.9', 2],
    ['interaction 0.35', 2],
    ['importance 0.7', 0],
    ['selectivity 0.5', 0],
  ])(
    'is of the rule as it is now: %s, run %i',
    async (name, seed) => {
      const condition = CONDITIONS.find((own) => own.name === name) ?? { change: {} };
      const run = await computeRun(condition, seed);
      for (const hypothesis of HYPOTHESES) {
        expect(letterOf(run.status[hypothesis]), hypothesis).toBe(resultOf(name).status[hypothesis][seed]);
        expect(run.p[hypothesis], hypothesis).toBe(resultOf(name).p[hypothesis][seed]);
      }
    },
    60_000,
  );
});
