import { expect, it } from 'vitest';
import { type VerdictLine, verdictTable } from '../../bin/verdict-table.ts';

const ROW: VerdictLine = { analysis: 'one', scope: 'main', hypothesis: 'H1', kind: 'hypothesis', claim: 'Clusters.', estimate: 0.5, low: 0.25, high: 0.75, p: 0.001, survives: ['rotation'], status: 'supported', reason: null }; // biome-ignore format: one line
const OTHER: VerdictLine = { ...ROW, hypothesis: 'H4', status: 'not testable', estimate: null, p: null, survives: [], reason: 'No index.' }; // biome-ignore format: one line
const FINDING: VerdictLine = { ...ROW, hypothesis: 'modularity', kind: 'finding' };

it('prints each hypothesis with its numbers and its reason, and counts the rest', () => {
  expect(verdictTable([ROW, OTHER, FINDING])).toBe(
    [
      'H1  supported     Clusters.',
      '                  estimate 0.50 [0.25, 0.75] · p 0.0010 · survives rotation',
      'H4  not testable  Clusters.',
      '                  No index.',
      '1 of 1 further findings are supported; table verdict has them all.',
      '',
    ].join('\n'),
  );
});

it('goes by the kind of a row, whatever its name', () => {
  const text = verdictTable([
    { ...ROW, hypothesis: 'path' },
    { ...FINDING, hypothesis: 'H5', status: 'not supported' },
  ]);
  expect(text).toMatch(/^path {2}supported {2}Clusters\.\n/);
  expect(text).toMatch(/0 of 1 further findings are supported/);
});

it('names the analysis and the dictionary where there are several', () => {
  const text = verdictTable([ROW, { ...ROW, scope: 'layer_4' }, { ...ROW, analysis: 'two' }], (analysis) =>
    analysis === 'one' ? 'layer_3' : undefined,
  );
  expect(text.split('\n').filter((line) => line.endsWith(':'))).toEqual(['one on layer_3:', 'one on layer_4:', 'two:']);
  expect(verdictTable([ROW])).not.toContain('one');
});

it('prints nothing for no verdicts', () => {
  expect(verdictTable([])).toBe('');
});
