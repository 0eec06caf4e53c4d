/** What the reader has chosen, with undo. A view is plain data, so that the address can hold it. */
import type { NetworkFile } from '../../network-file.ts';

export interface View {
  /** Edges weaker than this are hidden; never below the stored threshold. */
  readonly threshold: number;
  /** Edges stronger than this are hidden: 1 shows all, less hides features that are one thing seen twice. */
  readonly ceiling: number;
  readonly sign: 'all' | 'positive' | 'negative';
  readonly q: 'all' | '≤ 0.05' | '≤ 0.001';
  /** 'all', one of NULL_CHOICES, or the name of a null that an edge must survive. */
  readonly nulls: string;
  /** Whether only edges count that most repeats on fewer prompts have too. */
  readonly repeats: 'all' | 'in 80 %';
  /** 'cluster', 'component', or the name of a measure. */
  readonly colour: string;
  /** 'same', or the name of a measure. */
  readonly size: string;
  readonly selected: number | null;
  /** Show only the selected feature and its neighbours. */
  readonly ego: boolean;
  readonly kept: boolean;
  readonly mode: (typeof MODES)[number];
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

export const MODES = ['graph', 'matrix', 'graph and matrix', 'table'] as const;
export const Q_CHOICES: readonly View['q'][] = ['all', '≤ 0.05', '≤ 0.001'];
export const REPEAT_CHOICES: readonly View['repeats'][] = ['all', 'in 80 %'];
export const EVERY_DECISIVE = 'survive every decisive';
export const NOT_EVERY_DECISIVE = 'explained by a decisive';

/** What the filter of nulls offers in this network. */
export function nullChoices(network: NetworkFile): string[] {
  const decided = network.edges.some((edge) => edge.survives_decisive !== null);
  return ['all', ...(decided ? [EVERY_DECISIVE, NOT_EVERY_DECISIVE] : []), ...network.nulls];
}

export interface Store<State extends object = View> {
  readonly view: State;
  /** Applies a change; with `passing`, it replaces the last step instead of adding one (a slider on its way). */
  change(patch: Partial<State>, passing?: boolean): void;
  undo(): void;
  readonly canUndo: boolean;
  subscribe(listener: (view: State, before: State) => void): void;
}

const N_STEPS_KEPT = 100;

export function createStore<State extends object>(initial: State): Store<State> {
  const past: State[] = [];
  const listeners: ((view: State, before: State) => void)[] = [];
  let view = initial;
  let passing = false;
  const set = (next: State): void => {
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
