/** The line over the drawing: how much is shown, and whether the stored clusters still hold for it. */
import { counted, grouped } from '../../format.ts';
import type { NetworkFile } from '../../network-file.ts';
import { element } from '../dom.ts';
import type { View } from './state.ts';
import type { Visible } from './visible.ts';

export function showStatus(line: HTMLElement, network: NetworkFile, view: View, shown: Visible): void {
  line.replaceChildren(
    `${grouped(shown.nodes.size)} of ${counted(network.nodes.length, 'feature')}, ${grouped(shown.edges.length)} of ${counted(network.edges.length, 'edge')}, ${counted(shown.nComponents, 'component')}, largest ${grouped(shown.giant)}. `,
    ...(view.colour === 'cluster' ? [element('b', {}, validity(network, view))] : []),
  );
}

/** Agreement below which clusters of another threshold are another clustering (adjusted Rand index; 1 is the same). The sweep clusters each threshold by greedy modularity, whatever the study's own algorithm. */
const SAME_CLUSTERS = 0.8;

/** Whether the stored clusters still hold for what is shown: they are never found again here. */
export function validity(network: NetworkFile, view: View): string {
  if (view.sign !== 'all' || view.q !== 'all' || view.nulls !== 'all' || view.repeats !== 'all' || view.ceiling < 1)
    return 'Clusters are those of the whole network, not of the edges shown.';
  if (view.threshold <= network.rule.threshold + 1e-9) return '';
  const nearest = network.sweep
    .filter((row) => row.ari !== null && row.threshold > network.rule.threshold)
    .sort((a, b) => Math.abs(a.threshold - view.threshold) - Math.abs(b.threshold - view.threshold))[0];
  if (nearest?.ari == null) return 'Clusters are those of the stored threshold.';
  const own = network.sweep.find((row) => row.threshold === network.rule.threshold)?.ari ?? null;
  // Another algorithm's clusters differ at the study's own threshold already: that says nothing of the threshold.
  if (own !== null && own < SAME_CLUSTERS)
    return `Clusters are those of the stored threshold: there greedy modularity agrees with them at ${own.toFixed(2)}, at ${nearest.threshold} it does at ${nearest.ari.toFixed(2)} (1 is the same).`;
  const agreement = `what greedy modularity finds at ${nearest.threshold} agrees with these at ${nearest.ari.toFixed(2)} (1 is the same)`;
  return nearest.ari >= SAME_CLUSTERS
    ? `Still valid: ${agreement}.`
    : `The stored clusters no longer hold: ${agreement}.`;
}
