import { describe, expect, it } from 'vitest';
import { forest } from '../../../reports/charts/forest.ts';

const row = { name: 'within', estimate: 1, low: 0.5, high: 1.5, title: 'within: 1.0', total: false };
const options = { names: ['within', 'all'], bound: 0.2, x: { domain: [-2, 2] }, marginLeft: 80 };

describe('forest', () => {
  it('draws a point a row, an interval where there is one, and the band of small effects', () => {
    const all = { ...row, name: 'all', low: null, high: null, title: 'all of them', total: true };
    const svg = forest('f', [row, all], options).text;
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg.match(/r="4.5"/g)).toHaveLength(1);
    expect(svg).toContain('<title>all of them</title>');
    const intervals = /stroke="var\(--accent\)"[^>]*>(.*?)<\/g>/s.exec(svg)?.[1];
    expect(intervals?.match(/<path/g)).toHaveLength(1);
    expect(svg).toContain('var(--band)');
  });

  it('draws no band where nothing says what is small, and keeps a line without a row', () => {
    const svg = forest('f', [row], { ...options, bound: null }).text;
    expect(svg).not.toContain('var(--band)');
    expect(svg).toContain('>all</text>');
  });
});
