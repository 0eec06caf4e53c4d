import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  estimateStages,
  type Machine,
  type Subject,
} from '../../../../../pipeline/cooccurrence/kernels/estimate/cost-model.ts';
import { assumedCounts, workloadOf } from '../../../../../pipeline/cooccurrence/kernels/estimate/workload.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../../../src/memory-budget.ts';
import { loadStudy } from '../../../../study.ts';

const study = loadStudy('studies/sports.yaml');
const subject: Subject = {
  study,
  sizes: { nLayers: 12, dModel: 768, dInner: 3072, vocabSize: 50_257 },
  blocksBefore: 7,
  features: 24_576,
  lengths: Array(100).fill(11),
  modelBytes: 4 * 124_439_808,
  saeBytes: 151e6,
};
const machine: Machine = { rate: 70e9, threads: 2, memoryBytes: DEFAULT_MEMORY_BYTES };

/** Prompts that begin with a BOS and then share nothing. */
const texts = { corpusTokens: 5000, pieces: 40, pieceTokens: 20, otherPrompts: 10 };
const workOf = ({ lengths, sizes, study: asked }: Subject) => {
  const task = lengths.map((length, p) => ({
    stratum: 's',
    tokens: Array.from({ length }, (_, t) => (t === 0 ? 0 : 20 * p + t)),
  }));
  return workloadOf(asked, assumedCounts(100), task, { hasBos: true, width: sizes.dModel, texts });
};

function estimate(changes: Partial<Subject> = {}, on: Partial<Machine> = {}): ReadonlyMap<string, [number, number]> {
  const counts = assumedCounts(100);
  const whole = { ...subject, ...changes };
  const stages = estimateStages(whole, workOf(whole), counts, { ...machine, ...on });
  return new Map(stages.map(({ stage, seconds, nBytes }) => [stage, [seconds, nBytes]]));
}
const seconds = (stage: string, changes?: Partial<Subject>, on?: Partial<Machine>): number =>
  estimate(changes, on).get(stage)?.[0] ?? Number.NaN;

describe('the estimate', () => {
  it('is finite and positive for every stage that is run', () => {
    for (const [stage, [time, memory]] of estimate()) {
      expect(time, stage).toBeGreaterThan(0);
      expect(memory, stage).toBeGreaterThan(300 * 2 ** 20);
      expect(Number.isFinite(time + memory), stage).toBe(true);
    }
  });

  it('grows with prompts, layers, features and sets, and falls with the rate', () => {
    const more = Array(200).fill(11);
    expect(seconds('attribute', { lengths: more })).toBeGreaterThan(1.5 * seconds('attribute'));
    expect(seconds('attribute', { features: 49_152 })).toBeGreaterThan(seconds('attribute'));
    expect(seconds('steer', { sizes: { ...subject.sizes, nLayers: 24 } })).toBeGreaterThan(2 * seconds('steer'));
    expect(seconds('steer', {}, { rate: 140e9 })).toBeLessThan(0.65 * seconds('steer'));
  });

  it('counts every network of fewer prompts: subsamples of clusters and of centralities, and nine shares left out', () => {
    const network = (settings: string[]) => seconds('network', { study: loadStudy('studies/sports.yaml', settings) });
    const none = ['stability.seeds=0', 'stability.subsamples=0', 'stability.case_drops=0'];
    const [start, subsamples, drops] = [[], ['stability.subsamples=9'], ['stability.case_drops=2']].map((more) => network([...none, ...more])); // biome-ignore format: one line
    expect(subsamples).toBeGreaterThan(start);
    expect(drops).toBeCloseTo(subsamples, 12);
  });

  it('counts positions that prompts share once', () => {
    const whole = workOf(subject);
    const counts = assumedCounts(100);
    const shared = { ...whole, steer: { ...whole.steer, rows: 0.7 * whole.steer.rows } };
    const steer = (work: typeof whole): number =>
      estimateStages(subject, work, counts, machine).find(({ stage }) => stage === 'steer')?.seconds ?? Number.NaN;
    // Six parts in seven of an evaluation of 11 positions are theirs.
    expect(steer(shared) / steer(whole)).toBeGreaterThan(0.7);
    expect(steer(shared) / steer(whole)).toBeLessThan(0.78);
  });

  it('says of GPT-2 small at 175 GFLOP/s what was measured: some 280 evaluations of 6.9 positions a second', () => {
    const counts = assumedCounts(100);
    const work = { ...workOf(subject), steer: { count: 28_400, rows: 28_400 * 6.86, stored: 0 } };
    const [steer] = estimateStages({ ...subject, lengths: Array(100).fill(9.8) }, work, counts, { ...machine, rate: 175e9 }).filter(({ stage }) => stage === 'steer'); // biome-ignore format: one line
    expect(steer.seconds).toBeGreaterThan(90);
    expect(steer.seconds).toBeLessThan(115);
  });

  it('weights that leave no room for a batch are refused as the run itself would', () => {
    expect(() => estimate({ modelBytes: 6.2e9 })).toThrow(/^--memory: 4\.0 GiB for weights of/);
  });
});

/** Stages whose runs of the model are too few to have a row: the study's worked example is two, in the row of statistics. */
const IN_STATISTICS = ['verdict'];

/** Relative modules that a module takes values from. */
function importsOf(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )([^;]*?) from '(\.[^']+)'/gms);
  return [...statements].flatMap(([, names, from]) => {
    const braced = /^\{(.*)\}$/s
      .exec(names.trim())?.[1]
      .split(',')
      .map((name) => name.trim()) ?? [''];
    const types = braced.filter((name) => name !== '').every((name) => name.startsWith('type ')) && braced[0] !== '';
    return types ? [] : [normalize(join(dirname(file), from))];
  });
}

function reached(file: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(file) || !file.endsWith('.ts')) return seen;
  seen.add(file);
  for (const next of importsOf(file)) reached(next, seen);
  return seen;
}

it('every stage that runs the model is priced', () => {
  const folder = 'pipeline/cooccurrence/stages';
  const running = readdirSync(folder).filter((file) => {
    const opened = readFileSync(join(folder, file), 'utf8').includes('subject: subject()');
    // The model as nodes of a graph.
    return opened && reached(join(folder, file)).has('src/engine/passes/walk.ts');
  });
  const names = running.map((file) => file.replace('.ts', ''));
  expect(names).toEqual(expect.arrayContaining(['attribute', 'steer', 'transfer', 'source', 'next-token', 'edge-effect'])); // biome-ignore format: one line
  const asked = loadStudy('studies/sports.yaml', ['interaction.pairs=10', 'transfer.corpus=true', 'sources.networks=[generic]']); // biome-ignore format: one line
  const priced = [...estimate({ study: asked }).keys()];
  expect(names.filter((name) => !priced.includes(name)).sort()).toEqual(IN_STATISTICS);
});

it('what is not asked for has no row', () => {
  const asked = loadStudy('studies/sports.yaml', ['edge_effect.sources=0', 'sources.networks=[]', 'transfer.corpus=false']); // biome-ignore format: one line
  const priced = [...estimate({ study: asked }).keys()];
  for (const name of ['edge-effect', 'source', 'transfer']) expect(priced).not.toContain(name);
  const more = loadStudy('studies/sports.yaml', ['edge_effect.sources=40']);
  expect(seconds('edge-effect', { study: more })).toBeGreaterThan(1.5 * seconds('edge-effect'));
});
