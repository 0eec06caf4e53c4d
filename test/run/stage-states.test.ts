import { expect, it } from 'vitest';
import type { PlannedUnit, StageRun } from '../../src/run/plan-run.ts';
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
  const of = (...planned: PlannedUnit[]) => stageStates(planned, '/nowhere').map(({ state, why }) => [state, why]);
  expect(of(unit(one, undefined, false))).toEqual([['never run', null]]);
  expect(of(unit(one, before(one, '{"n":1}'), true))).toEqual([['current', null]]);
  expect(of(unit(one, before(other, '{"n":2}'), false))).toEqual([['stale', 'other settings']]);
  expect(of(unit(one, before(other, '{"n":1}'), false))).toEqual([
    ['stale', 'its code, a file or an earlier stage changed'],
  ]);
  expect(of(unit(one, before(one, '{"n":1}'), false))).toEqual([['stale', 'not all of its shards are there']]);
  const [row] = stageStates([unit(one, before(one, '{"n":1}'), true)], '/nowhere');
  expect(row).toMatchObject({ rows: 7, seconds: 1.5, shards_done: null, shards_left: null });
});
