/**
 * A whole HTML page as one text: styles, script and data inside, and a content-security policy that forbids every request.
 * The script is allowed by its hash, so markup that slipped in could not run either. Styles are inline because charts carry
 * colours as style attributes.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bundle } from './bundle.ts';
import { type Content, Html, html, jsonIsland } from './html.ts';
import type { NetworkFile } from './network-file.ts';
import { note } from './section.ts';

/** In the order of the cascade. */
export const STYLES: readonly string[] = [
  'colours',
  'page',
  'masthead',
  'blocks',
  'figures',
  'tables',
  'viewer',
  'media',
];

/** Those of a page that holds a layered graph. */
export const STYLES_WITH_LAYERED: readonly string[] = STYLES.toSpliced(-1, 0, 'layered');

interface PageParts {
  readonly title: string;
  readonly description: string;
  readonly styles: readonly string[];
  readonly body: Content;
  /** Data islands, before the script. */
  readonly data: Content;
  readonly script: string;
  readonly className: string;
}

export function page(parts: PageParts): string {
  const digest = createHash('sha256').update(parts.script).digest('base64');
  const styles = parts.styles
    .map((name) => readFileSync(new URL(`styles/${name}.css`, import.meta.url), 'utf8'))
    .join('\n');
  return html`${new Html('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(digest)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${parts.description}">
<meta name="color-scheme" content="light dark">
<title>${parts.title}</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M4 11 8 4l4 7z' fill='none' stroke='%230b6aa8'/%3E%3Cg fill='%23c7541d'%3E%3Ccircle cx='8' cy='4' r='2.4'/%3E%3Ccircle cx='4' cy='11' r='2.4'/%3E%3Ccircle cx='12' cy='11' r='2.4'/%3E%3C/g%3E%3C/svg%3E">
<style>${new Html(styles.replace(/<\//g, '<\\/'))}</style>
</head>
<body class="${parts.className}">
${parts.body}
${parts.data}
<script>${new Html(parts.script)}</script>
</body>
</html>
`.text;
}

/** Workers come from blobs (the live layout); images are data and blobs; nothing may be fetched. */
function policy(scriptDigest: string): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${scriptDigest}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The network viewer alone: a page of its own around one network file. */
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
