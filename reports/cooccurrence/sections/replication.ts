/** Whether another dictionary of the study gives the same network. A study of one dictionary has no such section. */
import { counted, fixed, pValue } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { type Context, dataTable, type Section } from '../../section.ts';
import { readable } from './nulls/statistic-names.ts';

interface ReplicationRow {
  readonly dictionary: string;
  readonly by: 'cosine' | 'activation';
  readonly statistic: string;
  readonly n: number;
  readonly n_units: number | null;
  readonly value: number | null;
  readonly random_mean: number | null;
  readonly random_sd: number | null;
  readonly p: number | null;
  readonly reason: string | null;
}

/** A statistic of a dictionary, by either likeness. */
interface Compared {
  readonly dictionary: string;
  readonly statistic: string;
  readonly cosine: ReplicationRow | undefined;
  readonly activation: ReplicationRow | undefined;
}

export const replication: Section = {
  id: 'replication',
  title: 'In another dictionary',
  needs: ['replication'],
  optional: true,
  async render(context: Context): Promise<Html> {
    const rows = await context.query<ReplicationRow>('report_replication');
    const dictionaries = [...new Set(rows.map(({ dictionary }) => dictionary))];
    return html`<p>Each feature of ${context.of ?? 'the first dictionary'} has as its partner the feature of the other dictionary that is most like it, once by the direction it writes and once by its codes over the tokens of the task; several may share one. Then the networks of features and partners are compared. ${dictionaries.map((name) => found(rows, name))}</p>
${dataTable(context, {
  title: 'The network of the first dictionary in the others',
  note: note(rows),
  sql: 'report_replication',
  rows: compared(rows),
  columns: [
    { title: 'dictionary', words: true, cell: (row) => row.dictionary },
    { title: 'statistic', words: 'prose', cell: nameOf },
    { title: 'partner by direction', cell: ({ cosine }) => valueText(cosine) },
    { title: 'p', cell: ({ cosine }) => pOf(cosine) },
    { title: 'partner by codes', cell: ({ activation }) => valueText(activation) },
    { title: 'p', cell: ({ activation }) => pOf(activation) },
  ],
})}`;
  },
};

function compared(rows: readonly ReplicationRow[]): Compared[] {
  const groups = new Map<string, ReplicationRow[]>();
  for (const row of rows) {
    const key = `${row.dictionary} ${row.statistic}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((own) => ({
    dictionary: own[0].dictionary,
    statistic: own[0].statistic,
    cosine: own.find(({ by }) => by === 'cosine'),
    activation: own.find(({ by }) => by === 'activation'),
  }));
}

function nameOf({ statistic }: Compared): string {
  if (statistic === 'match') return 'mean likeness of partners (|cosine|, r of codes)';
  if (statistic === 'ari') return 'adjusted Rand index of the clusters';
  return `r of ${readable(statistic.replace(/^r:/, ''))}`;
}

function valueText(row: ReplicationRow | undefined): Html {
  if (row === undefined) return html`–`;
  if (row.value === null) return html`<span title="${row.reason ?? ''}">not defined</span>`;
  return html`${fixed(row.value, 2)}${row.random_mean !== null && html` <small>random ${fixed(row.random_mean, 2)} ± ${fixed(row.random_sd, 2)}</small>`}`;
}

/** Partners are chosen for their likeness, so that dealing them at random is no test of it. */
function pOf(row: ReplicationRow | undefined): string {
  return row === undefined || row.statistic === 'match' ? '–' : pValue(row.p);
}

/** Agreement of the clusters with one dictionary, in a sentence. */
function found(rows: readonly ReplicationRow[], dictionary: string): string {
  const indices = (['cosine', 'activation'] as const).map((by) => {
    const row = rows.find((one) => one.dictionary === dictionary && one.by === by && one.statistic === 'ari');
    return row?.value === null || row === undefined ? 'not defined' : fixed(row.value, 2);
  });
  const matched = Math.max(...rows.filter((row) => row.dictionary === dictionary).map(({ n }) => n));
  return `With ${dictionary}, where ${counted(matched, 'feature')} have a partner, the clusters have an adjusted Rand index of ${indices[0]} by direction and ${indices[1]} by codes (1: the same partition; 0: chance). `;
}

function note(rows: readonly ReplicationRow[]): string {
  const compared = rows.some(({ random_mean: mean }) => mean !== null)
    ? 'Small: mean ± standard deviation over random matchings, which deal the same partners to the features; p counts those with as large a value. They show that the matching carries structure, not where it comes from: no random dictionary has been matched, and features of two dictionaries of one model share its gradient.'
    : 'No random matching has been made, so nothing here says what chance alone would give.';
  const copies = rows.every(({ n_units: units }) => units === null)
    ? ' Features that write the same direction are counted each, so copies can raise the agreement, and p is too small where there are some.'
    : '';
  return compared + copies;
}
