/**
 * Baselines of relevance that need no dictionary: as many principal components of the residual as the kept features are units, the
 * differences of means between answers, and as many neurons of the feed-forward before the hook as features are kept. Fewer directions, or
 * no more neurons, that do as much say that the dictionary's features are not what it takes.
 */
import { type CoordinateRule, type Coordinates, coordinateUnits, coordinateValues } from '../baselines/coordinates.ts';
import { chooseNeurons, type NeuronInputs, readNeurons } from '../baselines/neurons.ts';
import { readSteeredPrompts } from '../steering/steered-prompts.ts';
import type { AblationInputs } from './ablation-shards.ts';
import { type BaselineSource, componentDirections, meanDifferenceDirections } from './baseline-directions.ts';
import { taskSlots } from './slots.ts';

export interface DirectionBaseline {
  readonly name: 'components' | 'mean-differences';
  /** An orthonormal basis, [D] each. */
  readonly directions: readonly (readonly number[])[];
}

export interface NeuronBaseline {
  readonly name: 'neurons';
  /** Of their feed-forward; null where there is none. */
  readonly layer: number | null;
  /** Ascending. */
  readonly neurons: readonly number[];
  /** Copies counted once; null where they are too many to compare in pairs. */
  readonly units: number | null;
  /** Why there are none. */
  readonly reason: string | null;
}

export type Baseline = DirectionBaseline | NeuronBaseline;

/** Directions or neurons. */
export function sizeOf(baseline: Baseline): number {
  return baseline.name === 'neurons' ? baseline.neurons.length : baseline.directions.length;
}

interface Asked {
  /** Of each prompt, whether it is in the half that did not find the clusters; null where there are no halves. */
  readonly heldOut: readonly (boolean | null)[];
  readonly skip: number;
  /** How many components. */
  readonly count: number;
}

interface Inputs extends AblationInputs {
  readonly words: readonly { readonly template: string; readonly answer: string }[];
}

/** What directions of the residual are made of. @param finds whether a prompt is of those that find @param skip positions from 0 that are left out */
export function baselineSource(
  { task, words, attributed, subject }: Inputs,
  finds: readonly boolean[],
  skip: number,
): BaselineSource {
  return {
    slots: taskSlots(task, words),
    width: subject.model.config.dModel,
    prompts: readSteeredPrompts(
      attributed,
      task.map(({ prompt_id: id }) => id),
      new Set(),
    ),
    skip,
    answers: words.map(({ answer }) => answer),
    finds,
  };
}

/** Those of directions; one without a direction is left out. */
export function relevanceBaselines(inputs: Inputs, { heldOut, skip, count }: Asked): DirectionBaseline[] {
  const finds = heldOut.map((out) => out !== true);
  const source = baselineSource(inputs, finds, skip);
  const stored = (basis: readonly Float64Array[]) => basis.map((direction) => [...direction]);
  const all: DirectionBaseline[] = [
    { name: 'components', directions: count === 0 ? [] : stored(componentDirections(source, count)) },
    { name: 'mean-differences', directions: stored(meanDifferenceDirections(source)) },
  ];
  return all.filter(({ directions }) => directions.length > 0);
}

/** @param asked `count`: how many neurons */
export async function neuronBaseline(
  inputs: NeuronInputs,
  asked: Asked & Omit<CoordinateRule, 'skip'> & { readonly threads: number },
): Promise<NeuronBaseline> {
  const chosen = await chooseNeurons(inputs, asked);
  if (typeof chosen === 'string') return { name: 'neurons', layer: null, neurons: [], units: 0, reason: chosen };
  const coordinates = await readNeurons(inputs, chosen, asked.threads);
  const units = coordinateUnits(coordinates, coordinateValues(coordinates, asked), asked);
  return { name: 'neurons', ...chosen, units: units && new Set(units).size, reason: null };
}

const NO_NEURONS: Pick<Coordinates, 'rows' | 'codes'> = { rows: new Map(), codes: [] };

/** What shards need of the neurons. */
export async function baselineNeurons(
  inputs: NeuronInputs,
  baselines: readonly Baseline[],
  threads: number,
): Promise<Pick<Coordinates, 'rows' | 'codes'>> {
  const own = baselines.find((baseline) => baseline.name === 'neurons');
  if (own === undefined || own.layer === null) return NO_NEURONS;
  return await readNeurons(inputs, { layer: own.layer, neurons: own.neurons }, threads);
}
