/** docs/tables.md: every table with its columns, types, units and keys, from the declarations in sql. */
import { tablesRead } from './query-file.ts';
import { isView, schemaText, type TableName, tableNames } from './schema.ts';

const INTRODUCTION = `# The tables

A run writes them to \`study.duckdb\`. Ask with \`cofire sql runs/sports "SELECT …"\`, or open the file with DuckDB.
\`cofire sql\` also reads while a run goes on: the tables are then as its last finished stage left them.
\`feature_id\` is the SAE's own index. A statistic that is undefined is NULL, with its reason beside it; NaN is never stored.

This page is made by \`make docs\` from the declarations in \`sql/*/schema\`.
`;

export function tablesPage(): string {
  return [INTRODUCTION, ...tableNames().map(tableSection)].join('\n');
}

function tableSection(table: TableName): string {
  const text = schemaText(table);
  const summary = [...text.slice(0, text.search(/^CREATE (TABLE|VIEW) /m)).matchAll(/^-- (.*)$/gm)]
    .map(([, line]) => line)
    .join(' ');
  const rows = columnsOf(text).map(
    ({ name, type, nullable, note }) => `| \`${name}\` | ${type} | ${nullable ? 'yes' : ''} | ${note} |`,
  );
  const key = /^(?:-- |\s*)PRIMARY KEY \((.*)\)/m.exec(text)?.[1] ?? /^\s*(\S+) .*PRIMARY KEY/m.exec(text)?.[1] ?? '';
  const table_ = ['| column | type | null | |', '| --- | --- | --- | --- |', ...rows];
  const made = isView(table)
    ? [
        `A view of ${tablesRead(text)
          .map((name) => `\`${name}\``)
          .join(', ')}.`,
        '',
      ]
    : [];
  return [`## ${table}`, '', summary, '', ...made, ...table_, '', `Key: ${key.replaceAll('"', '')}`, ''].join('\n');
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly note: string;
}

/** Columns stand one a line, indented by two: name, type, constraints, and a note after two dashes. Those of a view are comments. */
function columnsOf(text: string): Column[] {
  const lines = [...text.matchAll(/^(?: {2}|-- )"?([a-z][a-z0-9_]*)"? ([A-Z]+(?:\[\])?)(.*)$/gm)];
  return lines.map(([, name, type, rest]) => ({
    name,
    type,
    nullable: !/NOT NULL|PRIMARY KEY/.test(rest),
    note: / -- (.*)$/.exec(rest)?.[1].trim().replaceAll('|', '\\|') ?? '',
  }));
}
