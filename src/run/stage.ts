/**
 * What a stage is: a name, the settings and inputs that it sees, the tables that it writes, and its work. It has no study and no
 * database; it is handed values and returns tables, which the runner checks and stores in one transaction.
 */
import type { Subject } from '../engine/passes/subject.ts';
import type { Progress } from '../progress.ts';
import type { Shard, ShardFolder } from './shards.ts';
import type { Input, Values } from './stage-input.ts';
import type { ColumnData, TableName } from './tables/tables.ts';

/** A table's new content: columns by name, or rows, whose NaN become NULL where the column may have none. */
export type TableContent = Readonly<Record<string, ColumnData>> | readonly object[];

/** What a stage returns: the new content of every table that it writes. */
export type Written<Table extends string = TableName> = { readonly [Name in Table]: TableContent };

export interface StageTools {
  /** Name of the study, for messages: not a setting, because it changes no number. */
  readonly study: string;
  readonly threads: number;
  /** What the run may hold in memory; batches are made to fit (src/memory-budget.ts). */
  readonly memoryBytes: number;
  /** A folder of the run for what a stage fetches and may find again; nothing in it is a result. */
  readonly keep: string;
  progress(label: string, total: number): Progress;
  /** One extra line under the stage's status line. */
  note(text: string): void;
}

/** What a shard is made on: this process, a child, or another machine. */
export interface ShardEngine {
  readonly subject: Subject;
  readonly threads: number;
  readonly memoryBytes: number;
  /** The shards that are to be made, in order. */
  readonly left: readonly number[];
}

/** What is fixed before the first shard is computed; plain JSON. */
export interface ShardPlan {
  /** Evaluations that each shard holds, for progress; its length is the number of shards. */
  readonly sizes: readonly number[];
}

export interface ShardMaker {
  make(index: number): Promise<Shard>;
  release(): Promise<void>;
}

/** Long work, cut into shards that need nothing but the plan, the material, the model and the dictionary. */
export interface Sharded<Settings, Inputs, Plan extends ShardPlan, Table extends string> {
  /** What the progress bar says. */
  readonly label: string;
  /** Fixed before the first shard and stored; a run that goes on keeps it, also where it may now use more or less memory. */
  plan(settings: Settings, inputs: Inputs, tools: StageTools): Promise<Plan> | Plan;
  /** Arrays that shards need beside the plan: stored once, as inputs.shard. */
  material?(settings: Settings, inputs: Inputs, plan: Plan, tools: StageTools): Promise<Shard> | Shard;
  /** Opened once for all the shards that a process makes. */
  open(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker>;
  /** @param folder all shards of the plan, whole */
  collect(
    settings: Settings,
    inputs: Inputs,
    made: { readonly plan: Plan; readonly folder: ShardFolder },
    tools: StageTools,
  ): Promise<Written<Table>> | Written<Table>;
}

interface Declared<Source, Settings, Reads, Table> {
  readonly name: string;
  /** `import.meta.url` of its module, which is how the runner finds its code. */
  readonly module: string;
  /** Exactly the settings it uses, as plain JSON; they enter its hash and stand beside its tables. */
  settings(study: Source): Settings;
  readonly reads: Reads;
  /** Replaced whole, or nothing is. */
  readonly writes: readonly Table[];
}

type Reads = Readonly<Record<string, Input<unknown>>>;

/** A stage as the runner sees it. */
export interface Stage extends Declared<never, object, Reads, TableName> {
  run?(settings: object, inputs: object, tools: StageTools): Promise<Written> | Written;
  readonly sharded?: Sharded<object, object, ShardPlan, TableName>;
}

/** A stage that works in one piece. */
export function stage<Source, Settings extends object, const In extends Reads, const Table extends string>(
  declared: Declared<Source, Settings, In, Table> & {
    run(settings: Settings, inputs: Values<In>, tools: StageTools): Promise<Written<Table>> | Written<Table>;
  },
): Stage {
  return declared as unknown as Stage;
}

/** A stage that plans, computes shards, and collects them. */
export function sharded<
  Source,
  Settings extends object,
  const In extends Reads,
  const Table extends string,
  Plan extends ShardPlan,
>(declared: Declared<Source, Settings, In, Table> & Sharded<Settings, Values<In>, Plan, Table>): Stage {
  const { name, module, settings, reads, writes, ...work } = declared;
  return { name, module, settings, reads, writes, sharded: work } as unknown as Stage;
}
