import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compiledCode, compiledModule } from '../../bin/compiled.mjs';
import { made, SMALL, smallCheckout } from './small-checkout.ts';

const DAY = 24 * 3600 * 1000;

let root: string;
beforeEach(() => {
  root = smallCheckout();
});
afterEach(() => rmSync(root, { recursive: true }));
const write = (path: string, text: string): void => writeFileSync(join(root, path), text);

it('is made once, and again whenever a source or an installed package is another', async () => {
  const first = await compiledCode(root);
  const whenMade = statSync(join(first ?? '', 'bin+start.mjs')).mtimeMs;
  expect(await compiledCode(root)).toBe(first);
  expect(statSync(join(first ?? '', 'bin+start.mjs')).mtimeMs).toBe(whenMade);

  write('src/shared.ts', 'export class Shared { readonly other = 1; }\n');
  const second = await compiledCode(root);
  write('package-lock.json', '{ "packages": {} }');
  const third = await compiledCode(root);
  write('src/count-worker.ts', `${SMALL['src/count-worker.ts']}\n`);
  const fourth = await compiledCode(root);
  expect(new Set([first, second, third, fourth]).size).toBe(4);

  for (const [path, text] of Object.entries(SMALL)) write(path, text);
  expect(await compiledCode(root)).toBe(first);
  expect(made(root)).toHaveLength(4);
});

it('a module that is added or goes makes another too', async () => {
  const first = await compiledCode(root);
  mkdirSync(join(root, 'reports/added'));
  write('reports/added/index.ts', 'export const made = 1;\n');
  const second = await compiledCode(root);
  expect(second).not.toBe(first);
  expect(readdirSync(second ?? '')).toContain('reports+added+index.mjs');
  rmSync(join(root, 'reports/added'), { recursive: true });
  expect(await compiledCode(root)).toBe(first);
});

it('processes that make it at the same time have the same, whole', { timeout: 60_000 }, async () => {
  const script = `const { compiledCode } = await import(process.argv[1]); process.stdout.write(await compiledCode(process.argv[2])); process.exit();`;
  const compiled = new URL('../../bin/compiled.mjs', import.meta.url).href;
  const folders = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, compiled, root]);
      let text = '';
      for await (const part of child.stdout) text += part;
      return text;
    }),
  );
  const alone = smallCheckout();
  const whole = await compiledCode(alone);
  expect(new Set(folders)).toEqual(new Set([join(root, 'build/js', basename(whole ?? ''))]));
  expect(readdirSync(folders[0])).toEqual(readdirSync(whole ?? ''));
  expect(made(root)).toEqual([basename(folders[0])]);
  rmSync(alone, { recursive: true });
});

it('what a killed process left half is not used, and goes after a day, as does what no process used since', async () => {
  const first = (await compiledCode(root)) ?? '';
  mkdirSync(join(root, 'build/js/making-x'));
  write('src/shared.ts', 'export class Shared { readonly other = 1; }\n');
  const second = (await compiledCode(root)) ?? '';
  expect(made(root)).toEqual([basename(first), basename(second), 'making-x'].sort());

  const before = new Date(Date.now() - 1.1 * DAY);
  for (const folder of [first, second, join(root, 'build/js/making-x')]) utimesSync(folder, before, before);
  // Whoever uses it says so.
  expect(await compiledCode(root)).toBe(second);
  write('src/shared.ts', 'export class Shared { readonly other = 2; }\n');
  const third = (await compiledCode(root)) ?? '';
  expect(made(root)).toEqual([basename(second), basename(third)].sort());
});

it('where it cannot be written there is none', async () => {
  write('build', 'a file where the folder should be');
  expect(await compiledCode(root)).toBeUndefined();
});

it('a source that is none is an error that names it, and nothing is left', async () => {
  write('bin/start.ts', 'export const = 1;\n');
  await expect(compiledCode(root)).rejects.toThrow(/bin\/start\.ts:1:13/);
  expect(made(root)).toEqual([]);
});

it('of this checkout has the module that the command starts with', async () => {
  const address = await compiledModule('bin/start.ts');
  expect(address).toMatch(
    new RegExp(`^${pathToFileURL(`${process.cwd()}/build/js/`).href}[0-9a-f]{32}/bin\\+start\\.mjs$`),
  );
  const { start } = (await import(address ?? '')) as { readonly start: unknown };
  expect(start).toBeTypeOf('function');
});
