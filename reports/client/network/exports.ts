/** What the reader can take away: the picture, and the network in the formats of `cofire export`. */
import { toGexf } from '../../export/gexf.ts';
import { toGraphml } from '../../export/graphml.ts';
import type { NetworkFile } from '../../network-file.ts';
import { toCsv } from '../csv.ts';
import { save } from '../dom.ts';
import type { Colouring, Theme } from './colours.ts';
import type { Drawing } from './drawing.ts';
import { nodeName } from './names.ts';
import type { Visible } from './visible.ts';

interface Scene {
  readonly drawing: Drawing | null;
  readonly shown: Visible;
  readonly colours: Colouring;
  readonly theme: Theme;
}

export function exportItems(network: NetworkFile, scene: () => Scene): { name: string; run: () => void }[] {
  const file = (suffix: string): string => `${network.study.name.replace(/[^A-Za-z0-9._-]+/g, '-')}-network.${suffix}`;
  const current = (): NetworkFile => {
    const { shown } = scene();
    return { ...network, nodes: network.nodes.filter((node) => shown.nodes.has(node.id)), edges: [...shown.edges] };
  };
  return [
    { name: 'PNG picture', run: () => savePng(scene(), file('png')) },
    { name: 'SVG picture', run: () => save(file('svg'), toSvg(network, scene()), 'image/svg+xml') },
    { name: 'GEXF (shown)', run: () => save(file('gexf'), toGexf(current()), 'application/xml') },
    { name: 'GraphML (shown)', run: () => save(file('graphml'), toGraphml(current()), 'application/xml') },
    { name: 'JSON (all)', run: () => save(file('json'), JSON.stringify(network), 'application/json') },
    {
      name: 'CSV of edges (shown)',
      run: () =>
        save(
          file('csv'),
          toCsv(
            ['feature_a', 'feature_b', 'r', 'q', 'present', 'survives'],
            scene().shown.edges.map((edge) => [
              edge.a,
              edge.b,
              edge.r,
              edge.q,
              edge.present,
              edge.survives.map((at) => network.nulls[at]).join(' '),
            ]),
          ),
          'text/csv',
        ),
    },
  ];
}

/** The layers of the drawing one over the other, on the theme's surface. */
function savePng({ drawing, theme }: Scene, name: string): void {
  if (!drawing) return;
  const { sigma } = drawing;
  sigma.refresh({ schedule: false });
  const layers = Object.values(sigma.getCanvases());
  const picture = document.createElement('canvas');
  picture.width = layers[0].width;
  picture.height = layers[0].height;
  const context = picture.getContext('2d');
  if (!context) return;
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, picture.width, picture.height);
  for (const layer of layers) context.drawImage(layer, 0, 0);
  picture.toBlob((blob) => blob && save(name, blob));
}

const SVG_SIDE = 1000;

/** The whole visible network as vectors, at the stored places. */
function toSvg(network: NetworkFile, { shown, colours, theme, drawing }: Scene): string {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const add = (tag: string, attributes: Record<string, string | number>, text?: string): void => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    if (text !== undefined) made.textContent = text;
    svg.append(made);
  };
  const nodes = network.nodes.filter((node) => shown.nodes.has(node.id));
  const graph = drawing?.sigma.getGraph();
  const xy = new Map(
    nodes.map((node) => [
      node.id,
      [graph?.getNodeAttribute(node.id, 'x') ?? node.x, graph?.getNodeAttribute(node.id, 'y') ?? node.y] as [
        number,
        number,
      ],
    ]),
  );
  const all = [...xy.values()];
  const [left, right] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
  const [low, high] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
  const scale = (SVG_SIDE - 80) / Math.max(1e-9, right - left, high - low);
  const at = (id: number): [number, number] => {
    const [x, y] = xy.get(id)!;
    return [40 + (x - left) * scale, 40 + (high - y) * scale];
  };
  svg.setAttribute('viewBox', `0 0 ${80 + (right - left) * scale} ${80 + (high - low) * scale}`);
  add('rect', { width: '100%', height: '100%', fill: theme.surface });
  for (const { a, b, r } of shown.edges) {
    const [[x1, y1], [x2, y2]] = [at(a), at(b)];
    add('line', {
      x1,
      y1,
      x2,
      y2,
      stroke: r > 0 ? theme.positive : theme.negative,
      'stroke-opacity': 0.35,
      'stroke-width': 0.8,
    });
  }
  for (const node of nodes) {
    const [cx, cy] = at(node.id);
    const radius = (drawing?.sigma.getNodeDisplayData(String(node.id))?.size ?? 5) * 0.8;
    add('circle', { cx, cy, r: radius, fill: colours.of(node) });
    if (radius > 6)
      add(
        'text',
        { x: cx + radius + 2, y: cy + 3, 'font-size': 10, 'font-family': 'sans-serif', fill: theme.ink },
        nodeName(node),
      );
  }
  return new XMLSerializer().serializeToString(svg);
}
