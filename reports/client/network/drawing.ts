/** The node-link drawing: sigma over a graphology graph that holds every node and edge once; a view only hides and colours. */
import { UndirectedGraph } from 'graphology';
import { Sigma } from 'sigma';
import type { CameraState } from 'sigma/types';
import type { NetworkFile, NetworkNode } from '../../network-file.ts';
import { type Colouring, edgeShades, mix, type Theme } from './colours.ts';
import { keepMovingSmooth } from './frame-budget.ts';
import { nodeName } from './names.ts';
import { drawHover, labelDrawing } from './node-labels.ts';
import type { View } from './state.ts';
import type { Visible } from './visible.ts';

export interface Drawing {
  update(view: View, shown: Visible, colours: Colouring, theme: Theme): void;
  /** Where the nodes are, [N] each in the order of the file. */
  places(): { x: number[]; y: number[] };
  /** Moves the camera to a feature. */
  goTo(id: number): void;
  fit(): void;
  zoom(factor: number): void;
  /** Puts nodes at new places, [N] each in the order of the file. */
  move(x: ArrayLike<number>, y: ArrayLike<number>): void;
  readonly sigma: Sigma;
}

interface Listeners {
  readonly select: (id: number | null) => void;
}

/** Smallest and largest node, in pixels at the default zoom, for a few hundred nodes on a drawing of the full width. */
const NODE_SIZES: readonly [number, number] = [3, 9];
const FULL_WIDTH = 700;
const NARROWEST = 0.55;
/** Largest network in which all that is not near the pointer is dimmed: that passes over every edge. Beyond it a click does it. */
const N_EDGES_DIMMED = 5000;
/** Beyond this many edges they are hidden while the view moves from the start; below, once frames are found slow. */
const N_EDGES_MOVED = 30_000;
/** Beyond this many nodes they shrink with the square root. */
const N_FULL_SIZE = 400;

export function createDrawing(container: HTMLElement, network: NetworkFile, listeners: Listeners): Drawing {
  const dimsOnHover = network.edges.length <= N_EDGES_DIMMED;
  const graph = new UndirectedGraph();
  for (const node of network.nodes) graph.addNode(node.id, { x: node.x, y: node.y, label: nodeName(node) });
  for (const edge of network.edges) graph.addEdge(edge.a, edge.b, { r: edge.r });
  const nodes = new Map(network.nodes.map((node) => [String(node.id), node]));
  let state: {
    view: View;
    shown: Visible;
    colours: Colouring;
    theme: Theme;
    sizeOf: (node: NetworkNode) => number;
    edges: ReadonlySet<string>;
    shade: ReturnType<typeof edgeShades>;
    dimmed: string;
  } | null = null;
  let hovered: string | null = null;
  let near: ReadonlySet<string> = new Set();

  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    labelDensity: 0.6,
    labelGridCellSize: 90,
    labelRenderedSizeThreshold: 9,
    labelFont: 'ui-sans-serif, system-ui, sans-serif',
    labelSize: 12,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    stagePadding: 36,
    hideEdgesOnMove: network.edges.length > N_EDGES_MOVED,
    defaultDrawNodeHover: drawHover,
    defaultDrawNodeLabel: labelDrawing(() => state?.theme ?? { ink: '#000', surface: '#fff' }),
    nodeReducer: (key, data) => {
      const node = nodes.get(key);
      if (!state || !node || !state.shown.nodes.has(node.id)) return { ...data, hidden: true };
      const { view, theme } = state;
      const focus = hovered ?? (view.selected === null ? null : String(view.selected));
      const inFocus = focus === null || key === focus || near.has(key);
      const isPinned = view.pinned.includes(node.id);
      return {
        ...data,
        label: inFocus || isPinned ? nodeName(node, view.names) : null,
        size: state.sizeOf(node),
        color: inFocus ? state.colours.of(node) : theme.faded,
        zIndex: key === focus ? 2 : inFocus ? 1 : 0,
        highlighted: key === String(view.selected),
        forceLabel: isPinned || (focus !== null && inFocus && near.size <= 12),
      };
    },
    edgeReducer: (key, data) => {
      if (!state?.edges.has(key)) return { hidden: true };
      const focus = hovered ?? (state.view.selected === null ? null : String(state.view.selected));
      // Mixed with the surface, not transparent: sigma adds transparent colours up to white.
      const [a, b] = graph.extremities(key);
      const r = data.r as number;
      if (focus !== null && a !== focus && b !== focus) return { color: state.dimmed, size: 0.4, zIndex: 0 };
      const strength = Math.min(
        1,
        Math.max(0.12, (Math.abs(r) - network.rule.threshold) / (1.0001 - network.rule.threshold)),
      );
      return {
        color: state.shade(r, focus === null ? 0.3 + 0.4 * strength : 0.9),
        size: focus === null ? 0.8 + strength : 1.4 + strength,
        zIndex: r > 0 ? 1 : 2,
      };
    },
  });

  keepMovingSmooth(sigma);
  const focusChanged = (): void => {
    const focus = hovered ?? (state?.view.selected == null ? null : String(state.view.selected));
    near = new Set(
      focus === null ? [] : (state?.shown.neighbours.get(Number(focus)) ?? []).map((neighbour) => String(neighbour.id)),
    );
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on('enterNode', ({ node }) => {
    if (!dimsOnHover) return;
    hovered = node;
    focusChanged();
  });
  sigma.on('leaveNode', () => {
    if (!dimsOnHover) return;
    hovered = null;
    focusChanged();
  });
  sigma.on('clickNode', ({ node }) => listeners.select(Number(node)));
  sigma.on('clickStage', () => listeners.select(null));

  const camera = sigma.getCamera();
  const travel = (to: Partial<CameraState>, duration: number): void => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) camera.setState({ ...camera.getState(), ...to });
    else void camera.animate(to, { duration });
  };

  return {
    sigma,
    update(view, shown, colours, theme) {
      const edges = new Set(shown.edges.map((edge) => graph.edge(edge.a, edge.b)!));
      // The place for the drawing changes with the mode; sigma itself looks only when the window does.
      if (state?.view.mode !== view.mode) sigma.resize();
      state = {
        view,
        shown,
        colours,
        theme,
        sizeOf: sizing(network, view, shown, container.clientWidth),
        edges,
        shade: edgeShades(theme),
        dimmed: mix(theme.surface, theme.faded, 0.5),
      };
      focusChanged();
    },
    places: () => ({
      x: network.nodes.map((node) => graph.getNodeAttribute(node.id, 'x') as number),
      y: network.nodes.map((node) => graph.getNodeAttribute(node.id, 'y') as number),
    }),
    goTo(id) {
      const at = sigma.getNodeDisplayData(String(id));
      if (at) travel({ x: at.x, y: at.y, ratio: Math.min(camera.ratio, 0.6) }, 350);
    },
    fit: () => travel({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, 300),
    zoom: (factor) => travel({ ratio: camera.ratio / factor }, 150),
    move(x, y) {
      let index = 0;
      graph.updateEachNodeAttributes((_, attributes) => {
        const moved = { ...attributes, x: x[index], y: y[index] };
        index++;
        return moved;
      });
    },
  };
}

/** Area in proportion to the measure's place between its extremes. */
function sizing(network: NetworkFile, view: View, shown: Visible, width: number): (node: NetworkNode) => number {
  const room = Math.max(NARROWEST, Math.min(1, width / FULL_WIDTH));
  const [small, large] = NODE_SIZES.map(
    (size) => (room * size) / Math.max(1, Math.sqrt(network.nodes.length / N_FULL_SIZE)),
  );
  if (view.size === 'same') return () => (small + large) / 2.5;
  const index = network.measures.findIndex((measure) => measure.name === view.size);
  const measured =
    view.size === 'neighbours'
      ? (node: NetworkNode) => shown.neighbours.get(node.id)?.length ?? 0
      : (node: NetworkNode) => node.values[index];
  const values = network.nodes.map(measured).filter((value) => value !== null);
  const low = Math.min(...values);
  const high = Math.max(...values);
  return (node) => {
    const value = measured(node);
    return value === null || high === low ? small : small + (large - small) * Math.sqrt((value - low) / (high - low));
  };
}
