/** A section with its heading, or in its place the reason why it is absent: a stage that has not run, or one that found nothing. */
import { type Content, type Html, html } from './html.ts';
import { type Context, note, type Section } from './section.ts';

/** The heading says which dictionary where there are several. */
export function headingOf({ of }: Context, { title }: Section): Content {
  return of === null ? title : html`${title} <small>${of}</small>`;
}

export async function renderSection(context: Context, section: Section): Promise<Html> {
  const missing = section.needs.filter((table) => !context.filled.has(table));
  const body = missing.length > 0 ? note('absent', absence(context, missing)) : await section.render(context);
  return framed(context, section, body);
}

/** In the place of a section of an instance none of whose stages has run. */
export function sectionWaiting(context: Context, section: Section): Html {
  const text = `Not in this report: no stage of ${context.analysis}${context.of === null ? '' : ` on ${context.of}`} has run.`;
  return framed(context, section, note('absent', text));
}

function framed(context: Context, section: Section, body: Html): Html {
  const id = context.prefixed(section.id);
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title"><a href="#${id}">${headingOf(context, section)}</a></h2>${body}</section>`;
}

function absence(context: Context, missing: readonly string[]): Html {
  return html`Not in this report: ${missing.map((table, index) => html`${index > 0 && '; '}<code>${table}</code> has no rows in this run, because ${reason(context, table)}`)}.`;
}

function reason(context: Context, table: string): Html {
  const stage = context.writerOf(table);
  if (stage === undefined) return html`no stage has filled it`;
  return context.settings(stage) === undefined
    ? html`the stage <code>${stage}</code> has not run`
    : html`the stage <code>${stage}</code> found nothing to write`;
}
