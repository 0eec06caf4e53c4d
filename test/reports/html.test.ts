import { describe, expect, it } from 'vitest';
import { escapeHtml, html, jsonIsland } from '../../reports/html.ts';

describe('html', () => {
  it('escapes every character that could open or close markup', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
  });

  it('escapes strings and keeps markup made by itself', () => {
    expect(html`<p>${'<b>'}${html`<i>${'&'}</i>`}</p>`.text).toBe('<p>&lt;b&gt;<i>&amp;</i></p>');
  });

  it('writes nothing for absent values, zero as 0, and lists one after the other', () => {
    expect(html`${null}${undefined}${false}${0}${['a', html`<br>`, ['b']]}`.text).toBe('0a<br>b');
  });

  it('lets no text close a data island', () => {
    const island = jsonIsland('x', { label: '</script><script>alert(1)</script>\u2028' }).text;
    expect(island.match(/<\/script>/g)).toHaveLength(1);
    const json = island.replace(/^<script[^>]*>/, '').replace(/<\/script>$/, '');
    expect(JSON.parse(json)).toEqual({ label: '</script><script>alert(1)</script>\u2028' });
  });
});
