import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as analyses from '../../pipeline/analyses.ts';
import { keyOf } from '../../src/run/analysis.ts';
import { checkNames, checksByUnit } from '../../src/run/checks.ts';
import { parametersOf, queryFiles, readQuery, tablesRead } from '../../src/run/tables/query-file.ts';
import { isShared, isView, namesIn, ownerOf, sqlFolders, tableNames } from '../../src/run/tables/schema.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { unitsOf } from '../../src/run/units.ts';
import { checkWriters, tablesOf, upstreamOf } from '../../src/run/upstream.ts';
import { loadStudy } from '../study.ts';

const study = loadStudy('studies/sports.yaml');
const units = unitsOf(study, Object.values(analyses));
const queries = [...queryFiles()].filter(([, path]) => path.includes('/queries/')).map(([name]) => name);

describe('the analyses', () => {
  it('are folders of their names, each with its stages, its tables and its queries', () => {
    for (const { name, stages } of Object.values(analyses)) {
      expect(existsSync(`pipeline/${name}/index.ts`), name).toBe(true);
      const files = readdirSync(`pipeline/${name}/stages`).map((file) => file.replace(/\.ts$/, ''));
      expect(stages.map((stage) => stage.name).toSorted(), name).toEqual(files.toSorted());
      expect(sqlFolders(), name).toContain(name);
    }
  });

  it('have stages that are the modules of their names, which is how the runner finds their code', () => {
    for (const { analysis, stage } of units)
      expect(relative(process.cwd(), fileURLToPath(stage.module))).toBe(`pipeline/${analysis}/stages/${stage.name}.ts`);
  });

  it('write every table, each in one place, and every table belongs to the analysis that writes it', () => {
    expect(() => checkWriters(units)).not.toThrow();
    const written = units.flatMap(({ stage }) => stage.writes);
    expect([...new Set([...written, 'stage_run'])].sort()).toEqual(
      tableNames()
        .filter((name) => !isView(name))
        .sort(),
    );
    for (const { analysis, stage } of units)
      for (const table of stage.writes.filter((name) => !isShared(name))) expect(ownerOf(table), table).toBe(analysis);
  });

  it('write no more than six tables a stage', () => {
    for (const { stage } of units) expect(stage.writes.length, stage.name).toBeLessThanOrEqual(6);
  });

  it('build only on earlier stages, and read no table that none writes', () => {
    for (const unit of units) expect(() => upstreamOf(unit, units), unit.stage.name).not.toThrow();
    expect(new Set(units.map(keyOf)).size).toBe(units.length);
  });

  it('run every check of sql/*/checks', () => {
    expect([...checksByUnit(units).values()].flat().sort()).toEqual([...checkNames()].sort());
  });
});

describe('a stage', () => {
  it.each(units.map((unit) => [unit.stage.name, unit] as const))(
    '%s has every $parameter of its queries among its settings',
    (_, { stage }) => {
      const settings = stage.settings(study as never);
      const missing = Object.values(stage.reads).flatMap(({ kind, query }) =>
        query === undefined || kind === 'ask'
          ? []
          : parametersOf(readQuery(query).text).flatMap((name) => (name in settings ? [] : [`${query}: $${name}`])),
      );
      expect(missing).toEqual([]);
    },
  );

  it('verdict builds on anova, whose numbers its reproduction card shows', () => {
    const [verdict] = units.filter(({ stage }) => stage.name === 'verdict');
    expect([...upstreamOf(verdict, units).values()].map(({ stage }) => stage.name)).toContain('anova');
    expect(tablesOf(verdict.stage.reads.figures)).toContain('anova');
  });
});

describe('the queries', () => {
  it('are all used by code', () => {
    const code = ['src', 'pipeline', 'reports', 'bin', 'bench']
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts'))
          .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
      )
      .join('\n');
    expect(queries.length).toBeGreaterThan(80);
    expect(queries.filter((name) => !new RegExp(`['"\`]${name}['"\`]`).test(code))).toEqual([]);
  });

  it('are all understood by DuckDB with the tables there are, as are the checks', async () => {
    const tables = await Tables.open(':memory:');
    for (const [name] of queryFiles()) {
      const { where, text } = readQuery(name);
      // A parameter of any type: NULL.
      const bound = parametersOf(text).reduce(
        (sql, parameter) => sql.replaceAll(new RegExp(`\\$${parameter}\\b`, 'g'), 'NULL'),
        text,
      );
      await expect(tables.sql(`EXPLAIN ${bound.replace(/;\s*$/, '')}`), where).resolves.not.toEqual([]);
    }
    tables.close();
  });

  it('name no step of theirs like a table, so that what they read is what stands after FROM', () => {
    const names = new Set(tableNames());
    const clashes = [...queryFiles().keys()].flatMap((query) => {
      const text = readQuery(query).text.replace(/--.*$/gm, '');
      const steps = [
        ...text.matchAll(
          /(?:\bWITH(?:\s+RECURSIVE)?|,)\s+"?([a-z_]+)"?(?:\s*\([^()]*\))?\s+AS\s+(?:MATERIALIZED\s+)?\(/g,
        ),
      ];
      return steps.flatMap(([, step]) => (names.has(step) ? [`${query}: ${step}`] : []));
    });
    expect(clashes).toEqual([]);
  });

  it('read tables of their own analysis, of the task or of all', () => {
    for (const folder of sqlFolders())
      for (const name of namesIn(`${folder}/queries`)) {
        const owners = new Set(tablesRead(readQuery(name).text).map(ownerOf));
        for (const owner of owners) expect([folder, 'task', 'run'], `${name} reads of ${owner}`).toContain(owner);
      }
  });
});
