import { expect, it } from 'vitest';
import { STAGES } from '../../pipeline/order.ts';
import { checkNames, checksByStage } from '../../src/run/checks.ts';
import { STAGE_NAMES, type StageName } from '../../src/run/stage.ts';
import { canonical, producersOf, upstreamOf } from '../../src/run/stage-hash.ts';
import { TABLE_NAMES } from '../../src/run/tables/schema.ts';
import { loadStudy } from '../study.ts';

it('holds every stage once, in the order of their names', () => {
  expect(STAGES.map(({ name }) => name)).toEqual(STAGE_NAMES);
});

it('every table has one stage that writes it', () => {
  const written = [...producersOf(STAGES).keys(), 'stage_run'];
  expect(written.sort()).toEqual([...TABLE_NAMES].sort());
});

it('a stage builds only on earlier ones', () => {
  const earlier = new Set<StageName>();
  for (const stage of STAGES) {
    expect([...earlier], stage.name).toEqual(expect.arrayContaining([...upstreamOf(stage, producersOf(STAGES))]));
    earlier.add(stage.name);
  }
});

it('every check of sql/checks runs in some stage', () => {
  const run = [...checksByStage(STAGES).values()].flat();
  expect(run.sort()).toEqual([...checkNames()]);
});

it('every setting but those that only name things enters the hash of some stage', () => {
  const study = loadStudy('studies/sports.yaml');
  const used = STAGES.filter(({ name }) => name !== 'report')
    .map((stage) => canonical(stage.parameters(study)))
    .join();
  const keys = [
    'seed',
    'contrast',
    'positions',
    'bos',
    'method',
    'min_prevalence',
    'threshold',
    'strict',
    'sign',
    'algorithm',
    'weighted',
    'resolution',
    'min_size',
    'base_factor',
    'single_factors',
    'factors',
    'set_sizes',
    'sets_per_cell',
    'arms',
    'scaling',
    'prompts',
    'mode',
    'kinds',
    'replicates',
    'sesoi',
    'adjustment',
    'center',
  ];
  expect(keys.filter((key) => !used.includes(`"${key}":`))).toEqual([]);
});
