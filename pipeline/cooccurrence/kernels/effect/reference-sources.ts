/** What the references are made of, from the stored residuals and gradients and from the model's neurons. */

import { norm } from '../../../../src/methods/stats/basis.ts';
import { type CoordinateRule, type Coordinates, coordinateUnits, coordinateValues } from '../baselines/coordinates.ts';
import { directionCoordinates, promptGradients } from '../baselines/direction-coordinates.ts';
import { chooseNeurons, type NeuronChoice, readNeurons } from '../baselines/neurons.ts';
import type { AblationInputs } from '../relevance/ablation-shards.ts';
import { answerMeans, componentDirections } from '../relevance/baseline-directions.ts';
import { baselineSource } from '../relevance/relevance-baselines.ts';
import { classesOf } from './classes.ts';
import { featureTable } from './effect-inputs.ts';
import { noReference, type Reference, type ReferenceSource } from './references.ts';

/** Directions of unit length by reference, and the neurons: what a shard takes out. */
export interface StoredCoordinates {
  readonly directions: Readonly<Record<Exclude<Reference, 'neurons'>, readonly (readonly number[])[]>>;
  readonly neurons: NeuronChoice | null;
}

export const NO_COORDINATES: StoredCoordinates = {
  directions: { 'mean-differences': [], components: [] },
  neurons: null,
};

interface Inputs extends AblationInputs {
  readonly words: readonly { readonly template: string; readonly answer: string; readonly stratum: string }[];
}

interface Asked extends CoordinateRule {
  /** Features of the network's clusters. */
  readonly count: number;
  readonly heldOut: readonly boolean[];
  readonly threads: number;
}

export async function referenceSources(
  inputs: Inputs,
  asked: Asked,
): Promise<{ readonly references: ReferenceSource[]; readonly coordinates: StoredCoordinates }> {
  const { words, attributed } = inputs;
  const { count, heldOut, skip } = asked;
  const finds = heldOut.map((out) => !out);
  const source = baselineSource(inputs, finds, skip);
  const answers = classesOf(
    words.map((row, p) => ({ ...row, heldOut: heldOut[p] })),
    'answer',
  );
  const means = answerMeans(source);
  const differences = answers.length < 2 ? [] : answers.flatMap(({ name }) => unit(means.get(name)));
  const components = componentDirections(source, count).map((direction) => [...direction]);
  const gradients = promptGradients(attributed);
  const ofDirections = (method: Reference, directions: readonly (readonly number[])[]): ReferenceSource =>
    referenceOf(method, directionCoordinates(source, gradients, directions), asked);
  const few = `the residual has ${components.length} components, the clusters ${count} features: there are no groups of their sizes`;
  const chosen = await chooseNeurons(inputs, asked);
  const neurons = typeof chosen === 'string' ? chosen : tooFew(chosen, count);
  const choice = typeof neurons === 'string' ? null : neurons;
  return {
    references: [
      differences.length === 0
        ? noReference('mean-differences', 'fewer than two answers have two prompts or more in each half')
        : ofDirections('mean-differences', differences),
      components.length < count ? noReference('components', few) : ofDirections('components', components),
      typeof neurons === 'string'
        ? noReference('neurons', neurons)
        : referenceOf('neurons', await readNeurons(inputs, neurons, asked.threads), asked),
    ],
    coordinates: { directions: { 'mean-differences': differences, components }, neurons: choice },
  };
}

function tooFew(chosen: NeuronChoice, count: number): NeuronChoice | string {
  const { length } = chosen.neurons;
  return length < count ? `the feed-forward has ${length} neurons, the clusters ${count} features` : chosen;
}

function referenceOf(method: Reference, coordinates: Coordinates, asked: Asked): ReferenceSource {
  const ids = [...coordinates.rows.keys()];
  const found = coordinateValues(coordinates, asked);
  const unitOf = coordinateUnits(coordinates, found, asked);
  if (unitOf === null) return noReference(method, `${ids.length} coordinates are too many to compare in pairs`);
  return { method, ids, values: featureTable(found, ids, coordinates.codes.length), unitOf, reason: null };
}

/** Of length 1; none of an answer whose mean is that of all. */
function unit(vector: Float64Array = new Float64Array()): number[][] {
  const length = norm(vector);
  return length > 0 ? [Array.from(vector, (value) => value / length)] : [];
}
