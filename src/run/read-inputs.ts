/** Reads what a stage declares, and nothing else, and hands it over under the declaration's own keys. */
import { sourceFiles } from '../engine/hub/locate.ts';
import { openSubject, type Subject, type SubjectSources } from '../engine/passes/subject.ts';
import type { Unit } from './analysis.ts';
import type { ShardFolder } from './shards.ts';
import type { Input, OfInstance } from './stage-input.ts';
import { parametersOf, readQuery } from './tables/query-file.ts';
import type { Parameters, Tables } from './tables/tables.ts';
import { readersOf, sourcesOf } from './upstream.ts';

export interface InputSources {
  readonly tables: Tables;
  readonly units: readonly Unit[];
  /** The shard folder of a unit. */
  shardsOf(unit: Unit): ShardFolder;
}

/** @param settings the stage's own: they are what its queries' $parameters are bound to */
export async function readInputs(unit: Unit, settings: object, sources: InputSources): Promise<object> {
  const entries: [string, unknown][] = [];
  for (const [key, input] of Object.entries(unit.stage.reads)) {
    const absent =
      (input.optional === true && sourcesOf(input, unit, sources.units).length === 0) ||
      (input.besideOthers === true && readersOf({ ...input, others: true }, unit, sources.units).length === 0);
    if (input.others === true) entries.push([key, await readOthers(input, unit, settings, sources)]);
    else entries.push([key, absent ? null : await read(input, unit, settings, sources)]);
  }
  return Object.fromEntries(entries);
}

/** The value in every other instance, each in its own schema. */
async function readOthers(input: Input<unknown>, unit: Unit, settings: object, sources: InputSources) {
  const { tables, units } = sources;
  const values: OfInstance<unknown>[] = [];
  for (const other of readersOf(input, unit, units)) {
    await tables.within(other.scope, other.analysis);
    values.push({ scope: other.scope, value: await read({ ...input, others: false }, other, settings, sources) });
  }
  await tables.within(unit.scope, unit.analysis);
  return values;
}

async function read(input: Input<unknown>, unit: Unit, settings: object, sources: InputSources): Promise<unknown> {
  const { tables, units } = sources;
  const query = input.query ?? '';
  switch (input.kind) {
    case 'rows':
      return await tables.query<object>(query, bound(unit, query, settings));
    case 'row': {
      const found = await tables.query<object>(query, bound(unit, query, settings));
      if (found.length !== 1) throw new Error(`${readQuery(query).where}: ${found.length} rows, expected one`);
      return found[0];
    }
    case 'columns':
      return await tables.columns<object>(query, bound(unit, query, settings));
    case 'ask':
      return async (parameters: Parameters) => await tables.columns<object>(query, parameters);
    case 'shards':
      return sources.shardsOf(sourcesOf(input, unit, units)[0]);
    case 'subject':
      return await openUnitSubject(unit);
    case 'file':
      return input.file?.(unit.study as never);
    case 'files':
      return input.files?.(unit.study as never);
  }
}

/** A query's $parameters with the settings of the same names. */
function bound({ stage }: Unit, query: string, settings: object): Parameters {
  const { where, text } = readQuery(query);
  const names = parametersOf(text);
  const missing = names.find((name) => !(name in settings));
  if (missing !== undefined)
    throw new Error(`stage ${stage.name}: ${where} asks for $${missing}, which is none of its settings`);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name))) as Parameters;
}

/** The part of an instance's study that says which model and dictionary it is about. */
export function subjectOf({ study }: Pick<Unit, 'study'>): SubjectSources {
  return study as SubjectSources;
}

/** The settings that decide what the subject computes: they enter the hash of every stage that is handed it. */
export function subjectSettings(unit: Pick<Unit, 'study'>): object {
  const { sae, model } = subjectOf(unit);
  const { center, site, layer, prepend_bos } = sae;
  return { center, site, layer, prepend_bos, bos_token: model.bos_token };
}

export function subjectFiles(unit: Pick<Unit, 'study'>): string[] {
  return sourceFiles(subjectOf(unit));
}

export function openUnitSubject(unit: Pick<Unit, 'study'>): Promise<Subject> {
  return openSubject(subjectOf(unit));
}
