import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryPath } from '../src/temporary-path.ts';

it('is another each time, beside the file and after its name', () => {
  const paths = Array.from({ length: 1000 }, () => temporaryPath('/runs/a/run.json'));
  expect(new Set(paths).size).toBe(1000);
  for (const path of paths) {
    expect(dirname(path)).toBe('/runs/a');
    expect(basename(path)).toMatch(new RegExp(`^run\\.json\\.${hostname()}\\.${process.pid}\\.[0-9a-f]{12}\\.tmp$`));
  }
});
