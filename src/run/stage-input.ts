/**
 * What a stage may read, as values that say where it comes from: named queries, the shards of an earlier stage, the model under
 * study with its dictionary, files. A stage is handed exactly the values of its declaration, so what it did not declare does not compile.
 *
 * A query's $parameters are the stage's settings of the same names.
 */
import type { Subject } from '../engine/passes/subject.ts';
import type { ShardFolder } from './shards.ts';
import type { Parameters } from './tables/tables.ts';

export type InputKind = 'rows' | 'row' | 'columns' | 'ask' | 'shards' | 'subject' | 'file' | 'files';

/** `Value` is what the stage is handed for it. */
export interface Input<Value> {
  readonly kind: InputKind;
  /** Name of the query: the file sql/<analysis>/queries/<name>.sql. */
  readonly query?: string;
  /** The stage whose shards are read. */
  readonly stage?: string;
  /** The file that is read; undefined where the study names none. */
  file?(study: never): string | undefined;
  /** The files that are read, in the order of the study. */
  files?(study: never): readonly string[];
  /** Null is handed over where no stage of the study writes what it reads. */
  readonly optional?: boolean;
  /** Null is handed over where there is no other instance to hold it against; then nothing is read or opened. */
  readonly besideOthers?: boolean;
  /** It is read in every other instance of the analysis. */
  readonly others?: boolean;
  /** Never set: it carries the type. */
  readonly value?: Value;
}

/** Values of a declaration, by its keys. */
export type Values<Reads> = { readonly [Key in keyof Reads]: Reads[Key] extends Input<infer Value> ? Value : never };

/** All rows of a query. */
export function rows<Row>(query: string): Input<Row[]> {
  return { kind: 'rows', query };
}

/** The one row of a query. @throws Error where there is none or more than one */
export function row<Row>(query: string): Input<Row> {
  return { kind: 'row', query };
}

/** A query as columns: INTEGER → Int32Array, FLOAT → Float32Array, DOUBLE → Float64Array, others → arrays. */
export function columns<Columns>(query: string): Input<Columns> {
  return { kind: 'columns', query };
}

/** A query that the stage asks itself, once for each of its parameters' values, because all its rows at once are too many to hold. */
export function ask<Columns>(query: string): Input<(parameters: Parameters) => Promise<Columns>> {
  return { kind: 'ask', query };
}

/** The shards of an earlier stage, all there. */
export function shards(stage: string): Input<ShardFolder> {
  return { kind: 'shards', stage };
}

/** The model under study and its dictionary, opened and checked. Their files and settings enter the stage's hash. */
export function subject(): Input<Subject> {
  return { kind: 'subject' };
}

/** The path of a file, whose content enters the stage's hash; undefined where the study names none. */
export function file<Source>(of: (study: Source) => string | undefined): Input<string | undefined> {
  return { kind: 'file', file: of };
}

/** The paths of some files, whose contents enter the stage's hash. */
export function files<Source>(of: (study: Source) => readonly string[]): Input<readonly string[]> {
  return { kind: 'files', files: of };
}

/** The same, or null where no stage of the study writes what it reads: another analysis that is not on. */
export function optional<Value>(input: Input<Value>): Input<Value | null> {
  return { ...input, optional: true } as Input<Value | null>;
}

/** The same for the instance of `main` where the analysis has others too; null elsewhere, where there is nothing to compare. */
export function besideOthers<Value>(input: Input<Value>): Input<Value | null> {
  return { ...input, besideOthers: true } as Input<Value | null>;
}

/** What another instance of the same analysis has. */
export interface OfInstance<Value> {
  /** Its schema: the name of its dictionary. */
  readonly scope: string;
  readonly value: Value;
}

/** The same of every other instance of the analysis, in their order, for the instance of `main`; none for the others. */
export function others<Value>(input: Input<Value>): Input<OfInstance<Value>[]> {
  return { ...input, others: true } as Input<OfInstance<Value>[]>;
}
