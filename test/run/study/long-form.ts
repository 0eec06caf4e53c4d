/** Study files over the small analyses of tiny-analyses.ts. */
import { parseStudy, type ResolvedStudy } from '../../../src/run/study/study.ts';
import { ANALYSES } from './tiny-analyses.ts';

const HEAD = 'name: x\nmodel: { path: m }\n';
const TASK = 'task: { file: t.csv }\n';
const TWO = 'dictionaries: { a: { path: sa }, b: { path: sb } }\n';

export const BOTH = `${HEAD}${TASK}${TWO}`;
export const NO_TASK = HEAD;
export const SHORT = `${HEAD}${TASK}sae: { path: sa }\npreset: seed-exact\n`;

export function read(text: string, overrides: readonly string[] = []): ResolvedStudy {
  return parseStudy(text, '/at/x.yaml', ANALYSES, overrides);
}
