import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import * as analyses from '../../pipeline/analyses.ts';
import { buildReport } from '../../reports/build.ts';
import { exportRun } from '../../reports/export/export.ts';
import { layeredComponent } from '../../reports/layered/component.ts';
import { layeredFile } from '../../reports/layered/layered-file.ts';
import { networkFileSchema } from '../../reports/network-file.ts';
import type { Section } from '../../reports/section.ts';
import { Tables, tableNames } from '../../src/run/tables/tables.ts';
import { DOORS } from './doors.ts';
import { causalDrawing } from './layered/drawings.ts';
import { writeSyntheticRun } from './synthetic-run.ts';

const dir = mkdtempSync(join(tmpdir(), 'cofire-'));
const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
let tables: Tables;

beforeAll(async () => {
  await writeSyntheticRun(dir, { prompts: 40, features: 90 });
  await buildReport(dir, { doors: DOORS });
  tables = await Tables.open(join(dir, 'study.duckdb'), { readOnly: true });
  return () => tables.close();
}, 180_000);

describe('building a report', () => {
  it('gives the same bytes again', async () => {
    const before = read('report/index.html');
    const network = read('network.json');
    await buildReport(dir, { doors: DOORS });
    expect(read('report/index.html') === before).toBe(true);
    expect(read('network.json') === network).toBe(true);
  });

  it('writes no value that is none', () => {
    const { document } = new JSDOM(read('report/index.html')).window;
    document.querySelectorAll('script, style').forEach((element) => {
      element.remove();
    });
    expect(document.body.textContent).not.toMatch(/\b(NaN|undefined|Infinity)\b|\[object/);
    for (const path of document.querySelectorAll('svg [d], svg [cx], svg [x]'))
      expect(path.outerHTML).not.toContain('NaN');
  });

  it('numbers figures and tables without gaps, each with a query of that name in the page', () => {
    const { document } = new JSDOM(read('report/index.html')).window;
    for (const kind of ['figure', 'table']) {
      const ids = [...document.querySelectorAll(`figure[id^="${kind}-"]`)].map((element) => element.id);
      expect(ids).toEqual(ids.map((_, index) => `${kind}-${index + 1}`));
    }
    const downloads = JSON.parse(document.querySelector('#downloads')?.textContent ?? '{}') as Record<
      string,
      { sql: string }
    >;
    for (const button of document.querySelectorAll<HTMLElement>('[data-query]')) {
      expect(downloads[button.dataset.query ?? ''].sql).toContain('SELECT');
    }
  });

  it('gives the rows of every query that it shows', async () => {
    const { document } = new JSDOM(read('report/index.html')).window;
    const downloads = JSON.parse(document.querySelector('#downloads')?.textContent ?? '{}') as Record<
      string,
      { sql: string; columns: string[]; count: number }
    >;
    for (const [name, { sql, columns, count }] of Object.entries(downloads)) {
      const rows = await tables.sql<object>(sql);
      expect([name, rows.length]).toEqual([name, count]);
      if (count > 0) expect(Object.keys(rows[0])).toEqual(columns);
    }
  });

  it('lists the stages in the order they run', () => {
    const { document } = new JSDOM(read('report/index.html')).window;
    const table = [...document.querySelectorAll('#methods .tabular')].find((figure) =>
      /Stages/.test(figure.textContent),
    );
    const names = [...(table?.querySelectorAll('tbody tr td:first-child') ?? [])].map((cell) => cell.textContent);
    expect(names.length).toBeGreaterThan(1);
    const order = [...analyses.task.stages, ...analyses.cooccurrence.stages].map(({ name }) => name);
    expect(names).toEqual([...order, 'report'].filter((name) => names.includes(name)));
  });

  it('says first whether the clustered features matter, and shows every set beside random ones', () => {
    const { document } = new JSDOM(read('report/index.html')).window;
    const [first] = document.querySelectorAll('#verdicts p');
    expect(first.textContent).toBe(
      'The 94 clustered features (30 without copies) do not matter for this task: taking them out of 50 held-out prompts costs 1.0 % of the contrast that all features carry; random sets as active cost 24.0 %, and 97.5 % of them at most 34.0 %.',
    );
    const rows = [...document.querySelectorAll('#relevance tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent?.replace(/\s/g, ' ')),
    );
    expect(rows.map(([name]) => name)).toEqual(['selected', 'top selected', 'kept', 'top kept', 'components', 'mean-differences', 'neurons', 'all', 'none', 'cluster 1']); // biome-ignore format: one line
    expect(rows[2]).toEqual(['kept', '94', '30', '94', '1 %', '0.010 random 0.24 [0.14, 0.34]', '1 %', '0.010 random 0.24 [0.14, 0.34]', '100 %']); // biome-ignore format: one line
    expect(rows[7][2]).toBe('–');
  });

  it('compares no dictionaries where there is one', () => {
    const { document } = new JSDOM(read('report/index.html')).window;
    expect(document.querySelector('#replication, nav a[href="#replication"]')).toBeNull();
  });

  it('refers to nothing outside itself', () => {
    const { document } = new JSDOM(read('report/index.html')).window;
    const addresses = [...document.querySelectorAll('[src], link[href]')].map(
      (element) => element.getAttribute('src') ?? element.getAttribute('href'),
    );
    expect(addresses.filter((address) => !address?.startsWith('data:'))).toEqual([]);
  });

  it('stores the network as its schema says, every node with a place', () => {
    const network = networkFileSchema.parse(JSON.parse(read('network.json')));
    expect(network.nodes).toHaveLength(90);
    expect(
      network.nodes.every((node) => node.values.length === network.measures.length && node.strip.length === 40),
    ).toBe(true);
  });
});

describe('the script and the styles of a layered graph', () => {
  const graph = layeredFile(causalDrawing(), '0.1.0');
  const drawing: Section = {
    id: 'drawing',
    title: 'Drawing',
    needs: [],
    render: async () => layeredComponent(graph, 'graph'),
  };
  const partsOf = async (sections: readonly Section[]): Promise<{ script: string; style: string }> => {
    const [first] = DOORS;
    const { module } = first.door;
    await buildReport(dir, { doors: [{ ...first, door: { module, sections } }] });
    const { document } = new JSDOM(read('report/index.html')).window;
    const [script] = [...document.querySelectorAll('body > script:not([type])')];
    return { script: script.textContent ?? '', style: document.querySelector('style')?.textContent ?? '' };
  };

  it('are in a report with a section that draws one, and in no other', async () => {
    const [plain, drawn] = [await partsOf([]), await partsOf([drawing])];
    expect(drawn.script).toContain('[data-layered]');
    expect(plain.script).not.toContain('[data-layered]');
    expect(drawn.style).toContain('.layered-svg');
    expect(plain.style).not.toContain('.layered-svg');
  });
});

describe('a run in which one table is empty', () => {
  it.each(['cluster', 'correlation', 'edge_evidence', 'steering_summary'] as const)(
    'builds without %s',
    async (hole) => {
      const folder = mkdtempSync(join(tmpdir(), 'cofire-'));
      const only = tableNames().filter((name) => name !== hole);
      await writeSyntheticRun(folder, { prompts: 20, features: 60, only });
      const { files } = await buildReport(folder, { doors: DOORS });
      expect(files.map((file) => file.path)).toContain('report/index.html');
    },
  );
});

describe('exporting a run', () => {
  it('writes every table as CSV and as Parquet that reads back', async () => {
    for (const format of ['csv', 'parquet'] as const) {
      const written = await exportRun({ dir, out: dir }, tables, DOORS, format);
      expect(written).toContain(`tables-${format}/edge.${format}`);
      const path = join(dir, `tables-${format}/edge.${format}`);
      const [{ count }] = await tables.sql<{ count: number }>(
        `select count(*) as count from read_${format}('${path}')`,
      );
      const [{ stored }] = await tables.sql<{ stored: number }>('select count(*) as stored from edge');
      expect(count).toBe(stored);
    }
  });

  it('writes the network in each graph format', async () => {
    expect(await exportRun({ dir, out: dir }, tables, DOORS, 'graphml')).toEqual(['network.graphml']);
    expect(read('network.graphml').match(/<node /g)).toHaveLength(90);
    expect(await exportRun({ dir, out: dir }, tables, DOORS, 'json')).toEqual(['network.json']);
  });
});
