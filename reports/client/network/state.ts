/** What the reader has chosen, with undo. A view is plain data, so that the address can hold it. */
export interface View {
  /** Edges weaker than this are hidden; never below the stored threshold. */
  readonly threshold: number;
  readonly sign: 'all' | 'positive' | 'negative';
  /** Which edges count: all, those of small q, or those that most repeats on fewer prompts have too. */
  readonly edges: 'all' | 'q ≤ 0.05' | 'q ≤ 0.001' | 'in 80 % of subsamples';
  /** 'cluster', 'component', or the name of a measure. */
  readonly colour: string;
  /** 'same', or the name of a measure. */
  readonly size: string;
  readonly selected: number | null;
  /** Show only the selected feature and its neighbours. */
  readonly ego: boolean;
  readonly kept: boolean;
  readonly mode: 'graph' | 'matrix' | 'table';
  readonly pinned: readonly number[];
  /** The reader's own names and notes, by feature. */
  readonly names: Readonly<Record<number, string>>;
  readonly notes: Readonly<Record<number, string>>;
  readonly groups: readonly Group[];
}

/** Features that the reader put together under a name. */
export interface Group {
  readonly name: string;
  readonly ids: readonly number[];
}

export const EDGE_CHOICES: readonly View['edges'][] = ['all', 'q ≤ 0.05', 'q ≤ 0.001', 'in 80 % of subsamples'];

export interface Store {
  readonly view: View;
  /** Applies a change; with `passing`, it replaces the last step instead of adding one (a slider on its way). */
  change(patch: Partial<View>, passing?: boolean): void;
  undo(): void;
  readonly canUndo: boolean;
  subscribe(listener: (view: View, before: View) => void): void;
}

const N_STEPS_KEPT = 100;

export function createStore(initial: View): Store {
  const past: View[] = [];
  const listeners: ((view: View, before: View) => void)[] = [];
  let view = initial;
  let passing = false;
  const set = (next: View): void => {
    const before = view;
    view = next;
    for (const listener of listeners) listener(view, before);
  };
  return {
    get view() {
      return view;
    },
    get canUndo() {
      return past.length > 0;
    },
    change(patch, isPassing = false) {
      const next = { ...view, ...patch };
      if (JSON.stringify(next) === JSON.stringify(view)) {
        passing = passing && isPassing;
        return;
      }
      if (!passing) past.push(view);
      if (past.length > N_STEPS_KEPT) past.shift();
      passing = isPassing;
      set(next);
    },
    undo() {
      const before = past.pop();
      passing = false;
      if (before) set(before);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}
