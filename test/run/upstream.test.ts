import { describe, expect, it } from 'vitest';
import { keyOf, type Unit } from '../../src/run/analysis.ts';
import { file, optional, rows, shards, subject } from '../../src/run/stage-input.ts';
import { checkWriters, sourcesOf, tablesOf, upstreamOf, writerOf } from '../../src/run/upstream.ts';
import { declared, unitOf } from './declared.ts';

const evaluate = declared('evaluate', {}, ['prompt', 'token']);
const correlate = declared('correlate', { prompts: rows('prompt_words') }, ['correlation']);
const network = declared('network', { pairs: rows('network_correlation') }, ['edge', 'verdict']);
/** The task once, the study twice. */
const UNITS: readonly Unit[] = [
  unitOf(evaluate, 'main', 'task'),
  unitOf(correlate, 'main', 'study'),
  unitOf(network, 'main', 'study'),
  unitOf(correlate, 'res8', 'study'),
  unitOf(network, 'res8', 'study'),
];
const [, , mainNetwork, , otherNetwork] = UNITS;

describe('who writes what a unit reads', () => {
  it('is found by the tables of its queries', () => {
    expect(tablesOf(rows('prompts_to_run'))).toEqual(expect.arrayContaining(['prompt', 'token']));
    expect(tablesOf(subject())).toEqual([]);
    expect(tablesOf(file(() => '/a'))).toEqual([]);
  });

  it('is the stage of its own schema, and of main for what that has not', () => {
    expect(writerOf('correlation', mainNetwork, UNITS)?.scope).toBe('main');
    expect(writerOf('correlation', otherNetwork, UNITS)?.scope).toBe('res8');
    expect(writerOf('prompt', otherNetwork, UNITS)?.scope).toBe('main');
    expect(writerOf('edge_evidence', otherNetwork, UNITS)).toBeUndefined();
  });

  it('is for shards the stage of that name of its own instance, of its own analysis unless it says which', () => {
    const reader = unitOf(declared('reader', {}, []), 'res8', 'study');
    const all = [...UNITS, reader];
    expect(sourcesOf(shards('correlate'), reader, all).map(keyOf)).toEqual(['study.correlate@res8']);
    expect(sourcesOf(shards('study.correlate'), reader, all).map(keyOf)).toEqual(['study.correlate@res8']);
    expect(() => sourcesOf(shards('evaluate'), reader, all)).toThrow('shards of evaluate, which no stage');
  });

  it('must be there, unless the input is optional', () => {
    const absent = rows('report_edge_q');
    expect(() => sourcesOf(absent, mainNetwork, UNITS)).toThrow(
      'stage network: reads table edge_survival, which no stage of the study writes',
    );
    expect(sourcesOf(optional(absent), mainNetwork, UNITS)).toEqual([]);
    // One of the tables is written and the other is not: there is nothing to read.
    const half = rows('correlate_active');
    expect(tablesOf(half).map((table) => writerOf(table, mainNetwork, UNITS) === undefined)).toContain(false);
    expect(sourcesOf(optional(half), mainNetwork, UNITS)).toEqual([]);
  });
});

describe('what a unit builds on', () => {
  it('is each once, by key', () => {
    const twice = declared('twice', { pairs: rows('network_correlation'), read: shards('correlate') }, []);
    const reader = unitOf(twice, 'main', 'study');
    expect([...upstreamOf(reader, [...UNITS, reader]).keys()]).toEqual(['study.correlate@main']);
  });

  it('stands before it', () => {
    expect(() => upstreamOf(UNITS[1], [...UNITS.slice(1), UNITS[0]])).toThrow(
      'stage correlate: reads from task.evaluate@main, which is not earlier',
    );
  });
});

describe('a table', () => {
  const clash = unitOf(declared('clash', {}, ['edge']), 'main', 'other');

  it('has one writer in each schema', () => {
    expect(() => checkWriters(UNITS)).not.toThrow();
    expect(() => checkWriters([...UNITS, clash])).toThrow(
      'table main.edge: written by study.network@main and other.clash@main, expected one stage',
    );
    expect(() => checkWriters([...UNITS, { ...clash, scope: 'res9' }])).not.toThrow();
  });

  it('that analyses share has one writer in each analysis', () => {
    const claims = declared('claims', {}, ['verdict']);
    expect(() => checkWriters([...UNITS, unitOf(claims, 'main', 'other')])).not.toThrow();
    expect(() => checkWriters([...UNITS, unitOf(claims, 'main', 'study')])).toThrow(
      'table study.main.verdict: written by study.network@main and study.claims@main',
    );
  });
});
