/**
 * What a section of the report is, and the pieces sections share: figures, tables, notes.
 * A section reads rows through the context and returns markup; it computes nothing but formatting. Where a table it needs is
 * missing or empty, the report prints the reason in its place.
 */
import { grouped } from './format.ts';
import { type Content, type Html, html } from './html.ts';
import type { RunManifest } from './manifest.ts';

/** Rows of an instance of an analysis, and what the run says about itself. */
export interface Context {
  readonly manifest: RunManifest;
  /** Empty for the frame's own parts. */
  readonly analysis: string;
  /** Schema of its tables. */
  readonly scope: string;
  /** The dictionary that it is on, where the report has several chapters of the analysis. */
  readonly of: string | null;
  /** Tables that hold at least one row. */
  readonly filled: ReadonlySet<string>;
  /** What tells the chapter's names from those of others; none where they are plain. */
  readonly marks: readonly string[];
  /** An id of the page, or a name of a query, as this chapter alone has it. */
  prefixed(name: string): string;
  /** What a stage ran with when it wrote its tables; undefined where it has not run. @param analysis another one's */
  settings<Settings extends object>(stage: string, analysis?: string): Settings | undefined;
  /** The stage of this analysis that fills a table; undefined for the tables of others. */
  writerOf(table: string): string | undefined;
  /** Rows of a query by its name; its $parameters are the analysis's own. The rows are embedded in the page for download. */
  query<Row extends object>(name: string): Promise<Row[]>;
  /** Next figure or table number. */
  next(kind: 'Figure' | 'Table'): number;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** Tables without which nothing can be said. */
  readonly needs: readonly string[];
  /** Left out, heading and all, where a table that it needs has no rows. */
  readonly optional?: boolean;
  render(context: Context): Promise<Html>;
}

export interface FigureParts {
  readonly title: string;
  readonly body: Html;
  /** What to see. */
  readonly see: Content;
  /** What not to conclude. */
  readonly caution: Content;
  /** Name of the file in sql/ that made it; its rows are embedded in the page once, for the download. */
  readonly sql: string;
  readonly wide?: boolean;
}

export function figure(context: Context, parts: FigureParts): Html {
  const count = context.next('Figure');
  return html`<figure id="figure-${count}"${parts.wide ? html` class="wide"` : ''}>
<div class="drawing">${parts.body}</div>
<figcaption><b>Figure ${count}. ${parts.title}</b> ${parts.see} <span class="caution"><b>Do not conclude:</b> ${parts.caution}</span>${behind(context.prefixed(parts.sql))}</figcaption>
</figure>`;
}

interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Content;
  /** Words align left, numbers right; prose may wrap. */
  readonly words?: boolean | 'prose';
}

function className<Row>(column: Column<Row>): Html | false {
  return (
    column.words !== undefined && column.words !== false && html` class="words${column.words === 'prose' && ' prose'}"`
  );
}

interface TableParts<Row extends object> {
  readonly title: string;
  readonly note?: Content;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly sql: string;
  /** Rows shown before the rest is folded away. */
  readonly first?: number;
}

export function dataTable<Row extends object>(context: Context, parts: TableParts<Row>): Html {
  const count = context.next('Table');
  const first = parts.first ?? 40;
  const row = (item: Row): Html =>
    html`<tr>${parts.columns.map((column) => html`<td${className(column)}>${column.cell(item)}</td>`)}</tr>`;
  const head = html`<thead><tr>${parts.columns.map((column) => html`<th scope="col"${className(column)}>${column.title}</th>`)}</tr></thead>`;
  const rest = parts.rows.length - first;
  return html`<figure class="tabular" id="table-${count}">
<figcaption><b>Table ${count}. ${parts.title}</b> ${parts.note}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="Table ${count}. ${parts.title}"><table>${head}<tbody>${parts.rows.slice(0, first).map(row)}</tbody></table></div>
${rest > 0 && html`<details><summary>${grouped(rest)} more rows</summary><div class="scroll" tabindex="0" role="region" aria-label="Table ${count}, continued"><table>${head}<tbody>${parts.rows.slice(first).map(row)}</tbody></table></div></details>`}
${behind(context.prefixed(parts.sql))}
</figure>`;
}

/** Figures that a first reading can leave out, folded under what they show; print opens them. */
export function more(summary: Content, body: Content): Html {
  return html`<details class="more"><summary>${summary}</summary>${body}</details>`;
}

/** A plain statement set apart: why a part is absent, or a label that must not be missed. */
export function note(kind: 'absent' | 'toy' | 'plain', content: Content): Html {
  return html`<p class="note ${kind}">${content}</p>`;
}

/** The numbers behind a figure and the query that made them; both are in the page, so no network is needed. */
function behind(sql: string): Html {
  return html`<span class="behind"><button type="button" class="link" data-csv="${sql}">Numbers (CSV)</button> <button type="button" class="link" data-query="${sql}">Query</button></span>`;
}
