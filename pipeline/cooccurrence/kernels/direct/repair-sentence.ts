/** What a run says of self-repair: the three slopes over all features and the radial share, in one note. */
import type { RepairRow } from './self-repair.ts';

/** @returns undefined where no total effect was set against any with attention held */
export function repairSentence(rows: readonly RepairRow[]): string | undefined {
  const all = rows.filter(({ scope }) => scope === 'all');
  const of = (name: RepairRow['against']): RepairRow | undefined => all.find(({ against }) => against === name);
  const attention = of('attention');
  if (attention === undefined) return undefined;
  const [norms, tangential] = [of('norms'), of('both-tangential')];
  const parts = [
    `total effects are ${slopeText(attention)} of those with attention held (${answer(attention)})`,
    norms && `${slopeText(norms)} of those with norms held`,
    tangential && `${slopeText(tangential)} of those with both held and the radial part of the change left out`,
    Number.isNaN(attention.radial_share)
      ? undefined
      : `the median radial share of what is removed is ${attention.radial_share.toFixed(2)}: every norm divides a radial change out again, and holding norms turns it into a fictitious effect`,
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}

function slopeText({ slope, low, high }: RepairRow): string {
  return `${slope.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/** Where the total has the other sign, attention does more than take the effect back. */
function answer({ slope, status }: RepairRow): string {
  if (status === 'larger') return 'no self-repair: attention adds to them';
  if (status === 'undecided') return 'undecided: the interval holds 1';
  return slope < 0 ? 'attention turns them round' : 'attention repairs part of what is removed';
}
