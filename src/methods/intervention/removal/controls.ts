/**
 * Control dictionaries: the kept features' decoder rows under one random rotation each, to be matched to the gradient where they are
 * removed. All pairs of a control share its rotation, so the single removals are run once for all of them; and because R is orthogonal
 * and keeps the gradient, every control pair has exactly the single first-order effects and the Gram matrix of the pair it stands for.
 */
import type { Norm } from '../../../engine/model/readable.ts';
import { random } from '../../../random.ts';
import { matchGradient } from './match-gradient.ts';
import { type Rotation, randomRotation } from './rotation.ts';

export interface Control {
  /** Q d_i of each feature, [D]. */
  readonly images: readonly Float64Array[];
  /** w of a prompt and position (match-gradient.ts), [D]. */
  reflector(prompt: number, position: number): Float64Array;
}

/**
 * Everything is computed when it is first asked for, so a resumed run pays only for what is left.
 * @param gradient gradient of a steered prompt at a position, [D]
 * @param norm of the model; by layer unless given
 */
export function openControl(
  directions: readonly Float32Array[],
  gradient: (prompt: number, position: number) => Float32Array,
  seed: number,
  replicate: number,
  norm: Norm,
): Control {
  let rotation: Rotation | undefined;
  const rotate: Rotation = (x) => {
    rotation ??= randomRotation(x.length, random(seed, 'interaction', 'control', replicate), norm);
    rotation(x);
  };
  let images: Float64Array[] | undefined;
  const reflectors = new Map<string, Float64Array>();
  return {
    get images() {
      images ??= directions.map((direction) => {
        const image = Float64Array.from(direction);
        rotate(image);
        return image;
      });
      return images;
    },
    reflector(prompt, position) {
      const key = `${prompt}/${position}`;
      const known = reflectors.get(key);
      if (known !== undefined) return known;
      const w = matchGradient(rotate, gradient(prompt, position), norm);
      reflectors.set(key, w);
      return w;
    },
  };
}
