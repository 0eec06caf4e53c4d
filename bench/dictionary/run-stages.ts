/** Runs the stages `load` to `network` on shards in a folder, through the database; prints seconds of each and peak memory as JSON. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STAGES } from '../../pipeline/order.ts';
import type { StageName } from '../../src/run/stage.ts';
import { parseStudy } from '../../src/run/study/study.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { POSITIONS } from './shards.ts';

export const HASH = '0'.repeat(64);
const CHAIN: readonly StageName[] = ['load', 'correlate', 'network'];
const BUNDLED = fileURLToPath(new URL('../../fixtures/', import.meta.url));

export interface Measured {
  readonly seconds: Readonly<Record<string, number>>;
  readonly cpu: number;
  readonly kept: number;
  readonly gib: number;
}

async function run(folder: string, prompts: number, threads: number): Promise<Measured> {
  const text = `name: bench\npreset: seed-exact\nmodel: { path: ${BUNDLED}sports-model }\nsae: { path: ${BUNDLED}sports-sae }\ntask: { file: t.csv }\n`;
  const study = parseStudy(text, join(folder, 'study.yaml'), ['features.min_prevalence=0.001']);
  const tables = await Tables.open(join(folder, 'study.duckdb'), { threads: 1 });
  const ids = Int32Array.from({ length: prompts }, (_, id) => id);
  const each = <T>(value: T): T[] => Array.from(ids, () => value);
  await tables.replace('prompt', {
    prompt_id: ids,
    text: Array.from(ids, (id) => `prompt ${id}`),
    answer: each('a'),
    answer_token: each(1),
    foil: each('b'),
    foil_token: each(2),
    stratum: each('a'),
    template: each('t'),
    n_tokens: each(POSITIONS),
    logit_diff: each(1),
    answer_logit: each(1),
    answer_prob: each(0.5),
    answer_rank: each(0),
    top10_entropy: each(1),
  });
  await tables.replace('token', {
    prompt_id: Int32Array.from({ length: prompts * POSITIONS }, (_, k) => Math.floor(k / POSITIONS)),
    position: Int32Array.from({ length: prompts * POSITIONS }, (_, k) => k % POSITIONS),
    token_id: new Int32Array(prompts * POSITIONS),
    token: Array.from({ length: prompts * POSITIONS }, () => 'x'),
  });
  const seconds: Record<string, number> = {};
  const used = process.cpuUsage();
  for (const name of CHAIN) {
    const stage = STAGES.find((own) => own.name === name);
    if (stage === undefined) throw new Error(`bench: no stage ${name}`);
    const start = performance.now();
    const context = {
      ...{ study, tables, out: folder, hash: HASH, hashOf: () => HASH, threads, memoryBytes: 4 * 2 ** 30 },
      progress: () => ({ advance: () => undefined, done: () => undefined }),
      note: () => undefined,
    };
    await tables.transaction(() => stage.run(context));
    seconds[name] = (performance.now() - start) / 1000;
  }
  const { user, system } = process.cpuUsage(used);
  const [{ kept }] = await tables.sql<{ kept: number }>('SELECT count(*) AS kept FROM edge');
  tables.close();
  return { seconds, cpu: (user + system) / 1e6, kept, gib: process.resourceUsage().maxRSS / 2 ** 20 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, prompts, threads] = process.argv.slice(2);
  console.log(JSON.stringify(await run(folder, Number(prompts), Number(threads))));
}
