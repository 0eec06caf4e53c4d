/** The network viewer alone: a page of its own around one network file. */
import { bundle } from './bundle.ts';
import { html, jsonIsland } from './html.ts';
import type { NetworkFile } from './network-file.ts';
import { page, STYLES } from './page.ts';
import { note } from './section.ts';

export function viewerPage(network: NetworkFile, name: string): string {
  return page({
    title: `${name} · network · cofire`,
    description: `cofire network of ${name}`,
    styles: STYLES,
    className: 'viewer-page',
    body: html`<main id="main" class="viewer" data-viewer="network"><noscript>${note('absent', 'The viewer needs JavaScript.')}</noscript></main>`,
    data: jsonIsland('network-data', network),
    script: bundle('viewer'),
  });
}
