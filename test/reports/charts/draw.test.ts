import { describe, expect, it } from 'vitest';
import { draw, Plot } from '../../../reports/charts/draw.ts';

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

  it('carries no style element, so that one page holds many', () => {
    expect(svg).not.toContain('<style');
  });
});
