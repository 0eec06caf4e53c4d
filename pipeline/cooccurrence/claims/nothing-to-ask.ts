/** Why a claim cannot be asked at all, whatever the evidence: too few prompts, no cluster, nothing steered. The cause, and the setting that mends it. */

/** Prompts that a claim takes: halves of fewer say nothing of each other. */
export const LEAST_PROMPTS = 10;

export interface Asked {
  /** Number of kept clusters. */
  readonly clusters: number;
  /** Prompts of the task, and those that are steered. */
  readonly prompts: number;
  readonly steered: number;
}

/** Null where there are enough. */
export function fewPrompts(prompts: number): string | null {
  if (prompts >= LEAST_PROMPTS) return null;
  return `The task has ${prompts} prompts, and a claim takes ${LEAST_PROMPTS}.`;
}

/** Why nothing is asked of what steering did: no features were steered or taken out, or on too few prompts; null where it can be. @param least kept clusters */
export function nothingSteered({ clusters, steered, prompts }: Asked, least: 1 | 2): string | null {
  const settings = 'cluster.min_size, network.threshold and features decide which are kept';
  if (clusters < least && least === 1)
    return `The network has no kept cluster, so no feature was taken out alone (${settings}).`;
  if (clusters < least)
    return `The network has ${clusters === 0 ? 'no kept cluster' : 'one kept cluster'}, and two are needed (${settings}).`;
  if (steered === 0)
    return `None of ${prompts} prompts is answered right, and those alone are steered (steering.prompts: all steers every one).`;
  if (steered < LEAST_PROMPTS)
    return `${steered} of ${prompts} prompts ${steered === 1 ? 'is' : 'are'} steered, those that are answered right (steering.prompts: all steers every one), and a claim takes ${LEAST_PROMPTS}.`;
  return null;
}
