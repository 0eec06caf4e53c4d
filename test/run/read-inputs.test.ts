import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Unit } from '../../src/run/analysis.ts';
import { readInputs, subjectFiles, subjectOf, subjectSettings } from '../../src/run/read-inputs.ts';
import { openShards, type ShardFolder } from '../../src/run/shards.ts';
import {
  ask,
  besideOthers,
  columns,
  file,
  files,
  type Input,
  optional,
  row,
  rows,
  shards,
  subject,
} from '../../src/run/stage-input.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { engineStudy } from '../engine.ts';
import { fillPrompts } from '../pipeline/network-bench.ts';
import { unplaced } from '../unplaced.ts';
import { declared, unitOf } from './declared.ts';

const HASH = 'e'.repeat(64);

let tables: Tables;
let out: string;
beforeEach(async () => {
  tables = await Tables.open(':memory:');
  out = mkdtempSync(join(tmpdir(), 'cofire-inputs-'));
  await tables.replace('edge', { feature_a: [1, 3], feature_b: [2, 4], r: [0.5, -0.9] });
  return () => tables.close();
});

const WRITER = unitOf(declared('network', {}, ['edge', 'attribution', 'feature', 'correlation_scope']));

async function read(reads: Readonly<Record<string, Input<unknown>>>, settings: object = {}, study: object = {}) {
  const reader = unitOf(declared('reader', reads, []), 'main', 'test', study);
  const shardsOf = (unit: Unit): ShardFolder => openShards(out, unit.stage.name, HASH);
  const found = await readInputs(reader, settings, { tables, units: [WRITER, reader], shardsOf });
  return found as Record<string, never>;
}

describe('a query', () => {
  it('comes as rows or as columns, under the key of the declaration', async () => {
    const { list, table } = await read({ list: rows('network_edge'), table: columns('network_edge') });
    expect(list).toEqual([
      { feature_a: 1, feature_b: 2, r: 0.5 },
      { feature_a: 3, feature_b: 4, r: -0.9 },
    ]);
    expect(table).toEqual({
      feature_a: Int32Array.of(1, 3),
      feature_b: Int32Array.of(2, 4),
      r: Float64Array.of(0.5, -0.9),
    });
  });

  it('comes as its one row, and is refused where there are none or two', async () => {
    const scope = { features: [2], pairs: [1], stored: [1], stored_from: [0], q_exact: [1] };
    const reads = { scope: row('correlation_scope') };
    await expect(read(reads)).rejects.toThrow('correlation_scope.sql: 0 rows, expected one');
    await tables.replace('correlation_scope', scope);
    expect((await read(reads)).scope).toMatchObject({ features: 2, stored_from: 0 });
    await expect(read({ edges: row('network_edge') })).rejects.toThrow('network_edge.sql: 2 rows, expected one');
  });

  it('takes the settings that it asks for by name, and no others', async () => {
    await tables.replace('feature', {
      feature_id: [1],
      prevalence: [1],
      selected: [true],
      reason: [null],
      ...unplaced(1),
      node: [1],
    });
    await tables.replace('attribution', {
      prompt_id: [0, 0],
      position: [0, 1],
      feature_id: [1, 1],
      activation: [1, 2],
      projection: [1, 1],
      attribution: [1, 2],
    });
    await fillPrompts({ tables }, ['one']);
    const reads = { active: rows('correlate_active') };
    expect((await read(reads, { first: 0, seed: 9 })).active).toHaveLength(2);
    expect((await read(reads, { first: 1, seed: 9 })).active).toHaveLength(1);
    await expect(read(reads, { seed: 9 })).rejects.toThrow(
      'stage reader: sql/cooccurrence/queries/correlate_active.sql asks for $first, which is none of its settings',
    );
  });

  it('may be asked by the stage itself, as often as it likes', async () => {
    const { active } = await read({ active: ask('correlate_active') });
    const answer = active as (parameters: object) => Promise<{ feature_id: Int32Array }>;
    expect((await answer({ first: 0 })).feature_id).toHaveLength(0);
    expect((await answer({ first: 1 })).feature_id).toHaveLength(0);
  });
});

describe('other inputs', () => {
  it('are the shard folder of an earlier stage', async () => {
    openShards(out, 'network', HASH, { sizes: [] });
    const { read: folder } = await read({ read: shards('network') });
    expect((folder as ShardFolder).path).toBe(join(out, 'shards', `network-${HASH.slice(0, 16)}`));
  });

  it('are the path of a file, or undefined', async () => {
    const reads = { labels: file(({ labels }: { labels?: string }) => labels) };
    expect((await read(reads, {}, { labels: '/a.csv' })).labels).toBe('/a.csv');
    expect((await read(reads)).labels).toBeUndefined();
  });

  it('are the paths of several files', async () => {
    const reads = { tasks: files(({ tasks = [] }: { tasks?: string[] }) => tasks) };
    expect((await read(reads, {}, { tasks: ['/a.csv', '/b.csv'] })).tasks).toEqual(['/a.csv', '/b.csv']);
    expect((await read(reads)).tasks).toEqual([]);
  });

  it('are the model under study and its dictionary, opened; their settings and files are those of the hash', async () => {
    const study = await engineStudy();
    const { opened } = await read({ opened: subject() }, {}, study);
    expect(opened).toMatchObject({ centering: { center: true }, sae: { config: { prependBos: true } } });
    expect(subjectOf({ study })).toBe(study);
    expect(subjectSettings({ study })).toEqual({ center: 'auto', layer: undefined, prepend_bos: undefined });
    const names = subjectFiles({ study }).map((path) => path.split('/').at(-1));
    expect(names).toEqual(expect.arrayContaining(['config.json', 'model.safetensors', 'cfg.json']));
  });
});

describe('an input beside others', () => {
  it('is null where the analysis has one instance, and in every instance but that of main', async () => {
    const input = besideOthers(rows('network_edge'));
    expect((await read({ read: input })).read).toBeNull();
    const reader = unitOf(declared('reader', { read: input }, []));
    const units = [unitOf(declared('network', {}, ['edge'])), reader, { ...reader, scope: 'res8' }];
    const sources = { tables, units, shardsOf: () => openShards(out, 'x', HASH) };
    expect(await readInputs(reader, {}, sources)).toEqual({ read: expect.objectContaining({ length: 2 }) });
    expect(await readInputs(units[2], {}, sources)).toEqual({ read: null });
  });
});

describe('an optional input', () => {
  it('is null where no stage of the study writes it, and else what it is', async () => {
    const absent = rows<object>('network_correlation');
    const found = await read({ absent: optional(absent), there: optional(rows('network_edge')) });
    expect(found.absent).toBeNull();
    expect(found.there).toHaveLength(2);
    expect((await read({ read: optional(shards('nobody')) })).read).toBeNull();
  });
});
