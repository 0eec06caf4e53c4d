import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import { bundle } from '../../reports/bundle.ts';

const CLIENT = fileURLToPath(new URL('../../reports/client/', import.meta.url));
/** Every script of the reader, whether a page begins with it or another one imports it. */
const SCRIPTS = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** The packages whose code is in the bundle of a script. */
function packagesIn(script: string): string[] {
  const { metafile } = buildSync({
    entryPoints: [join(CLIENT, script)],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    logLevel: 'silent',
    define: { LAYOUT_WORKER: '""' },
  });
  const files = Object.keys(metafile.inputs);
  return [...new Set(files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))];
}

// The reader's script gets files that were checked when the report was built: a schema library there would only make every report larger.
it('no script of the reader holds zod', () => {
  expect(SCRIPTS.length).toBeGreaterThan(30);
  expect(packagesIn('page.ts')).toContain('sigma');
  expect(SCRIPTS.filter((script) => packagesIn(script).includes('zod'))).toEqual([]);
});

it.each(['page', 'page-with-layered', 'viewer', 'layered'] as const)(
  'the script %s ends no script element early',
  (entry) => {
    expect(bundle(entry)).not.toMatch(/<\/script|<!--/i);
  },
);
