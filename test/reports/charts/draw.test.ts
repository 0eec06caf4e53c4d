import { describe, expect, it } from 'vitest';
import { draw, drawWide, Plot } from '../../../reports/charts/draw.ts';

describe('drawing', () => {
  const svg = draw('A <label>', {
    marks: [Plot.dot([{ x: 1, y: 2 }], { x: 'x', y: 'y', title: () => '</title><script>alert(1)</script>' })],
  }).text;

  it('makes one SVG with a name for screen readers', () => {
    expect(svg.startsWith('<svg')).toBe(true);
    expect(svg).toContain('role="img"');
    expect(svg.match(/aria-label=/g)).toHaveLength(1);
  });

  it('keeps text of the data as text', () => {
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;');
  });

  it('writes thousands as the text does', () => {
    const counts = draw('Counts', {
      marks: [Plot.dot([{ x: 1, y: 5000 }], { x: 'x', y: 'y' })],
      y: { domain: [0, 5000] },
    }).text;
    expect(counts).toContain('>5\u202f000<');
    expect(counts).not.toContain('5,000');
  });

  it('draws what is wide a second time for a phone', () => {
    const widths = drawWide('A label', { marks: [Plot.ruleY([0])] }).text.matchAll(/viewBox="0 0 (\d+) /g);
    expect(Array.from(widths, ([, width]) => Number(width))).toEqual([660, 360]);
  });

  it('carries no style element, so that one page holds many', () => {
    expect(svg).not.toContain('<style');
  });
});
