import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudyError } from '../../src/errors.ts';
import { takeLock } from '../../src/lock-file.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { type RunOptions, runStudy } from '../../src/run/runner.ts';
import type { Stage } from '../../src/run/stage.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { type Fakes, fakeStages, fakeStudy, fakeUnits, runOptions } from '../pipeline/fake-stages.ts';

let folder: string;
let out: string;
let fakes: Fakes;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-run-'));
  out = join(folder, 'out');
  fakes = fakeStages();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs and returns the names of the stages that did work. */
async function run(overrides: readonly string[] = [], more: Partial<RunOptions> = {}): Promise<string[]> {
  fakes.ran.length = 0;
  await runStudy(runOptions(fakeStudy(folder, overrides), out, fakes, more));
  return [...fakes.ran];
}

async function sql<Row>(text: string): Promise<Row[]> {
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const rows = await tables.sql<Row>(text);
  tables.close();
  return rows;
}

const manifest = () => JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as Manifest;

describe('what runs', () => {
  it('runs every stage once and then nothing, as nothing has changed', async () => {
    expect(await run()).toEqual(['correlate', 'network', 'report']);
    expect(await run()).toEqual([]);
  });

  it('a changed setting runs the stages that use it and those below', async () => {
    await run();
    expect(await run(['network.threshold=0.05'])).toEqual(['network', 'report']);
    expect(await sql('SELECT feature_b FROM edge ORDER BY 1')).toEqual([{ feature_b: 1 }, { feature_b: 2 }]);
    expect(await run(['network.threshold=0.05', 'verdict.sesoi=0.3'])).toEqual([]);
  });

  it('a changed input file runs everything below it', async () => {
    await run();
    writeFileSync(join(folder, 'task.csv'), 'prompt,answer\nother,a\n');
    expect(await run()).toEqual(['correlate', 'network', 'report']);
  });

  it('changed code of one stage runs it and those below', async () => {
    await run();
    const codeOf: RunOptions['codeOf'] = ({ name }) => (name === 'network' ? 'newer' : 'code');
    expect(await run([], { codeOf })).toEqual(['network', 'report']);
  });

  it('a missing output runs the stage that makes it', async () => {
    await run();
    rmSync(join(out, 'report.txt'));
    expect(await run()).toEqual(['report']);
  });

  it('--force runs unchanged stages, --to stops after a stage, --from starts at one', async () => {
    expect(await run([], { to: 'network' })).toEqual(['correlate', 'network']);
    expect(await run([], { from: 'network' })).toEqual(['report']);
    expect(await run([], { from: 'network', force: true })).toEqual(['network', 'report']);
    expect(await run([], { from: 'correlate', to: 'correlate', force: true })).toEqual(['correlate']);
    expect(await run([], { force: true })).toEqual(['correlate', 'network', 'report']);
  });

  it('--from refuses when a stage before it is not up to date, and a --to before it', async () => {
    await expect(run([], { from: 'network' })).rejects.toThrow('--from: stage correlate before it is not up to date');
    await run();
    await expect(run(['seed=2'], { from: 'network' })).rejects.toThrow(StudyError);
    await expect(run([], { from: 'network', to: 'correlate' })).rejects.toThrow(
      '--to: correlate, which comes before network',
    );
  });

  it('a run that is refused leaves run.json as it was, and makes no folder', async () => {
    await expect(run([], { from: 'network', to: 'correlate' })).rejects.toThrow(StudyError);
    expect(existsSync(out)).toBe(false);
    await run();
    const before = readFileSync(join(out, 'run.json'), 'utf8');
    await expect(run([], { from: 'network', to: 'correlate' })).rejects.toThrow(StudyError);
    await expect(run(['seed=5'], { from: 'network' })).rejects.toThrow(StudyError);
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe(before);
  });
});

describe('a stage that fails', () => {
  it('leaves its old tables and its old hash, keeps what ran before it, and the next run goes on there', async () => {
    await run();
    fakes.afterEdges = () => {
      throw new Error('killed');
    };
    await expect(run(['seed=8', 'network.threshold=0.5'])).rejects.toThrow('killed');
    expect(await sql('SELECT r FROM correlation ORDER BY feature_b')).toEqual([{ r: 0.9 }, { r: 0.8 }]);
    expect(await sql('SELECT feature_b, r FROM edge')).toEqual([{ feature_b: 1, r: 0.9 }]);
    expect(manifest()).toMatchObject({ status: 'failed', failed_stage: 'network' });
    fakes.afterEdges = () => undefined;
    expect(await run(['seed=8', 'network.threshold=0.5'])).toEqual(['network', 'report']);
    expect(await sql('SELECT count(*) AS n FROM edge')).toEqual([{ n: 2 }]);
    expect(manifest().status).toBe('done');
  });

  it('gives the same tables as a run that was never interrupted', async () => {
    fakes.afterEdges = () => {
      throw new Error('killed');
    };
    await expect(run()).rejects.toThrow('killed');
    fakes.afterEdges = () => undefined;
    await run();
    const resumed = await sql('SELECT stage, hash, rows FROM stage_run ORDER BY stage');
    rmSync(out, { recursive: true });
    await run();
    expect(await sql('SELECT stage, hash, rows FROM stage_run ORDER BY stage')).toEqual(resumed);
  });
});

describe('the record', () => {
  it('stage_run has a row per stage with rows, time and memory', async () => {
    await run();
    const rows = await sql<Record<string, number>>('SELECT * FROM stage_run ORDER BY stage');
    expect(rows.map(({ stage, rows: n }) => [stage, n])).toEqual([
      ['correlate', 2],
      ['network', 1],
      ['report', 0],
    ]);
    expect(rows.every((row) => row.peak_rss_bytes > 2 ** 20 && row.seconds >= 0)).toBe(true);
  });

  it('run.json holds settings, versions, digests, seed and stages', async () => {
    await run(['seed=5']);
    const record = manifest();
    expect(record.study).toEqual(fakeStudy(folder, ['seed=5']));
    expect(record).toMatchObject({
      status: 'done',
      seed: 5,
      threads: 1,
      memory_bytes: 2 ** 32,
      node: process.version,
      cofire: '0.1.0',
    });
    expect(record.packages['@duckdb/node-api']).toMatch(/^\d/);
    expect(Object.keys(record.sha256)).toEqual(['task.csv']);
    expect(record.stages.map(({ stage, skipped }) => [stage, skipped])).toEqual([
      ['correlate', false],
      ['network', false],
      ['report', false],
    ]);
    await run(['seed=5']);
    expect(manifest().stages.every(({ skipped }) => skipped)).toBe(true);
  });

  it('prints one status line a stage, with its notes, and "unchanged" for a skipped one', async () => {
    let text = '';
    const write = (more: string): void => {
      text += more;
    };
    const target = { mode: 'lines' as const, width: 80, now: () => 0, write };
    await run([], { target });
    expect(text).toMatch(/^correlate +2 rows +\d\.\d s +[\d,]+ MiB\nnetwork +1 rows .*\n {2}1 edges\nreport +\d\.\d s/);
    text = '';
    await run([], { target });
    expect(text).toBe('correlate   unchanged, 2 rows\nnetwork     unchanged, 1 rows\nreport      unchanged\n');
  });
});

describe('tables of other settings', () => {
  it('are named in run.json and in a note when a run stops before them, until they are run again', async () => {
    await run();
    expect(manifest().outdated).toEqual([]);
    let text = '';
    const write = (more: string): void => {
      text += more;
    };
    const target = { mode: 'lines' as const, width: 80, now: () => 0, write };
    await run(['network.threshold=0.05'], { to: 'network', target });
    expect(manifest()).toMatchObject({ status: 'done', outdated: ['report'] });
    expect(text).toContain('made with other settings, code or inputs: report; run again without --to');
    text = '';
    await run(['network.threshold=0.05'], { target });
    expect(manifest().outdated).toEqual([]);
    expect(text).not.toContain('other settings');
  });

  it('are those after a stage that failed, and the stage itself, but not the stage under way', async () => {
    await run();
    let meanwhile: Manifest | undefined;
    fakes.afterEdges = () => {
      meanwhile = manifest();
      throw new Error('killed');
    };
    await expect(run(['network.threshold=0.5'])).rejects.toThrow('killed');
    expect(meanwhile).toMatchObject({ status: 'running', outdated: ['report'] });
    expect(manifest()).toMatchObject({ status: 'failed', outdated: ['network', 'report'] });
  });
});

describe('two runs on one folder', () => {
  it('the second is refused and changes nothing; the lock goes with the first', async () => {
    await run();
    const release = takeLock(join(out, '.lock'));
    await expect(run(['seed=2'])).rejects.toThrow('is running here, expected one run at a time');
    release();
    expect(await run()).toEqual([]);
    expect(existsSync(join(out, '.lock'))).toBe(false);
  });

  it('a failed run releases its lock', async () => {
    fakes.afterEdges = () => {
      throw new Error('killed');
    };
    await expect(run()).rejects.toThrow('killed');
    expect(existsSync(join(out, '.lock'))).toBe(false);
  });
});

it('rows that break a relation of sql/*/checks stop the stage and are not stored', async () => {
  const [correlate, network] = fakes.stages;
  const wrong: Stage = { ...network, run: () => ({ edge: [{ feature_a: 5, feature_b: 6, r: 0.9 }] }) };
  const units = fakeUnits(fakeStudy(folder), [correlate, wrong]);
  await expect(run([], { units })).rejects.toThrow(
    /sql\/cooccurrence\/checks\/edge_without_correlation\.sql: 1 rows break/,
  );
  expect(await sql('SELECT count(*) AS n FROM edge')).toEqual([{ n: 0 }]);
});

describe('a second instance of an analysis', () => {
  /** The same stages again with tables of their own, on a study of their own. */
  const both = (overrides: readonly string[] = [], other: readonly string[] = ['seed=6']) => {
    const main = fakeUnits(fakeStudy(folder, overrides), fakes.stages);
    const second = fakeUnits(fakeStudy(folder, other), fakes.stages).map((unit) => ({ ...unit, scope: 'res8' }));
    return { units: [...main, ...second] };
  };

  it('has tables in its own schema, from its own, and a row of each of its stages in stage_run', async () => {
    expect(await run([], both())).toEqual(['correlate', 'network', 'correlate', 'network', 'report']);
    const levels = 'SELECT r FROM correlation WHERE feature_b = 2';
    const [main, second] = [await sql(levels), await sql(levels.replace('FROM ', 'FROM res8.'))];
    expect([main, second]).toEqual([[{ r: 0.1 * fakeStudy(folder).seed }], [{ r: 0.1 * 6 }]]);
    expect(await sql('SELECT count(*) AS n FROM res8.edge')).toEqual([{ n: 1 }]);
    const stages = await sql<{ stage: string; scope: string; settings: string }>(
      'SELECT stage, scope, settings FROM stage_run ORDER BY scope, stage',
    );
    expect(stages.map(({ stage, scope }) => `${stage} ${scope}`)).toEqual([
      'correlate main',
      'network main',
      'report main',
      'correlate res8',
      'network res8',
    ]);
    expect(stages[3].settings).toBe('{"seed":6}');
    expect(await run([], both())).toEqual([]);
  });

  it('runs again alone when its own settings change, and leaves the tables of main', async () => {
    await run([], both());
    const before = await sql('SELECT * FROM main.correlation ORDER BY ALL');
    expect(await run([], both([], ['seed=8']))).toEqual(['correlate', 'network', 'report']);
    expect(await sql('SELECT * FROM main.correlation ORDER BY ALL')).toEqual(before);
    expect(await sql('SELECT r FROM res8.correlation WHERE feature_b = 2')).toEqual([{ r: 0.8 }]);
    expect(manifest().stages.map(({ stage, scope, skipped }) => [stage, scope, skipped])).toEqual([
      ['correlate', 'main', true],
      ['network', 'main', true],
      ['correlate', 'res8', false],
      ['network', 'res8', false],
      ['report', 'main', false],
    ]);
  });

  it('that fails leaves what main has, and is what the message and run.json name', async () => {
    await run([], both());
    let calls = 0;
    fakes.afterEdges = () => {
      if (++calls === 2) throw new Error('killed');
    };
    await expect(run([], { ...both(['seed=3'], ['seed=4']), force: true })).rejects.toThrow('killed');
    expect(manifest()).toMatchObject({ status: 'failed', failed_stage: 'network of res8' });
    expect(await sql('SELECT r FROM res8.correlation WHERE feature_b = 2')).toEqual([{ r: 0.4 }]);
    fakes.afterEdges = () => undefined;
    expect(await run([], both(['seed=3'], ['seed=4']))).toEqual(['network', 'report']);
  });
});
