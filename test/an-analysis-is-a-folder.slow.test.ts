/**
 * An analysis is a folder of its name in every room and one line of pipeline/analyses.ts: without them the rest compiles, and with a new
 * one nothing else changes. Both are tried in copies.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINUTES = 60_000;

function copyOf(paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-house-'));
  for (const path of [...paths, 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function compile(folder: string, rooms: readonly string[]): string {
  const path = join(folder, 'tsconfig.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), include: rooms }));
  try {
    return execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  }
}

it(
  'src, pipeline and reports compile without the folders of an analysis and its line',
  () => {
    const folder = copyOf(['src', 'pipeline', 'reports', 'sql']);
    for (const room of ['pipeline', 'reports', 'sql']) rmSync(join(folder, room, 'cooccurrence'), { recursive: true });
    const list = join(folder, 'pipeline/analyses.ts');
    const lines = readFileSync(list, 'utf8').split('\n');
    writeFileSync(list, lines.filter((line) => !line.includes('cooccurrence')).join('\n'));
    expect(compile(folder, ['src', 'pipeline', 'reports'])).toBe('');
    rmSync(folder, { recursive: true });
  },
  5 * MINUTES,
);

/** How many prompts the model answers near rank 0: an analysis with one stage, table, query, claim and section. `@` is the root of the copy. */
const TALLY: Readonly<Record<string, string>> = {
  'pipeline/tally/settings.ts': `
import type { Needs } from '@src/run/analysis.ts';
import { group, leaf, type ValueOf } from '@src/run/study/leaf.ts';
import type { StudyBase } from '@src/run/study/study.ts';
import { whole } from '@src/run/study/types.ts';
export const name = 'tally';
export const settings = group({ tally: group({ worst: leaf({ type: whole({ least: 0 }), default: 5, meaning: 'Rank that counts as near.' }) }) });
export const needs: Needs = { task: true, dictionaries: 'none' };
export type TallyStudy = StudyBase & ValueOf<typeof settings>;
`,
  'pipeline/tally/claims.ts': `
import { decide } from '@src/run/decide.ts';
export function nearClaim(share: number): object {
  const { status, survives, reason } = decide({ low: share, high: share, found: [], heldOut: [], required: [], sesoi: null });
  return { hypothesis: 'T1', kind: 'hypothesis', claim: 'The model comes near the answer.', estimate: share, low: share, high: share, unit: 'share', p: Number.NaN, p_held_out: Number.NaN, survives, n: null, n_units: null, status, reason };
}
`,
  'pipeline/tally/stages/count.ts': `
import { stage } from '@src/run/stage.ts';
import { rows } from '@src/run/stage-input.ts';
import { nearClaim } from '@pipeline/tally/claims.ts';
import type { TallyStudy } from '@pipeline/tally/settings.ts';
export const count = stage({
  name: 'count',
  module: import.meta.url,
  settings: ({ tally }: TallyStudy) => tally,
  reads: { ranks: rows<{ answer_rank: number }>('tally_rank') },
  writes: ['tally', 'verdict'],
  run({ worst }, { ranks }) {
    const near = ranks.filter((row) => row.answer_rank <= worst).length;
    return { tally: [{ prompts: ranks.length, near }], verdict: [nearClaim(near / ranks.length)] };
  },
});
`,
  'pipeline/tally/stage-names.mjs': `export const STAGE_NAMES = ['count'];\n`,
  'pipeline/tally/index.ts': `
import { count } from '@pipeline/tally/stages/count.ts';
export { name, needs, settings } from '@pipeline/tally/settings.ts';
export const stages = [count];
`,
  'sql/tally/schema/tally.sql': `-- One row.\nCREATE TABLE tally (\n  prompts INTEGER PRIMARY KEY,\n  near INTEGER NOT NULL -- at the rank or better\n);\n`,
  'sql/tally/queries/tally_rank.sql': 'SELECT answer_rank\nFROM prompt\nORDER BY prompt_id\n',
  'sql/tally/queries/report_tally.sql': 'SELECT prompts, near\nFROM tally\n',
  'reports/tally/index.ts': `
import type { ReportDoor } from '@reports/door.ts';
import { html } from '@reports/html.ts';
import { verdictSection } from '@reports/verdicts.ts';
export const door: ReportDoor = {
  module: import.meta.url,
  opening: [verdictSection({})],
  sections: [
    {
      id: 'count',
      title: 'Tally',
      needs: ['tally'],
      async render(context) {
        const [row] = await context.query<{ prompts: number; near: number }>('report_tally');
        return html\`<p>\${row.near} of \${row.prompts} come near, at rank \${context.settings<{ worst: number }>('count')?.worst} or better.</p>\`;
      },
    },
  ],
};
`,
};

it(
  'a new analysis is its own folders and one line, and has its chapter in the report',
  () => {
    const folder = copyOf(['bin', 'src', 'pipeline', 'reports', 'sql', 'fixtures/sports-model', 'fixtures/sports-sae']);
    for (const [path, text] of Object.entries(TALLY)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text.replaceAll("'@", `'${relative(dirname(path), '.')}/`));
    }
    const list = join(folder, 'pipeline/analyses.ts');
    writeFileSync(list, `${readFileSync(list, 'utf8')}export * as tally from './tally/index.ts';\n`);
    expect(compile(folder, ['src', 'pipeline', 'reports'])).toBe('');
    const task = readFileSync(join(ROOT, 'studies/tasks/sports.csv'), 'utf8').split('\n').slice(0, 7);
    writeFileSync(join(folder, 'task.csv'), `${task.join('\n')}\n`);
    writeFileSync(
      join(folder, 'study.yaml'),
      'name: small\nmodel: { path: fixtures/sports-model }\nsae: { path: fixtures/sports-sae }\ntask: { file: task.csv }\nanalyses: { tally: { tally: { worst: 3 } } }\n',
    );
    const out = join(folder, 'out');
    execFileSync(process.execPath, [join(folder, 'bin/cofire'), 'run', 'study.yaml', '--out', out, '--quiet'], {
      cwd: folder,
      stdio: 'pipe',
    });
    const page = new JSDOM(readFileSync(join(out, 'report/index.html'), 'utf8')).window.document;
    expect(page.querySelector('#tally-count p')?.textContent).toMatch(/^\d of 6 come near, at rank 3 or better\.$/);
    expect(page.querySelector('#tally-verdicts .claim')?.textContent).toBe('The model comes near the answer.');
    const contents = [...page.querySelectorAll('nav.contents li')].map((item) => item.textContent);
    expect(contents).toEqual(['Verdicts', 'What was run', 'Task performance', 'Tally', 'Methods and manifest']);
    rmSync(folder, { recursive: true });
  },
  5 * MINUTES,
);
