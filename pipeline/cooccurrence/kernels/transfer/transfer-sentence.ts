/** What taking clusters out of other prompts comes to, in a sentence. */
import type { Kind } from './targets.ts';
import type { TransferRow } from './transfer-rows.ts';

const PLACES: Readonly<Record<Kind, (name: string) => string>> = {
  task: () => 'the task',
  template: (name) => `another wording (${name})`,
  subjects: (name) => `other subjects (${name})`,
  generic: (name) => `generic text (${name})`,
};

/** @param rows of every cluster and target */
export function transferSentence(rows: readonly TransferRow[], kind: Kind, name: string): string {
  const here = rows.filter((row) => row.target === kind && row.name === name);
  const more = here.filter((row) => row.ratio_low > 1).length;
  const clusters = `${more} of ${here.length} ${here.length === 1 ? 'cluster' : 'clusters'}`;
  const found = `Taking a cluster out changes the next token of the task more than that of ${PLACES[kind](name)} for ${clusters}`;
  if (kind === 'generic') return `${found}.`;
  const costs = here.filter(({ low }) => low > 0).length;
  return `${found}; it costs the contrast there for ${costs}.`;
}
