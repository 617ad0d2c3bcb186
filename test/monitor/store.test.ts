import {expect, test, vi} from 'vitest';
import {createStore} from '../../source/monitor/store.ts';

const sum = () => createStore(1, (state: number, event: number) => state + event);

test('a store starts with its first state', () => {
  expect(sum().getState()).toBe(1);
});

test('an event changes the state, and everyone is told', () => {
  const store = sum();
  const seen: number[] = [];
  store.subscribe(() => seen.push(store.getState()));
  store.subscribe(() => seen.push(-store.getState()));
  store.dispatch(2);
  expect(seen).toEqual([3, -3]);
});

test('an event that changes nothing tells nobody', () => {
  const store = sum();
  const listener = vi.fn();
  store.subscribe(listener);
  store.dispatch(0);
  expect(listener).not.toHaveBeenCalled();
});

test('who has left is not told', () => {
  const store = sum();
  const listener = vi.fn();
  const leave = store.subscribe(listener);
  leave();
  store.dispatch(1);
  expect(listener).not.toHaveBeenCalled();
});
