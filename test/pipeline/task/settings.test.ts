import { expect, it } from 'vitest';
import * as task from '../../../pipeline/task/settings.ts';
import { instancesOf } from '../../../src/run/analysis.ts';
import { parseStudy } from '../../study.ts';

const REST = 'name: x\nmodel: { path: m }\ntask: { file: t }\n';
const seen = (text: string) => instancesOf(parseStudy(REST + text, '/at/x.yaml'), task)[0].study as task.TaskStudy;

it('sees the contrast of the study and every dictionary; the first stands by itself too', () => {
  const study = seen(`dictionaries: { a: { path: sa }, b: { path: sb } }
attribution: { contrast: foil }
analyses: { cooccurrence: { preset: recommended, attribution: { contrast: top-wrong } } }`);
  expect(study.attribution).toEqual({ contrast: 'foil' });
  expect(study.dictionaries.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(study.sae).toEqual({ name: 'a', path: '/at/sa', center: 'auto' });
});

it.each([
  ['seed-exact', 'random-foil'],
  ['recommended', 'mean-of-others'],
])('under %s the contrast is %s where none is written', (preset, contrast) => {
  expect(seen(`sae: { path: s }\npreset: ${preset}\n`).attribution).toEqual({ contrast });
});
