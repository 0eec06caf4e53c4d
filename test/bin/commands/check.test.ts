import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('a task with faults', () => {
  const FAULTY = `prompt,answer,note\n${Array.from({ length: 30 }, (_, i) => `Fact: person ${'abcdefghij'[i % 10]}${'xyz'[i % 3]} plays the sport of,${['golf', 'tennis', 'xylophonic'][i % 3]},${i}\n`).join('')}Fact: q ,golf,1\n`; // biome-ignore format: one line

  it('has all of them named at once, of the file and of its tokens, with the rows to leave out', async () => {
    const file = join(folder, 'faulty.csv');
    writeFileSync(file, FAULTY);
    const { status, out, err } = await cofire('check', STUDY, '--set', `task.file=${file}`);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^faulty\.csv: 11 faults in 11 of 31 rows, expected none\. They are:\n/);
    expect(err).toContain('row 31 (line 32): a prompt that ends in a space');
    expect(err.match(/tokens for " xylophonic"/g)).toHaveLength(10);
    expect(err).toContain('Rows to leave out: 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 31.');
    expect(err).toContain('--fix-task OUT.csv');
  });

  it('is written without them by --fix-task, says what it left out, and is checked', async () => {
    const [file, fixed] = [join(folder, 'faulty.csv'), join(folder, 'fixed.csv')];
    writeFileSync(file, FAULTY);
    const { status, out, err } = await cofire('check', STUDY, '--set', `task.file=${file}`, '--fix-task', fixed);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('fixed.csv: 20 of 31 rows of faulty.csv, left out: 3, 6, 9,');
    expect(out).toContain('sports: fine (preset seed-exact; 20 prompts');
    expect(readFileSync(fixed, 'utf8')).toMatch(/^prompt,answer\nFact: person ax plays the sport of,golf\n/);
    expect((await cofire('check', STUDY, '--set', `task.file=${fixed}`)).status).toBe(0);
    const own = await cofire('check', STUDY, '--set', `task.file=${file}`, '--fix-task', file);
    expect(own.err).toContain('a file of the study, expected another file');
    expect(readFileSync(file, 'utf8')).toBe(FAULTY);
  });

  it('is read with notes where what a spreadsheet did is plain', async () => {
    const file = join(folder, 'excel.csv');
    const text = 'sep=;\r\nprompt;answer;Bemerkung\r\nFakt: Özil spielt;golf;\r\nb;tennis;x\r\nc;golf;\r\n;;\r\n';
    writeFileSync(file, Buffer.from(text, 'latin1'));
    const { status, out } = await cofire('check', STUDY, '--set', `task.file=${file}`);
    expect(status).toBe(0);
    for (const said of ['Windows-1252', 'sep=;', '1 row without a word', 'column "Bemerkung" is no part of a task'])
      expect(out).toContain(said);
  });

  it('labels of features that the SAE lacks are named before a run', async () => {
    const file = join(folder, 'labels.csv');
    writeFileSync(file, ',feature_id,label\n0,3,a\n1,24575,b\n2,99999,c\n');
    const { status, out } = await cofire('check', STUDY, '--set', `labels.file=${file}`);
    expect(status).toBe(0);
    expect(out).toContain(
      "note: labels.csv: 2 of 3 labels are of features beyond the SAE's 0 to 1023 (24575), left out",
    );
    writeFileSync(file, 'feature_id,label\n24575,b\n99999999999999999999,c\n');
    const { err } = await cofire('check', STUDY, '--set', `labels.file=${file}`);
    expect(err).toContain('labels.csv: no feature of the SAE (24575 and others), expected features 0 to 1023.');
  });
});

it('says that a run would refuse a folder which holds another study, and counts nothing of it', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'run.json'), JSON.stringify({ study: { name: 'capitals' } }));
  // No database: whoever opened it would fail.
  writeFileSync(join(other, 'study.duckdb'), '');
  const { status, out } = await cofire('check', STUDY, '--out', other);
  expect(status).toBe(0);
  expect(out).toContain(
    `note: a run there is refused: ${other}: the tables of the study "capitals", expected an empty`,
  );
  expect(await cofire('run', STUDY, '--out', other)).toMatchObject({ status: 2, out: '' });
});
