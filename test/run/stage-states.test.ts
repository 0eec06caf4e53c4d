import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PlannedUnit, StageRun } from '../../src/run/plan-run.ts';
import { openShards } from '../../src/run/shards.ts';
import { stageStates } from '../../src/run/stage-states.ts';

const before = (hash: string, settings: string): StageRun => ({
  ...{ analysis: 'a', scope: 'main', stage: 's', hash, settings, rows: 7, seconds: 1.5, peak_rss_bytes: 1 },
});
const unit = (hash: string, ran: StageRun | undefined, current: boolean): PlannedUnit =>
  ({
    analysis: 'a',
    scope: 'main',
    hash,
    before: ran,
    current,
    study: { n: 1 },
    stage: { name: 's', reads: {}, writes: [], settings: ({ n }: { n: number }) => ({ n }) },
  }) as unknown as PlannedUnit;

it('says of each stage whether it is current, and of one that is not what changed', () => {
  const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
  const of = (...planned: PlannedUnit[]) =>
    stageStates(planned, '/nowhere', false).map(({ state, why }) => [state, why]);
  expect(of(unit(one, undefined, false))).toEqual([['never run', null]]);
  expect(of(unit(one, before(one, '{"n":1}'), true))).toEqual([['current', null]]);
  expect(of(unit(one, before(other, '{"n":2}'), false))).toEqual([['stale', 'other settings']]);
  expect(of(unit(one, before(other, '{"n":1}'), false))).toEqual([
    ['stale', 'its code, a file or an earlier stage changed'],
  ]);
  expect(of(unit(one, before(one, '{"n":1}'), false))).toEqual([['stale', 'not all of its shards are there']]);
  const [row] = stageStates([unit(one, before(one, '{"n":1}'), true)], '/nowhere', true);
  expect(row).toMatchObject({ rows: 7, seconds: 1.5, shards_done: null, shards_claimed: null, shards_left: null });
});

it('counts shards that are done, being made, failed and left', () => {
  const out = mkdtempSync(join(tmpdir(), 'cofire-states-'));
  const hash = 'c'.repeat(64);
  const planned = unit(hash, undefined, false);
  const shards = openShards(out, 's', hash, { sizes: [5, 5, 5, 5] });
  const of = (running: boolean) => {
    const [row] = stageStates([planned], out, running);
    return [row.shards_done, row.shards_claimed, row.shards_failed, row.shards_left];
  };
  expect(of(false)).toEqual([0, 0, 0, 4]);
  expect(of(true)).toEqual([0, 1, 0, 3]);
  shards.write(0, {});
  shards.fail(1, new Error('no memory'));
  expect(of(false)).toEqual([1, 0, 1, 2]);
  expect(of(true)).toEqual([1, 1, 1, 1]);
  for (const index of [1, 2, 3]) shards.write(index, {});
  expect(of(true)).toEqual([4, 0, 0, 0]);
  const [first, second] = stageStates([unit('d'.repeat(64), undefined, false), planned], out, true);
  expect([first.shards_claimed, second.shards_claimed]).toEqual([null, 0]);
  rmSync(out, { recursive: true });
});
