/** How to make it again: every setting as resolved, seeds, versions, hashes, times, and the commands. */
import { dirname, isAbsolute, relative } from 'node:path';
import type { StageReport } from '../src/run/manifest.ts';
import { MAIN } from '../src/run/tables/tables.ts';
import type { ReportDoor } from './door.ts';
import { bytes, grouped, seconds } from './format.ts';
import { type Content, type Html, html } from './html.ts';
import { type Context, dataTable, more, note, type Section } from './section.ts';

type StageRow = Omit<StageReport, 'skipped'>;

export function methods(doors: readonly ReportDoor[]): Section {
  return {
    id: 'methods',
    title: 'Methods and manifest',
    needs: [],
    render: (context) =>
      render(
        context,
        [...new Set(doors)].flatMap(({ method }) => method ?? []),
      ),
  };
}

async function render(context: Context, paragraphs: readonly Html[]): Promise<Html> {
  const { manifest } = context;
  const stages = await context.query<StageRow>('stage_run');
  const study = manifest.study;
  return html`${paragraphs}
<h3>Make it again</h3>
<p>In the folder of cofire:</p>
<pre><code>${commands(manifest.study?.name ?? 'NAME', manifest.study?.file)}</code></pre>
${study === undefined ? note('absent', 'This folder has no run.json, so the settings are not known.') : more('Every setting', html`<div class="scroll" tabindex="0" role="region" aria-label="Settings"><table class="settings"><tbody>${settings('', study, study.file)}</tbody></table></div>`)}
${
  stages.length > 0 &&
  dataTable(context, {
    title: 'Stages',
    note: 'The hash covers a stage’s settings, code and inputs; a stage whose hash is unchanged is not run again.',
    sql: 'stage_run',
    rows: inOrder(stages, manifest.stages ?? []),
    columns: [
      { title: 'stage', words: true, cell: (row) => (row.scope === MAIN ? row.stage : `${row.stage} of ${row.scope}`) },
      { title: 'rows', cell: (row) => grouped(row.rows) },
      { title: 'time', cell: (row) => seconds(row.seconds) },
      { title: 'peak memory', cell: (row) => bytes(row.peak_rss_bytes) },
      { title: 'hash', words: true, cell: (row) => html`<code title="${row.hash}">${row.hash.slice(0, 12)}</code>` },
    ],
  })
}
<h3>Versions and files</h3>
<dl class="facts">
<div><dt>cofire</dt><dd>${manifest.cofire ?? 'unknown'}</dd></div>
<div><dt>Node.js</dt><dd>${manifest.node ?? 'unknown'} on ${manifest.platform ?? 'unknown'}, ${manifest.threads ?? '?'} threads</dd></div>
<div><dt>run</dt><dd>started ${manifest.started ?? 'at an unknown time'}${manifest.seconds !== undefined && html`, ${seconds(manifest.seconds)}`}${manifest.memory_bytes !== undefined && html`, at most ${bytes(manifest.memory_bytes)} of memory`}, seed ${manifest.seed ?? manifest.study?.seed ?? 'unknown'}</dd></div>
<div><dt>packages</dt><dd>${Object.entries(manifest.packages ?? {}).map(([name, version], index) => html`${index > 0 && ', '}${name} ${version}`)}</dd></div>
${Object.entries(manifest.sha256 ?? {}).map(([file, digest]) => html`<div><dt>${file}</dt><dd><code class="digest">${digest}</code></dd></div>`)}
</dl>`;
}

/** In the order in which they ran; those of earlier runs after them. */
function inOrder(
  rows: readonly StageRow[],
  ran: readonly Pick<StageRow, 'analysis' | 'scope' | 'stage'>[],
): StageRow[] {
  const place = (row: StageRow): number => {
    const found = ran.findIndex(
      ({ analysis, scope, stage }) => analysis === row.analysis && scope === row.scope && stage === row.stage,
    );
    return found < 0 ? ran.length : found;
  };
  return [...rows].sort((a, b) => place(a) - place(b));
}

function commands(name: string, file: string | undefined): string {
  const short = file === undefined ? 'STUDY.yaml' : `studies/${file.split(/[\\/]/).pop()}`;
  return [
    `bin/cofire run ${short}`,
    `bin/cofire report runs/${name}`,
    `bin/cofire view runs/${name}`,
    `bin/cofire sql runs/${name} "select * from verdict"`,
    `bin/cofire export runs/${name} --format gexf`,
  ].join('\n');
}

/** One row per leaf of the settings, named as in the study file; paths are from that file, since those of one machine say nothing. */
function settings(prefix: string, value: unknown, file: string | undefined): Content[] {
  // Dictionaries are a list of mappings, each with its name.
  if (Array.isArray(value) && value.some((item) => typeof item === 'object'))
    return value.flatMap(({ name, ...rest }) => settings(`${prefix}.${name}`, rest, file));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) =>
      settings(prefix === '' ? key : `${prefix}.${key}`, inner, file),
    );
  }
  return [
    html`<tr><th scope="row" class="words"><code>${prefix}</code></th><td class="words prose">${Array.isArray(value) ? value.join(', ') : shown(value, file)}</td></tr>`,
  ];
}

function shown(value: unknown, file: string | undefined): string {
  const text = String(value);
  return file !== undefined && isAbsolute(text) ? relative(dirname(file), text) : text;
}
