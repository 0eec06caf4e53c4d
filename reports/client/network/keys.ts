/** Keys of the viewer, active while the focus is inside it. */
import type { Drawing } from './drawing.ts';
import type { Store } from './state.ts';
import type { Visible } from './visible.ts';

export function setUpKeys(root: HTMLElement, store: Store, drawing: () => Drawing | null, shown: () => Visible): void {
  let origin: number | null = null;
  root.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (target.matches('input, select, textarea')) return;
    const { selected, pinned, ego } = store.view;
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') store.undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === 'Escape') {
      origin = null;
      store.change({ selected: null, ego: false });
    } else if (event.key === 'e' && selected !== null) store.change({ ego: !ego });
    else if (event.key === 'p' && selected !== null)
      store.change({
        pinned: pinned.includes(selected) ? pinned.filter((id) => id !== selected) : [...pinned, selected],
      });
    else if (event.key === '+' || event.key === '=') drawing()?.zoom(1.4);
    else if (event.key === '-') drawing()?.zoom(1 / 1.4);
    else if (event.key === '0') drawing()?.fit();
    else if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && selected !== null) {
      // The arrows walk around the neighbours of the feature where the walk began.
      if (origin === null || !(shown().neighbours.get(origin) ?? []).some((neighbour) => neighbour.id === selected))
        origin = selected;
      const ring = (shown().neighbours.get(origin) ?? []).map((neighbour) => neighbour.id);
      if (ring.length === 0) return;
      const step = event.key === 'ArrowRight' ? 1 : -1;
      const next =
        selected === origin
          ? ring[step === 1 ? 0 : ring.length - 1]
          : ring[(ring.indexOf(selected) + step + ring.length) % ring.length];
      store.change({ selected: next });
    } else return;
    event.preventDefault();
  });
}
