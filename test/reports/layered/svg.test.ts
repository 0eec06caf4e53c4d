import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { layeredComponent } from '../../../reports/layered/component.ts';
import type { LayeredGraph } from '../../../reports/layered/graph.ts';
import { layeredFile } from '../../../reports/layered/layered-file.ts';
import { layeredSvg } from '../../../reports/layered/svg.ts';
import { causalDrawing, largeDrawing, tokenDrawing } from './drawings.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\'';

const parse = (graph: LayeredGraph): SVGElement =>
  new JSDOM(layeredSvg(layeredFile(graph, '0.1.0')).text).window.document.querySelector('svg')!;
const texts = (root: Element, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((one) => one.textContent ?? '');

describe.each([causalDrawing(), tokenDrawing()])('the SVG of $name', (graph) => {
  const svg = parse(graph);

  it('has every node and every edge once, in the order of the file', () => {
    const order = (name: string): (string | null)[] =>
      [...svg.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name));
    expect(order('data-node')).toEqual(graph.nodes.map((_, at) => String(at)));
    expect(order('data-edge')).toEqual(graph.edges.map((_, at) => String(at)));
  });

  it('writes names and row labels as text, and links to the pages of features', () => {
    expect(texts(svg, '.name')).toEqual(graph.nodes.map((node) => node.name));
    expect(texts(svg, '.row-labels text')).toEqual(graph.rows);
    expect([...svg.querySelectorAll('.node a')].map((link) => link.getAttribute('href'))).toEqual(
      graph.nodes.flatMap((node) => (node.link === null ? [] : [node.link])),
    );
  });

  it('says every number of a node and an edge in its hover text', () => {
    const measures = graph.edge_measures.map((measure) => measure.name);
    for (const title of texts(svg, '.edge > title'))
      for (const name of ['share', 'kind', ...measures]) expect(title).toContain(name);
    for (const title of texts(svg, '.node > title'))
      for (const { name } of graph.node_measures) expect(title).toContain(name);
  });

  it('tells signs apart by the end of the edge, kinds by dashes, not by colour alone', () => {
    graph.edges.forEach((edge, at) => {
      const drawn = svg.querySelector(`[data-edge="${at}"]`)!;
      const tip = drawn.querySelector('.tip')!.getAttribute('d')!;
      expect(/L/.test(tip), 'an arrow').toBe(edge.weight >= 0);
      expect(/h.*v/.test(tip), 'a bar').toBe(edge.weight < 0);
      expect(drawn.classList.contains('dashed')).toBe(graph.edge_kinds[edge.kind].dashed);
    });
  });

  it('is the same text every time', () => {
    expect(layeredSvg(layeredFile(graph, '0.1.0')).text).toBe(layeredSvg(layeredFile(graph, '0.1.0')).text);
  });
});

describe('hostile text', () => {
  const graph = causalDrawing();
  const hostile: LayeredGraph = {
    ...graph,
    name: HOSTILE,
    rows: graph.rows.map(() => HOSTILE),
    tokens: graph.tokens.map(() => HOSTILE),
    weight: { ...graph.weight, name: HOSTILE },
    node_kinds: graph.node_kinds.map((kind) => ({ ...kind, name: HOSTILE })),
    nodes: graph.nodes.map((node) => ({
      ...node,
      name: HOSTILE,
      label: HOSTILE,
      link: 'https://example.org/?"><script>alert(3)</script>',
      lists: [{ name: HOSTILE, items: [HOSTILE] }],
    })),
  };

  it('stays text in drawing, legend, table and data', () => {
    const { document } = new JSDOM(layeredComponent(layeredFile(hostile, '0.1.0'), 'graph').text).window;
    const scripts = [...document.querySelectorAll('script')];
    expect(scripts.map((script) => script.type)).toEqual(['application/json']);
    expect(document.querySelectorAll('img, [onerror]')).toHaveLength(0);
    expect(document.querySelector('svg')!.getAttribute('aria-label')).toBe(HOSTILE);
    expect(document.querySelector('.row-labels text')!.textContent).toBe(HOSTILE);
    expect(JSON.parse(scripts[0].textContent!).graph.nodes[0].label).toBe(HOSTILE);
  });
});

it('a drawing with a kind of its own colour takes that, not the sign’s', () => {
  const graph = causalDrawing();
  const kinds = graph.edge_kinds.map((kind, at) => ({ ...kind, colour: at + 1 }));
  const svg = parse({ ...graph, edge_kinds: kinds });
  const styles = new Set([...svg.querySelectorAll('.edge')].map((edge) => edge.getAttribute('style')));
  expect([...styles].sort()).toEqual(['--edge:var(--c1)', '--edge:var(--c2)']);
});

describe('the component', () => {
  const parts = (graph: LayeredGraph): Document =>
    new JSDOM(layeredComponent(layeredFile(graph, '0.1.0'), 'graph').text).window.document;

  it('folds the table under a drawing, and opens it where there is none without a script', () => {
    expect(parts(causalDrawing()).querySelector('details')!.open).toBe(false);
    const large = parts(largeDrawing(200, 900));
    expect(large.querySelector('svg.layered-svg')).toBeNull();
    expect(large.querySelector('.note')!.textContent).toContain('200 nodes');
    expect(large.querySelector('details')!.open).toBe(true);
    expect(large.querySelectorAll('tbody tr')).toHaveLength(100);
    expect(large.querySelector('.rest')!.textContent).toContain('800 weaker');
  });

  it('lists edges strongest first', () => {
    const rows = texts(parts(tokenDrawing()).documentElement, 'tbody tr td:nth-child(6)');
    const sizes = rows.map((text) => Math.abs(Number(text.replace('−', '-'))));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes.length).toBe(tokenDrawing().edges.length);
  });

  it('explains only what the drawing has', () => {
    const graph = causalDrawing();
    const raising = { ...graph, edges: graph.edges.filter((edge) => edge.weight > 0), edge_kinds: graph.edge_kinds };
    expect(parts(raising).querySelector('.legend')!.textContent).not.toContain('lowers');
    expect(parts(graph).querySelector('.legend')!.textContent).toContain('lowers');
  });
});
