/**
 * The one place where the report touches tables: runs queries by name in the schema of an instance, remembers each for the downloads,
 * numbers the figures of the whole page. What a stage ran with is read from `stage_run`, beside the tables it wrote.
 */
import { tablesOf } from '../src/run/tables/schema.ts';
import { MAIN, type Parameters, type Tables } from '../src/run/tables/tables.ts';
import type { Chapter, RanStage } from './chapters.ts';
import { type Download, embed } from './download.ts';
import { type Filled, filledFor } from './filled.ts';
import type { RunManifest } from './manifest.ts';
import type { Context } from './section.ts';

/** What the contexts of one report share. */
export interface Shared {
  readonly tables: Tables;
  readonly manifest: RunManifest;
  readonly filled: Filled;
  readonly ran: readonly RanStage[];
  readonly downloads: Map<string, Download>;
  readonly counts: { Figure: number; Table: number };
}

/** Whose queries a context runs; the frame's own have no analysis. */
export type Owner = Pick<Chapter, 'scope' | 'of'> & {
  readonly name: string;
  readonly stages: Chapter['analysis']['stages'];
  readonly parameters?: Chapter['door']['parameters'];
};

export const FRAME: Owner = { name: '', scope: MAIN, of: null, stages: [] };

export function ownerOfChapter({ analysis, door, scope, of }: Chapter): Owner {
  return { name: analysis.name, scope, of, stages: analysis.stages, parameters: door.parameters };
}

export function openContext(shared: Shared, owner: Owner): Context {
  const { tables, manifest, ran, downloads, counts } = shared;
  const { name: analysis, scope, of } = owner;
  const known = new Map<string, Promise<object[]>>();
  const prefixed = (name: string): string => (scope === MAIN ? name : `${scope}-${name}`);
  const settings = new Map(
    ran
      .filter((row) => row.scope === (row.analysis === analysis ? scope : MAIN))
      .map((row) => [`${row.analysis}.${row.stage}`, JSON.parse(row.settings) as object]),
  );
  const own = new Set(tablesOf(analysis));
  const run = async (name: string): Promise<object[]> => {
    const parameters: Parameters = { ...owner.parameters?.(context), analysis, scope };
    await tables.within(scope, analysis);
    const { rows, download } = await embed(tables, name, parameters, (table) =>
      scope !== MAIN && own.has(table) ? `${scope}.${table}` : table,
    );
    downloads.set(prefixed(name), download);
    return rows;
  };
  const context: Context = {
    manifest,
    analysis,
    scope,
    of,
    filled: filledFor(shared.filled, analysis, scope),
    prefixed,
    settings<Settings extends object>(stage: string, other = analysis): Settings | undefined {
      return settings.get(`${other}.${stage}`) as Settings | undefined;
    },
    writerOf: (table) => owner.stages.find(({ writes }) => writes.includes(table))?.name,
    query<Row extends object>(name: string): Promise<Row[]> {
      const found = known.get(name) ?? run(name);
      known.set(name, found);
      return found as Promise<Row[]>;
    },
    next: (kind) => ++counts[kind],
  };
  return context;
}
