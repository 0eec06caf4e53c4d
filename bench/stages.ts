/**
 * Every stage at three sizes: all of the bundled study at 25, 50 and 100 prompts; `load` to `network` of a dictionary of 6,144, 12,288 and
 * 24,576 features on 1,000 prompts, from shards on and through the database, beside blocked numpy that finds the same edges in the same
 * run; and greedy modularity on graphs of each shape. Each run is a process of its own. Prints the tables, writes them to docs/speed.md and
 * bench/results/stages.json. PYTHON names the Python that has numpy.
 * Run: node --import tsx bench/stages.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { greedyModularity } from '../src/methods/graph/communities/greedy-modularity.ts';
import { edgeCount } from '../src/methods/graph/csr-graph.ts';
import { writeAtomic } from '../src/write-atomic.ts';
import { HASH, type Measured } from './dictionary/run-stages.ts';
import { writeShards } from './dictionary/shards.ts';
import { dictionaryValues } from './dictionary/values.ts';
import { SHAPE_NAMES, shaped } from './network/shapes.ts';
import { record, watch } from './results.ts';
import { type Sized, type Stages, stageTable, withStages } from './stage-table.ts';

const THREADS = 2;
const PROMPTS = [25, 50, 100];
const FEATURES = [6144, 12_288, 24_576];
const DICTIONARY_PROMPTS = 1000;
const EDGES = [6000, 18_000, 54_000];
const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function output(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: status ${status}\n${stderr}`);
  return stdout;
}

/** Every k-th row of the bundled task, so that each sport keeps its share. */
function bundled(folder: string): Sized[] {
  const [head, ...lines] = readFileSync(here('../studies/tasks/sports.csv'), 'utf8').trim().split('\n');
  const runs = PROMPTS.map((prompts) => {
    process.stderr.write(`stages: the bundled study on ${prompts} prompts\n`);
    const task = join(folder, `task-${prompts}.csv`);
    writeFileSync(task, `${[head, ...lines.filter((_, row) => row % (lines.length / prompts) === 0)].join('\n')}\n`);
    const out = join(folder, `study-${prompts}`);
    const args = ['--import', 'tsx', here('study-cpu.ts'), here('../studies/sports.yaml'), out, String(THREADS)];
    return JSON.parse(output(process.execPath, [...args, `task.file=${task}`])) as Record<string, number>;
  });
  return Object.keys(runs[0]).map((stage) => {
    return { name: `\`${stage}\``, sizes: PROMPTS, values: runs.map((seconds) => seconds[stage]) };
  });
}

function dictionary(folder: string): Pick<Stages, 'dictionary' | 'memory' | 'numpy'> {
  const hasNumpy = spawnSync(PYTHON, ['-c', 'import numpy']).status === 0;
  if (!hasNumpy) console.log(`${PYTHON} has no numpy: nothing to compare with`);
  const own: Measured[] = [];
  const theirs: { seconds: number; cpu: number; kept: number }[] = [];
  for (const features of FEATURES) {
    process.stderr.write(`stages: a dictionary of ${features} features\n`);
    const place = join(folder, `dictionary-${features}`);
    mkdirSync(place);
    const values = dictionaryValues(DICTIONARY_PROMPTS, features, true);
    writeShards(place, HASH, values, DICTIONARY_PROMPTS);
    const args = ['--import', 'tsx', here('dictionary/run-stages.ts'), place, String(DICTIONARY_PROMPTS), String(THREADS)]; // biome-ignore format: one line
    const found = JSON.parse(output(process.execPath, args)) as Measured;
    own.push(found);
    if (hasNumpy) {
      const file = join(place, 'values.f32');
      writeFileSync(file, new Uint8Array(values.buffer));
      const text = output(PYTHON, [here('peers/correlation.py'), file, String(DICTIONARY_PROMPTS), '0.7', String(THREADS)]); // biome-ignore format: one line
      const peer = JSON.parse(text) as (typeof theirs)[number];
      // numpy decides in float32: pairs within 1e-6 of the threshold may differ.
      if (Math.abs(peer.kept - found.kept) > 5)
        throw new Error(`stages: ${found.kept} edges, numpy ${peer.kept}, expected the same`);
      theirs.push(peer);
    }
    rmSync(place, { recursive: true });
  }
  const stages = Object.keys(own[0].seconds);
  return {
    dictionary: stages.map((name) => ({ name: `\`${name}\``, sizes: FEATURES, values: own.map(({ cpu }) => cpu[name]) })), // biome-ignore format: one line
    memory: own.map(({ gib }) => gib),
    ...(hasNumpy && {
      numpy: {
        cpu: theirs.map(({ cpu }) => cpu),
        clock: own.map((found, k) => Object.values(found.seconds).reduce((a, b) => a + b) / theirs[k].seconds),
      },
    }),
  };
}

function shapes(): Stages['shapes'] {
  return SHAPE_NAMES.map((name) => {
    const found = EDGES.map((edges) => {
      const graph = shaped(name, edges);
      const start = performance.now();
      const { steps } = greedyModularity(graph);
      return { steps: steps / edgeCount(graph), seconds: (performance.now() - start) / 1000 };
    });
    return {
      name,
      sizes: EDGES,
      values: found.map(({ steps }) => steps),
      seconds: found.map(({ seconds }) => seconds),
    };
  });
}

const folder = mkdtempSync(join(tmpdir(), 'cofire-stages-'));
const taken = watch(THREADS);
try {
  const stages: Stages = { shapes: shapes(), ...dictionary(folder), study: bundled(folder) };
  console.log(stageTable(stages));
  record('stages', { ...taken(), ...stages });
  const page = here('../docs/speed.md');
  writeAtomic(page, withStages(readFileSync(page, 'utf8'), stages));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
