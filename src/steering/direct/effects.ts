/**
 * What removing one feature from one prompt does to the contrast, in total, frozen and direct (direct-graph.ts): the unchanged residual
 * runs in the same batch, and an effect is its value less the changed one's, so that removing nothing is 0 to the bit. A feature that
 * is silent where it would be removed changes nothing and is not run. F features, P prompts.
 */
import type { Inputs } from '../../model/inputs.ts';
import { floats, Session } from '../../onnx/runtime.ts';
import type { SteeredPrompt } from '../apply.ts';
import type { Change } from '../change.ts';
import { directGraph } from './direct-graph.ts';

/** Positions in one run of the graph. */
const MAX_POSITIONS = 1536;

export const EFFECTS = ['total', 'frozen', 'direct'] as const;
export type Effect = (typeof EFFECTS)[number];

/** [F, P] row-major, logits: how far the contrast falls. */
export type Effects = Readonly<Record<Effect, Float64Array>>;

export interface EffectsInput {
  readonly inputs: Inputs;
  readonly prompts: readonly SteeredPrompt[];
  /** u of each prompt, [D]. */
  readonly contrasts: readonly Float32Array[];
  /** One change a feature. */
  readonly changes: readonly Change[];
  /** Whether a feature's change does anything on a prompt. */
  readonly acts: (feature: number, prompt: number) => boolean;
  readonly threads: number;
  /** Called once for each prompt. */
  readonly advance: () => void;
}

export async function directEffects(input: EffectsInput): Promise<Effects> {
  const { inputs, prompts, contrasts, changes } = input;
  const width = inputs.model.config.dModel;
  const found = Object.fromEntries(
    EFFECTS.map((name) => [name, new Float64Array(changes.length * prompts.length)]),
  ) as Record<Effect, Float64Array>;
  const graph = directGraph(inputs.architecture, inputs.sae.config.hook.blocksBefore);
  const session = await Session.create(graph, { folder: inputs.folder, threads: input.threads, prepack: false });
  for (const [prompt, { resid }] of prompts.entries()) {
    const length = resid.length / width;
    const features = changes.map((_, feature) => feature).filter((feature) => input.acts(feature, prompt));
    // One row of every run is the unchanged prompt.
    const most = Math.max(1, Math.floor(MAX_POSITIONS / length) - 1);
    for (let from = 0; from < features.length; from += most) {
      const own = features.slice(from, from + most);
      const changed = new Float32Array((own.length + 1) * resid.length);
      changed.set(resid);
      own.forEach((feature, row) =>
        changes[feature](prompt, changed.subarray((row + 1) * resid.length, (row + 2) * resid.length)),
      );
      const values = await session.run({
        contrast: { data: contrasts[prompt], dims: [1, width] },
        clean: { data: resid, dims: [1, length, width] },
        changed: { data: changed, dims: [own.length + 1, length, width] },
      });
      for (const name of EFFECTS) {
        const column = floats(values, name);
        own.forEach((feature, row) => {
          found[name][feature * prompts.length + prompt] = column[0] - column[row + 1];
        });
      }
    }
    input.advance();
  }
  await session.release();
  return found;
}
