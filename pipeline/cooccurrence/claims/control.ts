/** Rows of the table `control`: what the claims come to on a model that has learnt nothing. */
import type { StudySources } from '../../../src/engine/hub/repository.ts';
import type { VerdictRow } from './h1-to-h5.ts';

type Control = Exclude<NonNullable<StudySources['control']>, 'none'>;
type ControlRow = { readonly control: Control } & Pick<
  VerdictRow,
  'hypothesis' | 'claim' | 'estimate' | 'low' | 'high' | 'p' | 'status' | 'reason'
>;

/** @returns none where the study is of the model itself */
export function controlRows(control: StudySources['control'], verdicts: readonly VerdictRow[]): ControlRow[] {
  if (control === undefined || control === 'none') return [];
  return verdicts.map(({ hypothesis, claim, estimate, low, high, p, status, reason }) => {
    return { control, hypothesis, claim, estimate, low, high, p, status, reason };
  });
}

/** A sentence for whoever reads the run of a control: one that supports a claim speaks against the claim wherever it is made. */
export function controlSentence(rows: readonly ControlRow[]): string[] {
  if (rows.length === 0) return [];
  const supported = rows.filter(({ status }) => status === 'supported').map(({ hypothesis }) => hypothesis);
  if (supported.length === 0) return ['control: no claim is supported on the model with shuffled weights'];
  return [`control: ${supported.join(', ')} supported on the model with shuffled weights, where nothing was learnt`];
}
