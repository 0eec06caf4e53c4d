/**
 * False positives and power of the whole verdict rule on synthetic studies of known truth: `make calibration`, about 40 minutes on two
 * quiet cores. Runs are kept in build/calibration under the hash of the code that makes them, so that it can be ended and started
 * again. Writes bench/results/calibration.json, docs/calibration.md and its figures; `--collect FOLDER` does so from the runs that are there, and
 * `--draw` writes page and figures alone.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { codeHash } from '../../src/run/code-hash.ts';
import { falsePositives, power } from './figures.ts';
import { calibrationPage } from './page.ts';
import { RESULTS, readResults, resultsOf } from './results.ts';
import { readRuns } from './run.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

async function compute(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const parts = availableParallelism();
  await Promise.all(
    Array.from({ length: parts }, (_, part) => {
      const child = spawn(process.execPath, ['--import', 'tsx', at('run.ts'), folder, String(part), String(parts)], { stdio: 'inherit' }); // biome-ignore format: one line
      return new Promise<void>((resolve, reject) => {
        child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`calibration: a process ended with status ${code}`)))); // biome-ignore format: one line
      });
    }),
  );
}

if (process.argv[2] !== '--draw') {
  const collects = process.argv[2] === '--collect';
  const folder = process.argv[collects ? 3 : 2] ?? at(`../../build/calibration/${codeHash(at('run.ts')).slice(0, 12)}`);
  if (!collects) await compute(folder);
  writeFileSync(RESULTS, `${JSON.stringify(resultsOf(readRuns(folder)), null, 1)}\n`);
}
const results = readResults();
writeFileSync(at('../../docs/calibration.md'), calibrationPage(results));
writeFileSync(at('../../docs/images/calibration-false.svg'), falsePositives(results));
const cosine = 'planted alignment: cosine with the direction of the group →';
const index = 'planted interaction: |I| of a pair over the mean damage of one feature →';
writeFileSync(at('../../docs/images/calibration-alignment.svg'), power(results, 'alignment', cosine));
writeFileSync(at('../../docs/images/calibration-interaction.svg'), power(results, 'interaction', index));
const r = 'planted importance: r of a feature’s length with its strength →';
writeFileSync(at('../../docs/images/calibration-importance.svg'), power(results, 'importance', r));
const d = 'planted selectivity: activations on the own answer, in deviations above the others →';
writeFileSync(at('../../docs/images/calibration-selectivity.svg'), power(results, 'selectivity', d));
