import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../reports/build.ts';
import { exportRun } from '../../reports/export/export.ts';
import type { NetworkFile } from '../../reports/network-file.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { DOORS } from './doors.ts';
import { writeSyntheticRun } from './synthetic-run.ts';

const dir = mkdtempSync(join(tmpdir(), 'cofire-'));
const networkOf = (file: string): NetworkFile => JSON.parse(readFileSync(join(dir, file), 'utf8'));
let document: Document;
let tables: Tables;

beforeAll(async () => {
  await writeSyntheticRun(dir, { prompts: 20, features: 80, layers: true });
  await buildReport(dir, { doors: DOORS });
  document = new JSDOM(readFileSync(join(dir, 'report/index.html'), 'utf8')).window.document;
  tables = await Tables.open(join(dir, 'study.duckdb'), { readOnly: true });
}, 300_000);
afterAll(() => tables.close());

describe('the report of a study with two dictionaries', () => {
  it('has a chapter of each, and its headings say which dictionary', () => {
    const headings = [...document.querySelectorAll('main > section > h2')].map((heading) => heading.textContent);
    for (const title of ['Verdicts', 'Clusters', 'Steering', 'The network'])
      expect(headings.filter((heading) => heading?.startsWith(title))).toEqual([
        `${title} layer_3`,
        `${title} layer_4`,
      ]);
    expect(headings.filter((heading) => heading === 'Task performance')).toHaveLength(1);
  });

  it('has each id once, and every link of its contents leads somewhere', () => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    const links = [...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href')?.slice(1));
    expect(links.filter((id) => id !== undefined && !ids.includes(id))).toEqual([]);
    expect(ids).toContain('layer_4-clusters');
  });

  it('writes the network of each, and a viewer that finds it', () => {
    expect(networkOf('network.json').nodes).toHaveLength(80);
    expect(networkOf('network-layer_4.json').nodes).toHaveLength(60);
    expect(networkOf('network-layer_4.json').study.sae).toBe('sports-saes/4');
    const viewers = [...document.querySelectorAll<HTMLElement>('[data-viewer]')].map(({ dataset }) => dataset.viewer);
    expect(viewers).toEqual(['network', 'layer_4-network']);
    for (const name of viewers) expect(document.getElementById(`${name}-data`)).not.toBeNull();
  });

  it('gives the rows of every query that it shows, of its own dictionary', async () => {
    const downloads = JSON.parse(document.querySelector('#downloads')?.textContent ?? '{}') as Record<
      string,
      { sql: string; count: number; columns: string[] }
    >;
    const own = Object.keys(downloads).filter((name) => name.startsWith('layer_4-'));
    expect(own.length).toBeGreaterThan(40);
    for (const name of own) {
      const rows = await tables.sql<object>(downloads[name].sql);
      expect([name, rows.length]).toEqual([name, downloads[name].count]);
    }
    expect(downloads['layer_4-report_feature'].count).toBe(60);
    expect(downloads.report_feature.count).toBe(80);
  });

  it('compares the network of the first with that of the other, once, and says what was not defined', () => {
    const section = document.querySelector('#replication');
    expect(document.querySelector('#layer_4-replication')).toBeNull();
    expect(section?.textContent).toContain(
      'With layer_4, where 80 features have a partner, the clusters have an adjusted Rand index of 0.80 by direction and 0.80 by codes',
    );
    const rows = [...(section?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent),
    );
    expect(rows).toHaveLength(4);
    const value = '0.90 random 0.01 ± 0.05';
    expect(rows[0]).toEqual(['layer_4', 'mean likeness of partners (|cosine|, r of codes)', value, '–', value, '–']);
    expect(rows[2]).toEqual(['layer_4', 'r of betweenness', 'not defined', '–', 'not defined', '–']);
    expect(rows[3][3]).toBe('0.001');
    expect(section?.textContent).toContain('no random dictionary has been matched');
  });

  it('exports both networks and the tables of both', async () => {
    expect(await exportRun({ dir, out: dir }, tables, DOORS, 'graphml')).toEqual([
      'network.graphml',
      'network-layer_4.graphml',
    ]);
    const written = await exportRun({ dir, out: dir }, tables, DOORS, 'csv');
    expect(written).toContain('tables-csv/layer_4/edge.csv');
    expect(written).not.toContain('tables-csv/layer_4/prompt.csv');
  });
});

it('says of a dictionary that has not begun that it has not run, and takes nothing of the first for it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-'));
  await writeSyntheticRun(folder, { prompts: 20, features: 80, layers: true, without: ['layer_4'] });
  await buildReport(folder, { doors: DOORS });
  const page = new JSDOM(readFileSync(join(folder, 'report/index.html'), 'utf8')).window.document;
  expect(page.querySelector('#layer_4-clusters')?.textContent).toContain('no stage of cooccurrence on layer_4 has run');
  expect(existsSync(join(folder, 'network-layer_4.json'))).toBe(false);
}, 180_000);

it('says that the network is not known where its stage has not run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-'));
  const without = ['network', 'cluster', 'steer'];
  const only = ['prompt', 'token', 'feature', 'correlation', 'correlation_scope'];
  await writeSyntheticRun(folder, { prompts: 20, features: 60, only, without });
  await buildReport(folder, { doors: DOORS });
  const page = new JSDOM(readFileSync(join(folder, 'report/index.html'), 'utf8')).window.document;
  expect(existsSync(join(folder, 'network.json'))).toBe(false);
  expect(page.querySelector('#network')?.textContent).toContain('because the stage network has not run');
  expect(page.querySelector('#run')?.textContent).toMatch(/networknot run/);
  expect(page.querySelector('#anomalies')?.textContent).toContain('the stage load found nothing to write');
}, 180_000);
