/** A value that changes by events, and tells whoever listens. */

export interface Store<State, Event> {
  getState(): State;
  dispatch(event: Event): void;
  /** Calls `listener` after each change; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

/** @param isNews whether listeners care for a change; without it, any change by identity is news */
export function createStore<State, Event>(
  first: State,
  reduce: (state: State, event: Event) => State,
  isNews: (before: State, after: State) => boolean = (before, after) => before !== after,
): Store<State, Event> {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    dispatch(event) {
      const before = state;
      state = reduce(state, event);
      if (!isNews(before, state)) return;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
