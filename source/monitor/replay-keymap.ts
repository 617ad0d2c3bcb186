import {arrowKeys, bind, commonKeys, type KeymapFactory, quitKey} from './keymap.ts';

/** The commands of the keys for the player of a recording. */
export interface PlayControls {
  togglePlay(): void;
  step(direction: -1 | 1): void;
  seekBy(seconds: number): void;
  seekToStart(): void;
  seekToEnd(): void;
  stepSpeed(direction: 'faster' | 'slower'): void;
}

const seekSeconds = 5;

/** Creates the keys for a recording. They control the time. */
export function replayKeymap(player: PlayControls, leave: () => void): KeymapFactory {
  const play = 'pause the replay, and go on (p alike)';
  const seek = `${seekSeconds} seconds back or forward; Home and End: to the ends`;
  const back = 'pause, and go back by one Snapshot';
  const repeatable = {isRepeatable: true};
  const seekBack = () => player.seekBy(-seekSeconds);
  return (store, actions) => ({
    normal: [
      bind([' ', 'p'], 'pause', play, () => player.togglePlay(), {label: 'space'}),
      bind(['.'], 'next', 'pause, and go on by one Snapshot', () => player.step(1), repeatable),
      bind([','], 'previous', back, () => player.step(-1), repeatable),
      bind(['+', '='], 'faster', 'play faster, up to 16 times', () => player.stepSpeed('faster')),
      bind(['-'], 'slower', 'play slower, down to a quarter', () => player.stepSpeed('slower')),
      bind(['left'], 'seek', seek, seekBack, {label: '← →', ...repeatable}),
      {keys: ['right'], ...repeatable, run: () => player.seekBy(seekSeconds)},
      {keys: ['home'], run: () => player.seekToStart()},
      {keys: ['end'], run: () => player.seekToEnd()},
      ...arrowKeys(store),
      ...commonKeys(store, actions),
      quitKey('quit', 'leave', leave),
    ],
  });
}
