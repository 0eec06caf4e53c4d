/** What the command line shows of `cofire sql`; the work is in sql.ts. */
import { RUN_FOLDER } from './shared.mjs';

/** @type {import('../command.ts').Command} */
export const command = {
  name: 'sql',
  description: 'query the tables of a run',
  arguments: [
    RUN_FOLDER,
    { name: '[statement]', description: 'one SQL statement that only reads; - reads it from standard input' },
  ],
  options: [
    { flags: '--file <file>', description: 'read the statement from a file' },
    {
      flags: '--format <format>',
      description: 'how rows are printed',
      choices: ['table', 'json', 'csv'],
      default: 'table',
    },
  ],
  help: `
The tables and their columns: cofire sql DIR "SHOW TABLES", cofire sql DIR "DESCRIBE edge". Dictionaries but the first have
their tables in a schema of their name, as in layer_4.edge; "SHOW ALL TABLES" lists those too.

A table wider than the terminal is printed one value a line. What a stage that has not run, or is outdated, would say is noted.
While a run goes on, the tables are as its last finished stage left them, read from a copy in the temporary folder.

Examples:
  cofire sql runs/sports "SELECT * FROM verdict"
  cofire sql runs/sports "SELECT feature_a, feature_b, r FROM edge ORDER BY abs(r) DESC LIMIT 10"
  cofire sql runs/sports "SELECT * FROM stage_run" --format json
  cofire sql runs/sports --file query.sql --format csv
  echo "SELECT count(*) FROM edge" | cofire sql runs/sports -`,
  load: async () => (await import('./sql.ts')).sql,
};
