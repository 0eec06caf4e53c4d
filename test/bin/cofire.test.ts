/** bin/cofire in a copy of the checkout, where it can be broken: compiled code and TypeScript run the same. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSmallStudy } from '../pipeline/small-study.ts';
import { cofire } from './capture.ts';

const MINUTES = 60_000;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cofire-copy-'));
  for (const path of ['bin', 'pipeline', 'reports', 'sql', 'src', 'package.json', 'package-lock.json'])
    cpSync(path, join(root, path), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
});
afterAll(() => rmSync(root, { recursive: true }));

function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, 'bin/cofire'), words, { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

const compiled = (): string[] => readdirSync(join(root, 'build/js'));

it('says the same and ends the same where no code can be kept', { timeout: 5 * MINUTES }, () => {
  const lines = [['check', 'none.yaml'], ['runn'], ['check', 'studies/planted.yaml']];
  // What it will take is measured each time.
  const said = (words: readonly string[]) => {
    const { out, ...rest } = run(...words);
    return { out: out.split('\nestimate')[0], ...rest };
  };
  writeFileSync(join(root, 'build'), 'a file where the folder should be');
  const typescript = lines.map(said);
  rmSync(join(root, 'build'));
  expect(lines.map(said)).toEqual(typescript);
  expect(typescript.map(({ status }) => status)).toEqual([2, 2, 0]);
  expect(compiled()).toHaveLength(1);
});

it('a bug is status 1 with the lines of the TypeScript, caught or not', { timeout: 5 * MINUTES }, () => {
  const path = join(root, 'bin/commands/view.ts');
  const whole = readFileSync(path, 'utf8');
  const line = whole.split('\n').length + 2;
  const inFirst = (text: string): string =>
    `${whole.replace(/(export async function view\([^{]*\{[^{]*?\{?)\n/, '$1\n  await planted();\n')}\n${text}\n`;
  expect(inFirst('')).not.toBe(`${whole}\n\n`);
  for (const [text, beginning] of [
    [
      "const planted = async (): Promise<void> => { throw new TypeError('planted'); };",
      'cofire: bug, please report it\nTypeError: planted',
    ],
    [
      "const planted = () => new Promise((_, no) => { setTimeout(() => { throw new TypeError('planted'); }); void no; });",
      'TypeError: planted',
    ],
  ]) {
    writeFileSync(path, inFirst(text));
    const { status, err } = run('view', 'nowhere');
    expect(status).toBe(1);
    expect(err).toContain(beginning);
    expect(err).toContain(`${pathToFileURL(path).href}:${line}:`);
    expect(err).not.toMatch(/\.mjs:\d+:\d+\)?\n {4}at planted/);
  }
  writeFileSync(path, whole);
});

it('what compiled code has run is unchanged to TypeScript: stages have the same hashes', {
  timeout: 5 * MINUTES,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-hashes-'));
  const study = await writeSmallStudy(folder);
  const out = join(folder, 'out');
  const words = ['run', study, '--out', out, '--to', 'stability', '--threads', '2'];
  expect(run(...words).err).toContain('9 of 9 stages run');
  expect((await cofire(...words)).err).toContain('0 of 9 stages run');
  rmSync(folder, { recursive: true });
});
