import {arrowKeys, commonKeys, freezeKey, type KeymapFactory, quitKey} from './keymap.ts';

/** Creates the keys for a run in another process. They cannot control the run. */
export function attachKeymap(leave: () => void): KeymapFactory {
  return (store, actions) => ({
    normal: [
      freezeKey(store),
      ...arrowKeys(store),
      ...commonKeys(store, actions),
      quitKey('leave', 'leave; the run goes on without you', leave),
    ],
  });
}
