import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cofire } from '../capture.ts';

const STUDY = 'studies/sports.yaml';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-check-'));
  writeFileSync(join(folder, 'one.csv'), 'prompt,answer\np,tennis\nq,tennis\nr,tennis\n');
  writeFileSync(join(folder, 'many.csv'), 'prompt,answer\nFact: Li Na plays the sport of,xylophonic\nq,golf\nr,golf\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('says that the bundled study is fine, what it is about, and what a run will take', async () => {
  const { status, out, err } = await cofire('check', STUDY);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatch(
    /^sports: fine \(preset seed-exact; \d+ prompts of up to \d+ tokens, \d+ answers, 1 template\)\n/,
  );
  expect(out).toContain('model: GPT-2, 6 layers 128 wide, 1.5 million parameters\n');
  expect(out).toMatch(/^sae: 1024 features at blocks\.3\.hook_resid_pre, .*"<\|endoftext\|>" before every prompt$/m);
  expect(out).toMatch(/^estimate for \d+ threads? at \d+ GFLOP\/s; /m);
  expect(out).toMatch(/^ {2}in all .*[MG]iB$/m);
});

it.each([
  ['a setting', ['--set', 'network.treshold=1'], 'sports.yaml: network.treshold: unknown key'],
  [
    'a contrast the task cannot give',
    ['--set', 'attribution.contrast=foil'],
    'attribution.contrast: foil: no foil column in sports.csv',
  ],
  [
    'positions that no prompt has',
    ['--set', 'steering.positions=[200]'],
    'sports.yaml: steering.positions: 200, which no prompt has',
  ],
  ['a layer that the model lacks', ['--set', 'sae.layer=99'], 'sports.yaml: sae.layer: hook blocks.99.hook_resid_pre'],
  ['a missing task', ['--set', 'task.file=tasks/none.csv'], 'sports.yaml: task.file: there is nothing at'],
  ['a missing model', ['--set', 'model.path=../none'], 'sports.yaml: model.path: there is nothing at'],
])('finds %s without running', async (_, words, message) => {
  const { status, out, err } = await cofire('check', STUDY, ...words);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(message);
});

it('finds a task with a single answer and an answer of several tokens', async () => {
  expect((await cofire('check', STUDY, '--set', `task.file=${join(folder, 'one.csv')}`)).err).toContain(
    'every answer of one.csv is right for row 1',
  );
  expect((await cofire('check', STUDY, '--set', `task.file=${join(folder, 'many.csv')}`)).err).toMatch(
    /many\.csv: row 1.*xylophonic/,
  );
});
