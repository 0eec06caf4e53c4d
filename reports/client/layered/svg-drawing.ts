/** The SVG that the report already holds, made to answer: classes for what is hidden, near or far, hover, and the keyboard. */

import type { LayeredFile } from '../../layered/graph.ts';
import { save } from '../dom.ts';
import type { Drawing, Listeners } from './drawing.ts';

/** A line is hard to meet: what answers to the pointer is this wide. */
const HIT_WIDTH = 10;
const LEAST_ZOOM = 0.25;
const MOST_ZOOM = 3;

export function createSvgDrawing(canvas: HTMLElement, file: LayeredFile, listeners: Listeners): Drawing {
  const svg = canvas.querySelector<SVGSVGElement>('svg.layered-svg')!;
  const nodes = [...svg.querySelectorAll<SVGGElement>('[data-node]')];
  const edges = [...svg.querySelectorAll<SVGGElement>('[data-edge]')];
  for (const node of nodes) {
    // The page's own hover text takes the place of the browser's.
    node.setAttribute('aria-label', node.querySelector('title')!.textContent ?? '');
    node.setAttribute('tabindex', '-1');
    // The panel has the link too; here the arrow keys pass from node to node, not from link to link.
    node.querySelector('a')?.setAttribute('tabindex', '-1');
    node.querySelector('title')!.remove();
  }
  nodes[0]?.setAttribute('tabindex', '0');
  for (const edge of edges) {
    edge.querySelector('title')!.remove();
    const hit = edge.querySelector('.line')!.cloneNode() as SVGElement;
    hit.setAttribute('class', 'hit');
    hit.setAttribute('stroke-width', String(HIT_WIDTH));
    edge.append(hit);
  }

  const partUnder = (event: Event): { node: number } | { edge: number } | null => {
    const part = (event.target as Element).closest<SVGGElement>('[data-node], [data-edge]');
    if (part?.dataset.node !== undefined) return { node: Number(part.dataset.node) };
    return part === null ? null : { edge: Number(part.dataset.edge) };
  };
  svg.addEventListener('pointermove', (event) =>
    listeners.hover(partUnder(event), { x: event.clientX, y: event.clientY }),
  );
  svg.addEventListener('pointerleave', () => listeners.hover(null, null));
  svg.addEventListener('focusin', (event) => {
    const part = partUnder(event);
    if (part === null || !('node' in part) || !nodes[part.node].matches(':focus-visible')) return;
    listeners.hover(part, placeOf(part.node));
  });
  svg.addEventListener('focusout', () => listeners.hover(null, null));
  svg.addEventListener('click', (event) => {
    if ((event.target as Element).closest('a')) return;
    const part = partUnder(event);
    if (part === null) listeners.choose(null, false);
    else if ('node' in part) listeners.choose(part.node, event.shiftKey);
  });
  // By custom properties, so that print keeps its own size.
  const resize = (sizes: Readonly<Record<string, string>>): void => {
    for (const [name, value] of Object.entries(sizes)) svg.style.setProperty(name, value);
  };
  const rowLabels = svg.querySelector<SVGGElement>('.row-labels');
  const scale = (): number => svg.getBoundingClientRect().width / file.layout.width;
  canvas.addEventListener('scroll', () => {
    rowLabels?.setAttribute('transform', `translate(${canvas.scrollLeft / scale()} 0)`);
  });

  const placeOf = (node: number): { x: number; y: number } => {
    const box = nodes[node].querySelector('.box')!.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.bottom };
  };
  return {
    update(view, shown, focus) {
      nodes.forEach((node, at) => {
        const joined = shown.inputs[at].length + shown.outputs[at].length > 0;
        node.classList.toggle('hidden', !shown.nodes.has(at));
        node.classList.toggle('alone', !joined && focus === null);
        node.classList.toggle('far', focus !== null && !focus.nodes.has(at));
        node.classList.toggle('selected', file.graph.nodes[at].id === view.selected);
        node.classList.toggle('pinned', view.pinned.includes(file.graph.nodes[at].id));
      });
      edges.forEach((edge, at) => {
        edge.classList.toggle('hidden', !shown.edges.has(at));
        edge.classList.toggle('near', focus?.edges.has(at) ?? false);
        edge.classList.toggle('far', focus !== null && !focus.edges.has(at));
      });
    },
    retheme() {}, // colours are those of the style sheet
    moveTo(node) {
      for (const other of nodes) other.setAttribute('tabindex', other === nodes[node] ? '0' : '-1');
      nodes[node].focus();
    },
    placeOf,
    zoom(factor) {
      const next = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, scale() * factor));
      resize({ '--width': `${file.layout.width * next}px`, '--least': '0', '--most': 'none' });
    },
    fit: () => resize({ '--width': '', '--least': '0', '--most': '' }),
    picture: 'SVG',
    save: (name) => saveSvg(svg, name),
  };
}

const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** An SVG on the page as a file of its own: what the style sheet gives is written onto the elements, so that any program draws it alike. */
function saveSvg(svg: SVGSVGElement, name: string): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const copies = [...copy.querySelectorAll<SVGElement>('*')];
  const hidden: Element[] = [];
  [...svg.querySelectorAll<SVGElement>('*')].forEach((original, index) => {
    const style = getComputedStyle(original);
    const target = copies[index];
    if (style.display === 'none' || original.matches('.hit')) hidden.push(target);
    target.removeAttribute('style');
    for (const property of PROPERTIES) target.setAttribute(property, style.getPropertyValue(property));
  });
  for (const part of hidden) part.remove();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const [, , width, height] = svg.getAttribute('viewBox')!.split(' ');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.setAttribute('style', `background:${getComputedStyle(svg).getPropertyValue('--surface')}`);
  save(`${name}.svg`, new XMLSerializer().serializeToString(copy), 'image/svg+xml');
}
