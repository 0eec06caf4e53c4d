import { expect, it } from 'vitest';
import { chaptersOf, type RanStage } from '../../reports/chapters.ts';
import type { OpenDoor } from '../../reports/door.ts';
import { networkPaths } from '../../reports/network-file.ts';

const doorOf = (name: string, more: Partial<OpenDoor['analysis']> = {}): OpenDoor => ({
  analysis: { name, needs: { task: true, dictionaries: 'each' }, stages: [], ...more },
  door: { module: '', sections: [] },
});
const DOORS = [doorOf('task', { implied: true }), doorOf('cooccurrence', { short: true }), doorOf('circuits')];
const ranIn = (analysis: string, scope: string): RanStage => ({
  analysis,
  scope,
  stage: 's',
  settings: '{}',
  hash: 'h',
  seconds: 1,
});
const RAN = [
  ranIn('task', 'main'),
  ...['cooccurrence', 'circuits'].flatMap((name) => [ranIn(name, 'layer_4'), ranIn(name, 'main')]),
];

it('tells the names of a chapter from those of every other analysis and dictionary', () => {
  const chapters = chaptersOf({}, DOORS, RAN);
  expect(chapters.map(({ analysis, scope, marks }) => [analysis.name, scope, marks.join('-')])).toEqual([
    ['task', 'main', ''],
    ['cooccurrence', 'main', ''],
    ['cooccurrence', 'layer_4', 'layer_4'],
    ['circuits', 'main', 'circuits'],
    ['circuits', 'layer_4', 'circuits-layer_4'],
  ]);
  const files = chapters.slice(1).map(({ marks }) => networkPaths(marks).json);
  expect(files).toEqual([
    'network.json',
    'network-layer_4.json',
    'network-circuits.json',
    'network-circuits-layer_4.json',
  ]);
});
