/** Rows of the table `reproduction`: each published figure beside this run's value, and how the setting differs. */
import { basename } from 'node:path';
import { defaultsOf } from '../../../src/run/study/fill.ts';
import { type CooccurrenceSettings, type CooccurrenceStudy, settings as SETTINGS } from '../settings.ts';
import { type Category, PUBLISHED, type Published } from './published.ts';

export interface ReproductionRow extends Omit<Published, 'key' | 'value'> {
  readonly place: number;
  readonly published: number;
  readonly value: number | null;
  readonly same_setting: boolean;
  readonly setting: string;
  readonly reason: string | null;
}

const STUDY_MODEL = /(^|\/)gpt2$/;
const STUDY_SAE = /GPT2-Small-SAEs-Reformatted/;
const STUDY_FOLDER = 'blocks.7.hook_resid_pre';
const STUDY_TASK = 'sports.csv';

/** Settings that figures of a part of the card depend on, beside model, autoencoder and task. */
const NETWORK = ['attribution', 'features', 'correlation', 'network'] as const;
const SECTIONS: Readonly<Record<Category, readonly (keyof CooccurrenceSettings & keyof Compared)[]>> = {
  task: [],
  network: NETWORK,
  clusters: [...NETWORK, 'cluster'],
  comparisons: [...NETWORK, 'cluster', 'tests', 'adjustment'],
  regressions: [...NETWORK, 'cluster', 'adjustment'],
  features: NETWORK,
  steering: [],
};

/** Keys of `steering` that what a single feature does depends on. */
const STEERING = ['mode', 'base_factor', 'positions', 'prompts'] as const;
const STEERED: readonly Category[] = ['regressions', 'steering'];

/**
 * @param found this run's value by key
 * @param absent why a value that is not found does not exist, by key
 */
export function reproductionRows(
  study: Compared,
  found: ReadonlyMap<string, number>,
  absent: ReadonlyMap<string, string> = new Map(),
): ReproductionRow[] {
  return PUBLISHED.map(({ key, value: published, ...figure }, place) => {
    const value = found.get(key) ?? null;
    const differences = differencesOf(study, figure.category);
    const setting = differences.length === 0 ? 'the same' : `another ${differences.join(', ')}`;
    const reason = value === null ? (absent.get(key) ?? 'this run has no such number') : null;
    return { place, ...figure, published, value, same_setting: differences.length === 0, setting, reason };
  });
}

/** What of the study's setting this run does not share, for the figures of one part of the card. */
export function differencesOf(study: Compared, category: Category): string[] {
  const { model, sae, task, steering } = study;
  const exact = defaultsOf(SETTINGS, 'seed-exact');
  const settings = SECTIONS[category].filter((key) => !same(study[key], exact[key]));
  const steered = STEERED.includes(category) ? STEERING.filter((key) => !same(steering[key], exact.steering[key])) : [];
  return [
    ...(STUDY_MODEL.test(model ?? '') ? [] : ['model']),
    ...(category === 'task' || (STUDY_SAE.test(sae.hub ?? '') && sae.folder === STUDY_FOLDER) ? [] : ['autoencoder']),
    ...(task.endsWith(STUDY_TASK) ? [] : ['task']),
    ...settings,
    ...steered.map((key) => `steering.${key}`),
  ];
}

/** The settings that the card compares, without the paths of this machine. */
type Compared = ReturnType<typeof comparedSettings>;

export function comparedSettings({ model, sae, task, ...study }: CooccurrenceStudy) {
  const { attribution, features, correlation, network, cluster, tests, steering, adjustment } = study;
  const hub = 'hub' in model ? model.hub : null;
  const source = { model: hub, sae: { hub: sae.hub ?? null, folder: sae.folder ?? null, center: sae.center } };
  const own = { attribution, features, correlation, network, cluster, tests, steering, adjustment };
  return { ...source, task: basename(task.file), ...own };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
