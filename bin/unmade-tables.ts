/** Which of the tables that somebody reads say less than they seem to: of stages that have not run in this folder, or made them of other settings, code or files. */
import type { Tables } from '../src/run/tables/tables.ts';

interface Asked {
  /** Tables that are read, without those that a text merely might name. */
  readonly names: readonly string[];
  /** Stages that run.json calls outdated, `stage` or `analysis.stage`. */
  readonly outdated: readonly string[];
}

/** Of the first dictionary. */
export async function everyTable(tables: Tables): Promise<string[]> {
  const known = await tables.sql<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1",
  );
  return known.map(({ name }) => name);
}

/** Names of tables that a statement has as words; comments and texts are not looked into, so one too many may be named and none too few. */
export async function tablesNamed(tables: Tables, statement: string): Promise<string[]> {
  const known = await tables.sql<{ name: string }>('SELECT DISTINCT table_name AS name FROM information_schema.tables');
  const words = new Set(statement.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? []);
  return known.flatMap(({ name }) => (words.has(name) ? [name] : [])).sort();
}

/** A sentence for each stage. */
export async function unmadeNotes(tables: Tables, { names, outdated }: Asked): Promise<string[]> {
  const empty: string[] = [];
  for (const name of names) {
    const [row] = await tables.sql<{ n: number }>(
      `SELECT count(*)::INTEGER AS n FROM (SELECT 1 FROM "${name}" LIMIT 1)`,
    );
    if (row?.n === 0) empty.push(name);
  }
  if (empty.length === 0 && outdated.length === 0) return [];
  // The stages are asked for only where there is something to say: they take longer to load than a statement to run.
  const analyses = await import('../pipeline/analyses.ts');
  const stages = Object.values(analyses).flatMap(({ name: analysis, stages }) =>
    stages.map(({ name, writes }) => ({ analysis, name, writes: writes as readonly string[] })),
  );
  const ran = new Set(
    (await tables.sql<{ stage: string }>('SELECT DISTINCT stage FROM stage_run')).map(({ stage }) => stage),
  );
  return stages.flatMap(({ analysis, name, writes }) => {
    const [unmade, old] = [empty, names].map((of) => of.filter((table) => writes.includes(table)));
    const isOld = outdated.includes(name) || outdated.includes(`${analysis}.${name}`);
    if (unmade.length > 0 && !ran.has(name))
      return [`${unmade.join(', ')}: stage ${name} has not run in this folder, so there are no rows`];
    if (old.length > 0 && isOld)
      return [`${old.join(', ')}: stage ${name} is outdated, its rows are of other settings, code or files`];
    return [];
  });
}
