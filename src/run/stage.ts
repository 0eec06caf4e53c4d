/**
 * What a stage is: a name, the tables it reads and writes, the settings and files it depends on, and its work.
 * A stage reads tables, calls kernels of src/, writes tables, and calls no other stage.
 */
import type { Progress } from '../progress.ts';
import type { Study } from './study/study.ts';
import type { TableName, Tables } from './tables/tables.ts';

export const STAGE_NAMES = [
  'evaluate',
  'attribute',
  'load',
  'verify',
  'correlate',
  'network',
  'cluster',
  'centrality',
  'anova',
  'steer',
  'interaction',
  'direct',
  'summarise',
  'regress',
  'nulls',
  'verdict',
  'report',
] as const;

export type StageName = (typeof STAGE_NAMES)[number];

export interface Stage {
  readonly name: StageName;
  /** Its upstream: the hashes of the stages that write these tables enter this stage's hash. */
  readonly reads: readonly TableName[];
  /** Replaced whole by `run`, or nothing is. */
  readonly writes: readonly TableName[];
  /** Stages whose shards it reads; their hashes enter this stage's hash too. */
  readonly after?: readonly StageName[];
  /** Exactly the settings it uses, as plain JSON; they enter the hash. */
  parameters(study: Study): unknown;
  /** Files and folders it reads besides tables; their content enters the hash. */
  files?(study: Study): readonly string[];
  /** Files and folders it makes in the run folder; when one is missing the stage runs again. */
  outputs?(out: string, hash: string): readonly string[];
  run(context: StageContext): Promise<void>;
}

export interface StageContext {
  readonly study: Study;
  readonly tables: Tables;
  /** The run folder, absolute. */
  readonly out: string;
  /** This stage's hash, which names its shard folder. */
  readonly hash: string;
  /** The hash of a stage named in `after`: where its shards lie. */
  hashOf(stage: StageName): string;
  readonly threads: number;
  /** What the run may hold in memory; batches are made to fit (src/memory-budget.ts). */
  readonly memoryBytes: number;
  progress(label: string, total: number): Progress;
  /** One extra line under the stage's status line. */
  note(text: string): void;
}
