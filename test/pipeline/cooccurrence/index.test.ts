import { expect, it } from 'vitest';
import { name, stages } from '../../../pipeline/cooccurrence/index.ts';
import { tablesOf } from '../../../src/run/upstream.ts';

it('is listed in an order in which each stage reads from earlier ones, or from the task', () => {
  expect(name).toBe('cooccurrence');
  const written = new Set<string>(['prompt', 'token']);
  const made = new Set<string>();
  for (const stage of stages) {
    for (const input of Object.values(stage.reads)) {
      for (const table of tablesOf(input)) expect(written, `${stage.name} reads ${table}`).toContain(table);
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
