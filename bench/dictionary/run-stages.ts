/** Runs the stages `load` to `network` on shards in a folder, through the database; prints seconds of each, by the clock and of the processor, and peak memory as JSON. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as analyses from '../../pipeline/analyses.ts';
import { runStage } from '../../src/run/run-stage.ts';
import { openShards } from '../../src/run/shards.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { unitsOf } from '../../src/run/units.ts';
import { parseShortStudy } from '../short-study.ts';
import { POSITIONS } from './shards.ts';

export const HASH = '0'.repeat(64);
const CHAIN: readonly string[] = ['load', 'correlate', 'network'];
const BUNDLED = fileURLToPath(new URL('../../fixtures/', import.meta.url));

export interface Measured {
  readonly seconds: Readonly<Record<string, number>>;
  /** Of the processor, over all threads. */
  readonly cpu: Readonly<Record<string, number>>;
  readonly kept: number;
  readonly gib: number;
}

async function run(folder: string, prompts: number, threads: number): Promise<Measured> {
  const text = `name: bench\npreset: seed-exact\nmodel: { path: ${BUNDLED}sports-model }\nsae: { path: ${BUNDLED}sports-sae }\ntask: { file: t.csv }\n`;
  const study = parseShortStudy(text, join(folder, 'study.yaml'), ['features.min_prevalence=0.001']);
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
  const units = unitsOf(study, Object.values(analyses));
  const seconds: Record<string, number> = {};
  const cpu: Record<string, number> = {};
  for (const name of CHAIN) {
    const unit = units.find(({ stage }) => stage.name === name);
    if (unit === undefined) throw new Error(`bench: no stage ${name}`);
    const [start, used] = [performance.now(), process.cpuUsage()];
    const tools = {
      ...{ study: study.name, threads, memoryBytes: 4 * 2 ** 30, keep: folder },
      progress: () => ({ advance: () => undefined, done: () => undefined }),
      note: () => undefined,
    };
    const sources = { tables, units, shardsOf: () => openShards(folder, 'attribute', HASH) };
    await tables.transaction(() => runStage(unit, { out: folder, hash: HASH }, sources, tools));
    seconds[name] = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(used);
    cpu[name] = (user + system) / 1e6;
  }
  const [{ kept }] = await tables.sql<{ kept: number }>('SELECT count(*) AS kept FROM edge');
  tables.close();
  return { seconds, cpu, kept, gib: process.resourceUsage().maxRSS / 2 ** 20 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, prompts, threads] = process.argv.slice(2);
  console.log(JSON.stringify(await run(folder, Number(prompts), Number(threads))));
}
