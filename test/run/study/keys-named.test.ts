import { expect, it } from 'vitest';
import * as analyses from '../../../pipeline/analyses.ts';
import type { AnalysisSettings } from '../../../src/run/analysis.ts';
import { keysNamed } from '../../../src/run/study/keys-named.ts';
import { group, leavesOf, optional } from '../../../src/run/study/leaf.ts';
import { topKeys } from '../../../src/run/study/short-form.ts';
import { loadStudy } from '../../../src/run/study/study.ts';
import { text } from '../../../src/run/study/types.ts';

const all = Object.values(analyses);
const words = group({ words: optional({ type: text(), meaning: 'Any.' }) });
const named = (word: string) => keysNamed(word, all).map((key) => key.join('.'));

it('finds a key by its last word, also misspelt', () => {
  for (const word of ['threshold', 'treshold', 'thresold'])
    expect(named(word)).toEqual(['analyses.cooccurrence.network.threshold']);
  expect(named('layer')).toEqual(['dictionaries.sae.layer']);
  expect(named('something-else')).toEqual([]);
});

it('says nothing of a word that many blocks have', () => {
  const many = group({ one: words, two: words, three: words, four: words });
  const analysis: AnalysisSettings = { name: 'many', settings: many, needs: { task: false, dictionaries: 'none' } };
  expect(keysNamed('words', [analysis])).toEqual([]);
  expect(keysNamed('words', [{ ...analysis, settings: group({ one: words, two: words, three: words }) }])).toHaveLength(
    3,
  );
});

it('names each key of a block where it was given without its block, or in another one', () => {
  for (const [key] of leavesOf(analyses.cooccurrence.settings.children)) {
    const [block, ...rest] = key.split('.');
    const last = rest.at(-1);
    if (last === undefined || named(last).length === 0) continue;
    const other = block === 'network' ? 'cluster' : 'network';
    const isKnown = (path: string) =>
      leavesOf(analyses.cooccurrence.settings.children).some(([known]) => known === path);
    for (const written of [last, `${other}.${last}`]) {
      if (isKnown(written) || topKeys(analyses.cooccurrence).includes(written)) continue;
      const load = () => loadStudy('studies/sports.yaml', all, [`${written}=1`]);
      expect(load).toThrow(`sports.yaml: ${written}: unknown key`);
      expect(load).toThrow(/Did you mean .+\?$/);
    }
  }
});
