import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/run/analysis.ts';
import { optional, rows, shards } from '../../src/run/stage-input.ts';
import type { ResolvedStudy } from '../../src/run/study/study.ts';
import { type Runnable, unitsOf } from '../../src/run/units.ts';
import { declared } from './declared.ts';

const evaluate = declared('evaluate', {}, ['prompt', 'token']);
const correlate = declared('correlate', { prompts: rows('prompt_words') }, ['correlation']);
const network = declared('network', { pairs: rows('network_correlation') }, ['edge']);
const steer = declared('steer', { read: shards('correlate'), edges: rows('network_edge') }, ['steering']);

interface Listed extends Pick<Runnable, 'name' | 'stages'> {
  /** It has an instance for each of two dictionaries, res7 and res8. */
  readonly twice?: boolean;
}

/** The units of a study with these analyses. */
function units(listed: readonly Listed[]) {
  const on = ({ twice }: Listed): string[] => (twice === true ? ['res7', 'res8'] : []);
  const study = {
    name: 'test',
    dictionaries: [{ name: 'res7' }, { name: 'res8' }],
    analyses: Object.fromEntries(listed.map((one) => [one.name, { on: on(one), settings: {} }])),
  } as unknown as ResolvedStudy;
  return unitsOf(
    study,
    listed.map(({ name, stages, twice }) => {
      return { name, stages, needs: { task: true, dictionaries: twice === true ? 'each' : 'none' } };
    }),
  );
}
const keys = (listed: readonly Listed[]) => units(listed).map(keyOf);

/** Every order of a list. */
function orders<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, i) => orders(list.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

describe('the order of units', () => {
  it('is one in which each reads from earlier ones, whatever the order in which they are listed', () => {
    const expected = ['test.evaluate@main', 'test.correlate@main', 'test.network@main', 'test.steer@main'];
    for (const stages of orders([evaluate, correlate, network, steer]))
      expect(keys([{ name: 'test', stages }])).toEqual(expected);
  });

  it('is that of the list where nothing else decides', () => {
    const alone = ['zebra', 'ant', 'moth'].map((name) => declared(name, {}, []));
    expect(keys([{ name: 'test', stages: alone }])).toEqual(['test.zebra@main', 'test.ant@main', 'test.moth@main']);
  });

  it('crosses analyses: one listed first may read from one listed last', () => {
    const listed = [
      { name: 'study', stages: [network, correlate] },
      { name: 'task', stages: [evaluate] },
    ];
    expect(keys(listed)).toEqual(['task.evaluate@main', 'study.correlate@main', 'study.network@main']);
  });

  it('waits for an optional input that some stage writes, and for none that no stage does', () => {
    const reader = declared('reader', { pairs: optional(rows('network_correlation')) }, []);
    expect(keys([{ name: 'test', stages: [reader, correlate, evaluate] }])).toEqual([
      'test.evaluate@main',
      'test.correlate@main',
      'test.reader@main',
    ]);
    expect(keys([{ name: 'test', stages: [reader] }])).toEqual(['test.reader@main']);
  });

  it('has every instance of an analysis, each after what it reads in its own schema or in main', () => {
    const listed = [
      { name: 'study', stages: [network, correlate], twice: true },
      { name: 'task', stages: [evaluate] },
    ];
    expect(keys(listed)).toEqual([
      'task.evaluate@main',
      'study.correlate@main',
      'study.network@main',
      'study.correlate@res8',
      'study.network@res8',
    ]);
  });
});

describe('what has no order', () => {
  it('is a circle, which is named', () => {
    const first = declared('first', { edges: rows('network_edge') }, ['correlation']);
    expect(() => units([{ name: 'test', stages: [first, network] }])).toThrow(
      'stages test.first, test.network: each waits for another, expected no circle',
    );
    const own = declared('own', { edges: rows('network_edge') }, ['edge']);
    expect(() => units([{ name: 'test', stages: [own] }])).toThrow('test.own: each waits for another');
  });

  it('is a table that no stage writes, and shards of a stage that is not there', () => {
    expect(() => units([{ name: 'test', stages: [network] }])).toThrow(
      'stage network: reads table correlation, which no stage of the study writes',
    );
    const alone = declared('alone', { read: shards('correlate') }, []);
    expect(() => units([{ name: 'test', stages: [alone] }])).toThrow(
      'stage alone: reads shards of correlate, which no stage of the study writes',
    );
  });
});
