// Playing a recording: the time of the player is the test's.
import {writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Player} from '../../../source/sources/recording/player.ts';
import {Recording} from '../../../source/sources/recording/recording.ts';
import {freshPath} from '../../helpers/folder.ts';
import {fixedSnapshot} from '../../helpers/snapshot.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A player of a run of Snapshots at these seconds. */
function play(seconds: readonly number[]): Player {
  const path = freshPath('run.jsonl');
  const lines = seconds.map((second) => {
    const throughput = {...fixedSnapshot().throughput, nowPerSecond: second * 10};
    return JSON.stringify(
      fixedSnapshot({elapsedSeconds: second, activeSeconds: second, throughput}),
    );
  });
  writeFileSync(path, lines.join('\n'));
  return new Player(new Recording(path));
}

const tenSeconds = Array.from({length: 101}, (_, tenths) => tenths / 10);
const at = (player: Player) => player.getSnapshot().elapsedSeconds;
const text = (player: Player) => player.getStatus().text;

describe('playing', () => {
  it('shows each Snapshot at its time', () => {
    const player = play(tenSeconds);
    const shown: number[] = [];
    player.subscribe(() => shown.push(at(player)));
    vi.advanceTimersByTime(1_000);
    expect(shown).toEqual(tenSeconds.slice(1, 11));
    expect(text(player)).toBe('replay 1.0 of 10.0 s');
  });

  it('comes to its end and stays there', () => {
    const player = play(tenSeconds);
    vi.advanceTimersByTime(60_000);
    expect(at(player)).toBe(10);
    expect(text(player)).toBe('replay over 10.0 of 10.0 s');
  });

  it('of a recording of one Snapshot is over at once', () => {
    expect(text(play([0]))).toBe('replay over 0.0 of 0.0 s');
  });

  it('again from its end begins anew', () => {
    const player = play(tenSeconds);
    player.seekToEnd();
    player.togglePlay();
    expect(at(player)).toBe(0);
    vi.advanceTimersByTime(500);
    expect(at(player)).toBe(0.5);
  });

  it('does not wait through a long pause of the run', () => {
    const player = play([0, 3_600, 3_600.1]);
    vi.advanceTimersByTime(2_000);
    expect(at(player)).toBe(3_600);
  });

  it('can be paused', () => {
    const player = play(tenSeconds);
    vi.advanceTimersByTime(300);
    player.togglePlay();
    vi.advanceTimersByTime(60_000);
    expect(at(player)).toBe(0.3);
    expect(text(player)).toBe('replay paused 0.3 of 10.0 s');
    player.togglePlay();
    vi.advanceTimersByTime(200);
    expect(at(player)).toBe(0.5);
  });

  it('can be faster and slower', () => {
    const player = play(tenSeconds);
    player.stepSpeed('faster');
    player.stepSpeed('faster');
    vi.advanceTimersByTime(1_000);
    expect(at(player)).toBe(4);
    expect(text(player)).toBe('replay 4.0 of 10.0 s 4×');
    for (let presses = 0; presses < 9; presses++) player.stepSpeed('slower');
    expect(text(player)).toBe('replay 4.0 of 10.0 s 0.25×');
    vi.advanceTimersByTime(4_000);
    expect(at(player)).toBe(5);
  });
});

describe('a step', () => {
  it('forward or back pauses', () => {
    const player = play(tenSeconds);
    vi.advanceTimersByTime(500);
    player.step(1);
    expect(at(player)).toBe(0.6);
    player.step(-1);
    player.step(-1);
    expect(at(player)).toBe(0.4);
    vi.advanceTimersByTime(60_000);
    expect(at(player)).toBe(0.4);
  });

  it('over either end stays there', () => {
    const player = play([0, 1]);
    player.step(-1);
    expect(at(player)).toBe(0);
    player.step(1);
    player.step(1);
    expect(at(player)).toBe(1);
  });
});

/** A player of two runs, one after the other in a file, of ten seconds each. */
function playTwo(): Player {
  const path = freshPath('two-runs.jsonl');
  const lines = ['first', 'second'].flatMap((runId) =>
    tenSeconds.map((second) =>
      JSON.stringify(fixedSnapshot({runId, elapsedSeconds: second, activeSeconds: second})),
    ),
  );
  writeFileSync(path, lines.join('\n'));
  return new Player(new Recording(path));
}

describe('a recording of two runs', () => {
  it('begins its charts anew with the second', () => {
    const player = playTwo();
    player.seekBy(10);
    expect(player.getTrail().tenths).toHaveLength(100);
    player.step(1);
    expect(player.getSnapshot().runId).toBe('second');
    expect(player.getTrail()).toMatchObject({tenths: [], seconds: []});
    player.step(1);
    expect(player.getTrail().tenths).toHaveLength(1);
  });

  it('is sought by its own time, across both', () => {
    const player = playTwo();
    expect(text(player)).toBe('replay 0.0 of 20.0 s');
    player.seekBy(13);
    expect([player.getSnapshot().runId, at(player)]).toEqual(['second', 3]);
    player.seekBy(2);
    expect([player.getSnapshot().runId, at(player)]).toEqual(['second', 5]);
    player.seekBy(-6);
    expect([player.getSnapshot().runId, at(player)]).toEqual(['first', 9]);
  });
});

describe('seeking', () => {
  it('goes by seconds of the run, and on playing', () => {
    const player = play(tenSeconds);
    player.seekBy(5);
    expect(at(player)).toBe(5);
    player.seekBy(-2);
    expect(at(player)).toBe(3);
    vi.advanceTimersByTime(500);
    expect(at(player)).toBe(3.5);
  });

  it('beyond an end goes to it', () => {
    const player = play(tenSeconds);
    player.seekBy(500);
    expect(at(player)).toBe(10);
    player.seekBy(-500);
    expect(at(player)).toBe(0);
  });

  it('back takes the charts back too', () => {
    const player = play(tenSeconds);
    player.seekBy(5);
    player.seekBy(-2);
    const {tenths, seconds} = player.getTrail();
    expect(tenths.at(-1)).toBe(30);
    expect(tenths).toHaveLength(30);
    expect(seconds).toEqual([10, 20, 30]);
  });

  it('gives the charts of playing from the start', () => {
    const [sought, played] = [play(tenSeconds), play(tenSeconds)];
    sought.seekBy(5);
    vi.advanceTimersByTime(500);
    sought.step(1);
    played.seekToStart();
    for (let steps = 0; steps < 56; steps++) played.step(1);
    expect(sought.getTrail()).toEqual(played.getTrail());
    expect(sought.getTrail().tenths).toHaveLength(56);
  });
});
