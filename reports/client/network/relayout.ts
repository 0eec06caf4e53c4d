/** Starts and stops the live layout. The worker's text is part of the page (put in by the bundler) and starts from a blob, because the page opens from disk. */
import type { NetworkFile } from '../../network-file.ts';
import type { Drawing } from './drawing.ts';
import type { LayoutStep, LayoutTask } from './layout-worker.ts';
import type { Visible } from './visible.ts';

declare const LAYOUT_WORKER: string;

interface Relayout {
  /** Starts when at rest, stops when running; true while it runs. */
  toggle(): boolean;
}

export function createRelayout(network: NetworkFile, drawing: () => Drawing | null, shown: () => Visible): Relayout {
  let worker: Worker | null = null;
  const place = new Map(network.nodes.map((node, index) => [node.id, index]));
  return {
    toggle() {
      const target = drawing();
      if (worker !== null || target === null) {
        worker?.terminate();
        worker = null;
        return false;
      }
      const address = URL.createObjectURL(new Blob([LAYOUT_WORKER], { type: 'text/javascript' }));
      worker = new Worker(address);
      URL.revokeObjectURL(address);
      worker.addEventListener('message', ({ data }: MessageEvent<LayoutStep>) => target.move(data.x, data.y));
      const { x, y } = target.places();
      worker.postMessage({
        x,
        y,
        edges: shown().edges.map((edge) => [place.get(edge.a)!, place.get(edge.b)!, Math.abs(edge.r)] as const),
      } satisfies LayoutTask);
      return true;
    },
  };
}
