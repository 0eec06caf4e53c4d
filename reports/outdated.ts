/** The sentence at the report's top where tables of different settings stand side by side: a run that stopped before its last stage. */
import { type Html, html } from './html.ts';
import type { RunManifest } from './manifest.ts';
import { note } from './section.ts';

export function outdated({ outdated: stages = [] }: RunManifest): Html | false {
  return (
    stages.length > 0 &&
    note(
      'toy',
      html`<b>Made with other settings, code or inputs</b> than this page names: ${stages.join(', ')}; run the study again to bring them up to date.`,
    )
  );
}
