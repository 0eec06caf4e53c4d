import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compiledCode } from '../../bin/compiled.mjs';
import { compiledName } from '../../src/code-at.mjs';
import { minifiedFile } from '../../src/run/minified.ts';
import { smallCheckout } from './small-checkout.ts';

interface Start {
  readonly here: string;
  found(): Promise<boolean>;
  twiceInThreads(counts: readonly number[]): Promise<number[]>;
}

let root: string;
let folder: string;
beforeAll(async () => {
  root = smallCheckout();
  folder = (await compiledCode(root)) ?? '';
});
afterAll(() => rmSync(root, { recursive: true }));
const load = async <Module>(path: string): Promise<Module> =>
  (await import(pathToFileURL(join(folder, compiledName(path))).href)) as Module;

it('a module goes on knowing its source', async () => {
  const { here } = await load<Start>('bin/start.ts');
  expect(here).toBe(pathToFileURL(join(root, 'bin/start.ts')).href);
});

it('modules that are found by a computed address are the same as those imported by name', async () => {
  const { found } = await load<Start>('bin/start.ts');
  expect(await found()).toBe(true);
});

it('worker threads run it too, and need no loader of TypeScript', async () => {
  const { twiceInThreads } = await load<Start>('bin/start.ts');
  expect(await twiceInThreads([1, 2, 3, 4, 5])).toEqual([2, 4, 6, 8, 10]);
});

it('has every source as the hashes of stages take it', async () => {
  const own = (await compiledCode(process.cwd())) ?? '';
  const texts = JSON.parse(readFileSync(join(own, 'minified.json'), 'utf8')) as Record<string, string>;
  expect(Object.keys(texts).length).toBeGreaterThan(700);
  expect(Object.keys(texts).filter((path) => texts[path] !== minifiedFile(path))).toEqual([]);
});

it('a package that is loaded late is asked for as a whole: compiled, one of CommonJS has no names', () => {
  const late = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(join('src', name), 'utf8').matchAll(/const (.*) = await import\('([^.n][^']*)'\)/g),
    ])
    .map(([, names, name]) => `${name}: ${names}`);
  expect(late).toEqual(['undici: { default: undici }']);
});

it('every module of cofire that is imported by a computed address can be', async () => {
  const own = (await compiledCode(process.cwd())) ?? '';
  const names = new Set(readdirSync(own));
  const rooms = ['bin', 'pipeline', 'reports', 'src'];
  const files = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`),
  );
  const code = files.filter((path) => /\.(ts|mjs)$/.test(path) && !path.startsWith('reports/client/'));
  // Computed: an import of something else than a text. Each asks where the code is.
  const computed = code.filter((path) => /\bimport\((?!['"])/.test(readFileSync(path, 'utf8')));
  expect(computed.sort()).toEqual(['bin/plain-modules.mjs', 'reports/door.ts', 'src/workers/start.mjs']);
  const found = code.filter((path) => /^(pipeline|reports)\/[^/]+\/(index|settings)\.ts$|^[^/]+\/[^/]+\/(commands|stage-names)\.mjs$/.test(path)); // biome-ignore format: one line
  const needed = found.filter((path) => !/^pipeline\/.*index\.ts$|^reports\/.*settings\.ts$/.test(path));
  const workers = code.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/new URL\('\.\/([\w-]+-worker\.ts)', import\.meta\.url\)/g)].map(
      ([, name]) => join(path, '..', name),
    ),
  );
  expect(workers.length).toBeGreaterThan(2);
  expect([...needed, ...workers].filter((path) => !names.has(compiledName(path)))).toEqual([]);
});
