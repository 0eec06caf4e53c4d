import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/run/analysis.ts';
import { optional, rows, shards } from '../../src/run/stage-input.ts';
import { unitsOf } from '../../src/run/units.ts';
import { declared } from './declared.ts';

const evaluate = declared('evaluate', {}, ['prompt', 'token']);
const correlate = declared('correlate', { prompts: rows('prompt_words') }, ['correlation']);
const network = declared('network', { pairs: rows('network_correlation') }, ['edge']);
const steer = declared('steer', { read: shards('correlate'), edges: rows('network_edge') }, ['steering']);

const main = () => [{ scope: 'main', study: {} }];
const keys = (...order: Parameters<typeof unitsOf>) => unitsOf(...order).map(keyOf);

/** Every order of a list. */
function orders<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, i) => orders(list.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

describe('the order of units', () => {
  it('is one in which each reads from earlier ones, whatever the order in which they are listed', () => {
    const expected = ['test.evaluate@main', 'test.correlate@main', 'test.network@main', 'test.steer@main'];
    for (const stages of orders([evaluate, correlate, network, steer]))
      expect(keys([{ name: 'test', stages }], main)).toEqual(expected);
  });

  it('is that of the list where nothing else decides', () => {
    const alone = ['zebra', 'ant', 'moth'].map((name) => declared(name, {}, []));
    expect(keys([{ name: 'test', stages: alone }], main)).toEqual([
      'test.zebra@main',
      'test.ant@main',
      'test.moth@main',
    ]);
  });

  it('crosses analyses: one listed first may read from one listed last', () => {
    const listed = [
      { name: 'study', stages: [network, correlate] },
      { name: 'task', stages: [evaluate] },
    ];
    expect(keys(listed, main)).toEqual(['task.evaluate@main', 'study.correlate@main', 'study.network@main']);
  });

  it('waits for an optional input that some stage writes, and for none that no stage does', () => {
    const reader = declared('reader', { pairs: optional(rows('network_correlation')) }, []);
    expect(keys([{ name: 'test', stages: [reader, correlate, evaluate] }], main)).toEqual([
      'test.evaluate@main',
      'test.correlate@main',
      'test.reader@main',
    ]);
    expect(keys([{ name: 'test', stages: [reader] }], main)).toEqual(['test.reader@main']);
  });

  it('has every instance of an analysis, each after what it reads in its own schema or in main', () => {
    const listed = [
      { name: 'study', stages: [network, correlate] },
      { name: 'task', stages: [evaluate] },
    ];
    const two = [...main(), { scope: 'res8', study: {} }];
    const order = keys(listed, (analysis) => (analysis === 'task' ? main() : two));
    expect(order).toEqual([
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
    expect(() => unitsOf([{ name: 'test', stages: [first, network] }], main)).toThrow(
      'stages test.first, test.network: each waits for another, expected no circle',
    );
    const own = declared('own', { edges: rows('network_edge') }, ['edge']);
    expect(() => unitsOf([{ name: 'test', stages: [own] }], main)).toThrow('test.own: each waits for another');
  });

  it('is a table that no stage writes, and shards of a stage that is not there', () => {
    expect(() => unitsOf([{ name: 'test', stages: [network] }], main)).toThrow(
      'stage network: reads table correlation, which no stage of the study writes',
    );
    const alone = declared('alone', { read: shards('correlate') }, []);
    expect(() => unitsOf([{ name: 'test', stages: [alone] }], main)).toThrow(
      'stage alone: reads shards of correlate, which no stage of the study writes',
    );
  });
});
