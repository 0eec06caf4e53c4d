import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { STAGE_NAMES } from '../../src/run/stage.ts';

it('every stage is the module of its name, which is how the runner finds its code', () => {
  const missing = STAGE_NAMES.filter(
    (name) =>
      !existsSync(
        fileURLToPath(
          new URL(`../../pipeline/${name === 'evaluate' ? 'task' : 'cooccurrence'}/stages/${name}.ts`, import.meta.url),
        ),
      ),
  );
  expect(missing).toEqual([]);
});
