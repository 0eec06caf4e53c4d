/**
 * Values of a whole dictionary as cells that are not 0: features of one of 40 causes fire together and pass |r| = 0.7, most features are
 * silent on most prompts, shares from 98 % down as 1 / rank, 2.3 % in all, which is 52 features a position on 11 positions.
 */
import { random } from '../../src/random.ts';

/** Features that share a cause strongly enough to pass the threshold. */
const RELATED = 4000;
const CAUSES = 40;

/** [P, F] row-major f32. `silent` false fills every cell. */
export function dictionaryValues(prompts: number, features: number, silent: boolean): Float32Array {
  const rng = random(1, 'bench', 'dictionary');
  const values = new Float32Array(prompts * features);
  const related = Math.min(RELATED, features);
  for (let prompt = 0; prompt < prompts; prompt++) {
    const causes = Array.from({ length: CAUSES }, () => rng.uniform() - 0.5);
    const gates = Array.from({ length: CAUSES }, () => rng.uniform());
    for (let feature = 0; feature < features; feature++) {
      const shared = feature < related ? 1.6 * causes[feature % CAUSES] : 0;
      const value = shared + rng.uniform() - 0.5;
      const gate = feature < related ? gates[feature % CAUSES] : rng.uniform();
      const fires = !silent || gate < Math.min(0.98, 0.0075 + 65 / (65 + feature));
      if (fires) values[prompt * features + feature] = value;
    }
  }
  return values;
}
