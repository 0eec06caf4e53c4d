/** A checkout of a few modules, without packages: what is started, what it shares with a module found in the folder of an analysis, and a worker. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const SMALL: Readonly<Record<string, string>> = {
  'package-lock.json': '{}',
  'bin/start.ts': `import { codeAt } from '../src/code-at.mjs';
import { Shared } from '../src/shared.ts';
import { openWorkerPool } from '../src/workers/worker-pool.ts';

interface Started {
  readonly words: readonly string[];
}

export const here: string = import.meta.url;
export async function found(): Promise<boolean> {
  const { made } = await import(codeAt(new URL('../reports/planted/index.ts', import.meta.url).href));
  return made instanceof Shared;
}
export async function twiceInThreads(counts: readonly number[]): Promise<number[]> {
  const pool = openWorkerPool<number, number>(new URL('../src/count-worker.ts', import.meta.url), { factor: 2 }, 2);
  const answers = await Promise.all(counts.map((count) => pool.ask(count)));
  await pool.close();
  return answers;
}
export function fail({ words }: Started): never {
  throw new Error(words.join());
}
`,
  'src/shared.ts': 'export class Shared {}\n',
  'src/count-worker.ts': `import { parentPort, workerData } from 'node:worker_threads';

const { factor } = workerData.input as { readonly factor: number };
parentPort?.on('message', (count: number) => parentPort?.postMessage(factor * count));
`,
  'pipeline/planted/settings.ts': "export const name = 'planted';\n",
  'reports/planted/index.ts': "import { Shared } from '../../src/shared.ts';\n\nexport const made = new Shared();\n",
};

/** In a temporary folder; returns it. */
export function smallCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), 'cofire-checkout-'));
  for (const [path, text] of Object.entries(SMALL)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of ['src/code-at.mjs', 'src/workers']) cpSync(path, join(root, path), { recursive: true });
  return root;
}

/** What stands in its folder of compiled code. */
export function made(root: string): string[] {
  return readdirSync(join(root, 'build/js')).sort();
}
