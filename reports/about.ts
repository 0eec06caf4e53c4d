/** What was run: model, dictionaries, and what each chapter says of itself. When the model is the bundled toy, that is said before anything else. */

import type { OpenChapter } from './chapters.ts';
import type { Fact } from './door.ts';
import { type Content, type Html, html } from './html.ts';
import { isBundled, type RunManifest, sourceName } from './manifest.ts';
import { note, type Section } from './section.ts';

export function about(chapters: readonly OpenChapter[]): Section {
  return {
    id: 'run',
    title: 'What was run',
    needs: [],
    async render({ manifest }): Promise<Html> {
      const own: Content[] = [];
      const facts: Fact[] = [['model', sourceName(manifest.study?.model)], ...dictionaries(manifest)];
      for (const { chapter, context } of chapters.filter(({ begun }) => begun)) {
        const found = (await chapter.door.facts?.(context)) ?? [];
        if (chapter.of === null) facts.push(...found);
        else own.push(html`<h3>${chapter.analysis.name} <small>${chapter.of}</small></h3>\n${list(found)}`);
      }
      const { control } = manifest.study ?? {};
      return html`${control === 'shuffled-weights' && note('toy', html`<b>Control.</b> Every matrix of this model has its own entries in another order, and the dictionary was trained on that: nothing here was learnt from text. A claim that is supported on this page would be supported by the method alone.`)}
${isBundled(manifest) && note('toy', html`<b>Toy model.</b> This study ran on the small model and autoencoder that come with cofire. They were trained on a small set of facts so that the whole study runs in minutes. Nothing on this page says anything about GPT-2 or any other real model.`)}
${list(facts)}${own.map((part) => html`\n${part}`)}`;
    },
  };
}

function dictionaries({ study }: RunManifest): Fact[] {
  const all = study?.dictionaries;
  if (all === undefined) return [['sparse autoencoder', 'unknown']];
  return all.map((one) => [all.length === 1 ? 'sparse autoencoder' : `dictionary ${one.name}`, sourceName(one)]);
}

function list(facts: readonly Fact[]): Html {
  return html`<dl class="facts">${facts.map(([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
