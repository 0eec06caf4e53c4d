/** Compares gradient attributions with the other methods, on each sample of cells by itself. */

import type { SampledCell } from './cells.ts';
import { type AgreementRow, agreementRow, type ComparedValues } from './check-rows.ts';
import { agreement } from './method-agreement.ts';

const OTHERS: Readonly<Record<string, string>> = {
  exact: 'removing each feature',
  'integrated-gradients': 'integrated gradients, from no features to all',
  'integrated-from-means': 'integrated gradients, from every feature’s mean to what it is',
};

interface CompareOptions {
  readonly seed: number;
  readonly least: number;
}

export function compareMethods(
  cells: readonly SampledCell[],
  values: ComparedValues,
  { seed, least }: CompareOptions,
): AgreementRow[] {
  const methods = [
    { method: 'integrated-gradients', own: values.integrated, noiseFloor: Number.NaN },
    // What is away from the mean is compared with what the gradient says of that.
    { method: 'integrated-from-means', own: values.fromMeans, noiseFloor: Number.NaN, of: values.centred },
    { method: 'exact', own: values.exact, noiseFloor: values.noiseFloor },
  ];
  return (['top', 'random'] as const).flatMap((sample) => {
    const places = cells.flatMap((cell, i) => (cell.sample === sample ? [i] : []));
    if (places.length === 0) return [];
    const prompts = places.map((i) => cells[i].promptId);
    return methods.map(({ method, own, noiseFloor, of }) => {
      const gradient = Float64Array.from(places, (i) => of?.[i] ?? cells[i].gradient);
      const other = Float64Array.from(places, (i) => own[i]);
      return agreementRow(method, sample, least, agreement(gradient, other, prompts, { seed, least, noiseFloor }));
    });
  });
}

/**
 * One plain sentence for every comparison that is not good. Exact removal alone judges: it is what an attribution claims. Along the path of
 * integrated gradients the residual shrinks to what the dictionary does not explain, and a norm divides that out again, so that low
 * agreement is expected of every model with norms and is no fault of the gradient.
 */
export function warnings(rows: readonly AgreementRow[]): string[] {
  return rows
    .filter(({ status }) => status !== 'good')
    .map(({ method, sample, status, reason, cells }) => {
      const about = `${cells} cells of ${sample === 'top' ? 'the largest' : 'randomly drawn'} features: ${reason}`;
      const other = OTHERS[method as string] ?? method;
      if (status !== 'poor') return `gradient attributions could not be compared with ${other} (${about})`;
      return method === 'exact'
        ? `WARNING: gradient attributions agree poorly with ${other} (${about})`
        : `${other}, answer another question than ${method === 'integrated-from-means' ? 'the centred attribution' : 'the gradient'} (${about})`;
    });
}
