/**
 * The drawing of a graph too large for SVG: sigma over a directed multigraph at the file's places. A view only hides and
 * colours. Edges end in arrows where they raise and in nothing where they lower; the panel writes every sign.
 */

import { MultiDirectedGraph } from 'graphology';
import { Sigma } from 'sigma';
import { EdgeArrowProgram, EdgeRectangleProgram } from 'sigma/rendering';
import type { CameraState } from 'sigma/types';
import type { LayeredFile } from '../../layered/graph.ts';
import { edgeColour, nodeTitle } from '../../layered/words.ts';
import { save } from '../dom.ts';
import { mix } from '../network/colours.ts';
import { keepMovingSmooth } from '../network/frame-budget.ts';
import { drawHover, labelDrawing } from '../network/node-labels.ts';
import { resolveColour } from '../theme.ts';
import { followAxes } from './axis-labels.ts';
import type { Drawing, Listeners } from './drawing.ts';
import type { Focus } from './focus.ts';
import type { View } from './view.ts';
import type { Visible } from './visible.ts';

const NODE_SIZE = 3;
/** Beyond this many edges they are hidden while the view moves. */
const N_EDGES_MOVED = 5000;
/** Labels of everything in focus are written up to this many nodes. */
const N_LABELS = 15;

interface Colours {
  readonly ink: string;
  readonly surface: string;
  readonly faded: string;
  /** By the CSS text of edgeColour and of node kinds. */
  readonly of: (css: string) => string;
}

export function createSigmaDrawing(canvas: HTMLElement, file: LayeredFile, listeners: Listeners): Drawing {
  const { nodes, edges, node_kinds } = file.graph;
  const graph = new MultiDirectedGraph();
  nodes.forEach((node, at) => {
    const { x, y } = file.layout.places[at];
    graph.addNode(String(at), { x, y: -y, label: nodeTitle(node), size: NODE_SIZE });
  });
  const index = new Map(nodes.map((node, at) => [node.id, at]));
  edges.forEach((edge, at) => {
    const ends = [String(index.get(edge.source)), String(index.get(edge.target))] as const;
    graph.addEdgeWithKey(String(at), ...ends, { type: edge.weight >= 0 ? 'arrow' : 'line' });
  });
  const largest = Math.max(...edges.map((edge) => Math.abs(edge.weight)), Number.MIN_VALUE);
  let colours = readColours();
  let state: { view: View; shown: Visible; focus: Focus | null } | null = null;

  const sigma = new Sigma(graph, canvas, {
    allowInvalidContainer: true,
    edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeRectangleProgram },
    labelDensity: 0.3,
    labelGridCellSize: 120,
    labelRenderedSizeThreshold: 7,
    labelFont: 'ui-sans-serif, system-ui, sans-serif',
    labelSize: 12,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    stagePadding: 30,
    hideEdgesOnMove: edges.length > N_EDGES_MOVED,
    defaultDrawNodeHover: drawHover,
    defaultDrawNodeLabel: labelDrawing(() => colours),
    nodeReducer: (key, data) => {
      const at = Number(key);
      if (!state?.shown.nodes.has(at)) return { ...data, hidden: true };
      const { view, focus } = state;
      const isNear = focus === null || focus.nodes.has(at);
      const isPinned = view.pinned.includes(nodes[at].id);
      const isSelected = nodes[at].id === view.selected;
      return {
        ...data,
        label: isNear || isPinned ? data.label : null,
        size: NODE_SIZE * (isSelected || isPinned ? 2 : isNear && focus !== null ? 1.5 : 1),
        color: isNear ? colours.of(`var(--c${node_kinds[nodes[at].kind].colour})`) : colours.faded,
        zIndex: isSelected ? 2 : isNear ? 1 : 0,
        highlighted: isSelected,
        forceLabel: isPinned || (focus !== null && isNear && focus.nodes.size <= N_LABELS),
      };
    },
    edgeReducer: (key, data) => {
      const at = Number(key);
      const isNear = state?.focus?.edges.has(at) ?? false;
      // Thousands of pale lines would lie over the few in focus: arrows and lines are drawn one kind after the other.
      if (!state?.shown.edges.has(at) || (state.focus !== null && !isNear)) return { ...data, hidden: true };
      const strength = Math.abs(edges[at].weight) / largest;
      const colour = colours.of(edgeColour(file.graph, edges[at]));
      return {
        ...data,
        // Mixed with the surface, not transparent: sigma adds transparent colours up to white.
        color: mix(colours.surface, colour, isNear ? 1 : 0.2 + 0.5 * strength),
        size: (isNear ? 1.5 : 0.6) + 1.6 * strength,
        zIndex: isNear ? 2 : 1,
      };
    },
  });
  const camera = sigma.getCamera();
  keepMovingSmooth(sigma);
  followAxes(sigma, canvas, file);

  // From the file's places and the camera as it is set: what sigma itself holds is that of the last frame.
  const place = (node: number): { x: number; y: number } => {
    const { x, y } = file.layout.places[node];
    return sigma.graphToViewport({ x, y: -y }, { cameraState: camera.getState() });
  };
  const screen = (node: number): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    const at = place(node);
    return { x: box.left + at.x, y: box.top + at.y };
  };
  sigma.on('enterNode', ({ node }) => listeners.hover({ node: Number(node) }, screen(Number(node))));
  sigma.on('leaveNode', () => listeners.hover(null, null));
  sigma.on('clickNode', ({ node, event }) => {
    const { original } = event;
    listeners.choose(Number(node), original instanceof MouseEvent && original.shiftKey);
  });
  sigma.on('clickStage', () => listeners.choose(null, false));

  const travel = (to: Partial<CameraState>): void => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) camera.setState({ ...camera.getState(), ...to });
    else void camera.animate(to, { duration: 200 });
  };
  return {
    update(view, shown, focus) {
      state = { view, shown, focus };
      // At the next frame: a slider on its way asks more often than thousands of edges can be drawn.
      sigma.refresh({ skipIndexation: true, schedule: true });
    },
    retheme() {
      colours = readColours();
      sigma.refresh({ skipIndexation: true });
    },
    moveTo(node) {
      const at = sigma.viewportToFramedGraph(place(node), { cameraState: camera.getState() });
      travel({ x: at.x, y: at.y, ratio: Math.min(camera.ratio, 0.5) });
    },
    placeOf: screen,
    zoom: (factor) => travel({ ratio: camera.ratio / factor }),
    fit: () => travel({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
    picture: 'PNG',
    save: (name) => savePng(sigma, colours.surface, name),
  };
}

/** Each colour is asked of the browser once. */
function readColours(): Colours {
  const known = new Map<string, string>();
  const of = (css: string): string => {
    const found = known.get(css) ?? resolveColour(css);
    known.set(css, found);
    return found;
  };
  const [ink, surface, faded] = [of('var(--ink)'), of('var(--surface)'), of('var(--band)')];
  return { ink, surface, faded, of };
}

function savePng(sigma: Sigma, surface: string, name: string): void {
  sigma.refresh({ schedule: false });
  const layers = Object.values(sigma.getCanvases());
  const picture = document.createElement('canvas');
  picture.width = layers[0].width;
  picture.height = layers[0].height;
  const context = picture.getContext('2d')!;
  context.fillStyle = surface;
  context.fillRect(0, 0, picture.width, picture.height);
  for (const layer of layers) context.drawImage(layer, 0, 0);
  picture.toBlob((blob) => blob && save(`${name}.png`, blob));
}
