/** A state container. Events change the state, and listeners are called after each change. */
export interface Store<State, Event> {
  getState(): State;
  dispatch(event: Event): void;
  /** Calls `listener` after each change. Returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/**
 * Creates a store.
 * @param first the first state
 * @param reduce returns the state after an event
 * @param isNews whether to call the listeners for a change; by default, for any change of identity
 */
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
