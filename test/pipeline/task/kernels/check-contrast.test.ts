import { expect, it } from 'vitest';
import { checkContrast } from '../../../../pipeline/task/kernels/check-contrast.ts';
import { parseStudy } from '../../../study.ts';

const START = 'name: x\nmodel: { path: m }\nsae: { path: s }\ntask: { file: t.csv }\n';
const check = (text: string) => () => checkContrast(parseStudy(`${START}${text}`, '/studies/s.yaml'));

it('accepts a contrast at the top, one of the preset, and the same one twice', () => {
  for (const text of [
    'preset: seed-exact\n',
    'preset: seed-exact\nattribution: { contrast: foil }\n',
    'attribution: { contrast: foil }\nanalyses: { cooccurrence: { preset: recommended, attribution: { contrast: foil } } }\n',
  ])
    expect(check(text)).not.toThrow();
});

it('refuses another one under an analysis, whether or not the top names one', () => {
  const own = 'analyses: { cooccurrence: { preset: recommended, attribution: { contrast: foil } } }\n';
  expect(check(own)).toThrow(
    "s.yaml: analyses.cooccurrence.attribution.contrast: foil, expected mean-of-others, the contrast of the study's prompts",
  );
  expect(check(`attribution: { contrast: top-wrong }\n${own}`)).toThrow(/expected top-wrong/);
});
