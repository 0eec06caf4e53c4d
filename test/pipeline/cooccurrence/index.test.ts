import { expect, it } from 'vitest';
import * as door from '../../../pipeline/cooccurrence/index.ts';
import { isView } from '../../../src/run/tables/schema.ts';
import { tablesOf } from '../../../src/run/upstream.ts';

const { name, stages } = door;

it('needs a task with answers, and is one instance a dictionary', () => {
  expect(door.needs).toEqual({ task: true, dictionaries: 'each' });
});

it('names each of its stages once', () => {
  const names = door.stages.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('network');
});

it('is listed in an order in which each stage reads from earlier ones, or from the task', () => {
  expect(name).toBe('cooccurrence');
  const written = new Set<string>(['prompt', 'token']);
  const made = new Set<string>();
  for (const stage of stages) {
    for (const input of Object.values(stage.reads)) {
      for (const table of tablesOf(input).filter((table) => !isView(table)))
        expect(written, `${stage.name} reads ${table}`).toContain(table);
      if (input.stage !== undefined) expect(made, `${stage.name} reads shards`).toContain(input.stage);
    }
    for (const table of stage.writes) written.add(table);
    made.add(stage.name);
  }
});

it('has stages of different names, none of which writes what another does', () => {
  expect(new Set(stages.map((stage) => stage.name)).size).toBe(stages.length);
  const written = stages.flatMap(({ writes }) => writes);
  expect(new Set(written).size).toBe(written.length);
});
