/**
 * Safe HTML. Everything interpolated into html`…` is escaped unless it is itself Html, so text from tasks and labels can
 * never become markup. `false`, null and undefined write nothing; arrays are written one after the other.
 */

/** Markup known to be safe. Only this module and the chart renderer make one from a string. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Content = Html | string | number | false | null | undefined | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for element content and for quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  let text = strings[0];
  values.forEach((value, index) => {
    text += write(value) + strings[index + 1];
  });
  return new Html(text);
}

/** A data island: JSON in a script element that no browser runs. `<` is written as an escape, so no text can close the element. */
export function jsonIsland(id: string, value: unknown): Html {
  const json = JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
  return new Html(`<script type="application/json" id="${escapeHtml(id)}">${json}</script>`);
}

function write(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(write).join('');
}
