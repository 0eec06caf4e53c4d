/**
 * The one loop of plan, shard, collect: takes the stored plan or fixes one, makes the shards that are missing or damaged, and says how
 * far it is. What a shard needs is its plan, its material, the model and the dictionary; never the database.
 */
import type { Unit } from './analysis.ts';
import { openUnitSubject } from './read-inputs.ts';
import {
  hasPlan,
  openShards,
  readMaterial,
  readPlan,
  type Shard,
  type ShardFolder,
  setAsideDamaged,
  setAsideMaterial,
  writeMaterial,
} from './shards.ts';
import type { Sharded, ShardPlan, StageTools, Written } from './stage.ts';

type Work = Sharded<object, object, ShardPlan, string>;

interface Place {
  readonly out: string;
  readonly stage: string;
  readonly hash: string;
}

/** @returns the stage's tables */
export async function runShards(
  unit: Unit,
  work: Work,
  place: Place,
  { settings, inputs }: { readonly settings: object; readonly inputs: object },
  tools: StageTools,
): Promise<Written> {
  const begun = openShards(place.out, place.stage, place.hash);
  // A run that goes on keeps its plan, also where it may now use more or less memory.
  const plan = hasPlan(begun) ? readPlan<ShardPlan>(begun) : await work.plan(settings, inputs, tools);
  const folder = openShards(place.out, place.stage, place.hash, plan);
  const material = await takeMaterial(folder, work, plan, { settings, inputs }, tools);
  await makeShards(unit, work, { folder, plan, material }, tools);
  return await work.collect(settings, inputs, { plan, folder }, tools);
}

/** The stored arrays beside the plan; made where there are none or damaged ones: the stored plan and the same inputs give the same again. */
async function takeMaterial(
  folder: ShardFolder,
  work: Work,
  plan: ShardPlan,
  { settings, inputs }: { readonly settings: object; readonly inputs: object },
  tools: StageTools,
): Promise<Shard> {
  if (work.material === undefined || plan.sizes.length === 0) return {};
  const damage = setAsideMaterial(folder);
  if (damage !== undefined) tools.note(damage);
  const stored = readMaterial(folder);
  if (stored !== undefined) return stored;
  const made = await work.material(settings, inputs, plan, tools);
  writeMaterial(folder, made);
  return made;
}

/** A shard whose making throws is noted beside the others, so that `cofire status` and whoever looks into the folder can tell which. */
async function madeOrNoted(
  folder: ShardFolder,
  index: number,
  maker: Awaited<ReturnType<Work['open']>>,
): Promise<Shard> {
  try {
    return await maker.make(index);
  } catch (error) {
    folder.fail(index, error);
    throw error;
  }
}

/** Makes what is missing. */
async function makeShards(
  unit: Unit,
  work: Work,
  { folder, plan, material }: { readonly folder: ShardFolder; readonly plan: ShardPlan; readonly material: Shard },
  tools: StageTools,
): Promise<void> {
  const total = plan.sizes.reduce((sum, size) => sum + size, 0);
  const left: number[] = [];
  plan.sizes.forEach((_, index) => {
    const damage = setAsideDamaged(folder, index);
    if (damage !== undefined) tools.note(damage);
    if (!folder.has(index)) left.push(index);
  });
  const progress = tools.progress(work.label, total);
  progress.advance(total - left.reduce((sum, index) => sum + plan.sizes[index], 0));
  if (left.length > 0) {
    const { threads, memoryBytes } = tools;
    const subject = await openUnitSubject(unit);
    const maker = await work.open(plan, material, { subject, threads, memoryBytes, left });
    try {
      for (const index of left) {
        folder.write(index, await madeOrNoted(folder, index, maker));
        progress.advance(plan.sizes[index]);
      }
    } finally {
      await maker.release();
    }
  }
  progress.done();
}
