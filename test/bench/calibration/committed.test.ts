/**
 * The key points of the calibration, on the committed outcome of `make calibration` (2,400 runs, too many for a test), and a live check
 * that the rule is still the one that was calibrated: some of its runs again, with the same statuses and the same p. A change of the
 * rule, of a null, of a kernel or of the synthetic studies that moves a number fails here until the calibration is run again.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONDITIONS, HYPOTHESES, RULE } from '../../../bench/calibration/conditions.ts';
import { calibrationPage, MOST_FALSE } from '../../../bench/calibration/page.ts';
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
    expect(results.conditions.map(({ name, runs }) => [name, runs])).toEqual(CONDITIONS.map(({ name, runs }) => [name, runs])); // biome-ignore format: one line
    for (const { status, runs } of results.conditions)
      for (const hypothesis of HYPOTHESES) expect(status[hypothesis]).toMatch(new RegExp(`^[sndt]{${runs}}$`));
  });

  it.each(CONDITIONS.filter(({ group }) => group === 'confound'))(
    'supports nothing more often than it may: $name',
    ({ name, runs }) => {
      expect(runs).toBe(200);
      for (const hypothesis of HYPOTHESES)
        expect(supported(resultOf(name), hypothesis), hypothesis).toBeLessThanOrEqual(MOST_FALSE);
    },
  );

  it('finds interaction as large as the mean single effect in at least 90 % of the runs', () => {
    const { runs } = resultOf('interaction 1');
    expect(supported(resultOf('interaction 1'), 'H4')).toBeGreaterThanOrEqual(0.9 * runs);
  });

  it('does not take alignment for working together', () => {
    const aligned = [
      ...CONDITIONS.filter(({ group }) => group === 'alignment').map(({ name }) => name),
      'interaction 0',
    ];
    for (const name of aligned)
      expect(supported(resultOf(name), 'H4'), name).toBeLessThanOrEqual(0.08 * resultOf(name).runs);
  });

  it('has its page', () => {
    expect(readFileSync(new URL('../../../docs/calibration.md', import.meta.url), 'utf8')).toBe(
      calibrationPage(results),
    );
  });

  it.each([
    ['shared gradient', 0],
    ['feature splitting', 1],
    ['copies, cosine 0.7', 2],
    ['interaction 0.2', 2],
  ])(
    'is of the rule as it is now: %s, run %i',
    async (name, seed) => {
      const { change } = CONDITIONS.find((condition) => condition.name === name) ?? { change: {} };
      const run = await computeRun(change, seed);
      for (const hypothesis of HYPOTHESES) {
        expect(letterOf(run.status[hypothesis]), hypothesis).toBe(resultOf(name).status[hypothesis][seed]);
        expect(run.p[hypothesis], hypothesis).toBe(resultOf(name).p[hypothesis][seed]);
      }
    },
    60_000,
  );
});
