import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { compiledCode } from '../../bin/compiled.mjs';
import { originalLines } from '../../bin/original-lines.ts';
import { SMALL, smallCheckout } from './small-checkout.ts';

it('names the line of the TypeScript, and leaves all other places as they are', async () => {
  const root = smallCheckout();
  const address = pathToFileURL(join((await compiledCode(root)) ?? '', 'bin+start.mjs')).href;
  // In a process of its own: vitest has Node.js map all stacks.
  const script = `const { fail } = await import(process.argv[1]);
try { fail({ words: ['a', 'b'] }); } catch (error) { process.stdout.write(error.stack); }`;
  const stack = execFileSync(process.execPath, ['--input-type=module', '-e', script, address], { encoding: 'utf8' });
  expect(stack).toContain(`${address}:`);
  const line = SMALL['bin/start.ts'].split('\n').findIndex((text) => text.includes('throw new Error')) + 1;
  const [message, first, ...others] = originalLines(stack).split('\n');
  expect(message).toBe('Error: a,b');
  expect(first).toContain(`${pathToFileURL(join(root, 'bin/start.ts')).href}:${line}:9`);
  expect(others).toEqual(stack.split('\n').slice(2));
  rmSync(root, { recursive: true });
});

it('needs no map', () => {
  const stack = 'Error: x\n    at f (file:///nowhere/a.mjs:3:4)\n    at node:internal/x:1:2';
  expect(originalLines(stack)).toBe(stack);
});
