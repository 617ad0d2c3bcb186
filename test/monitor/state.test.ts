import {describe, expect, it, test} from 'vitest';
import {
  createMonitorState,
  createSample,
  looksDifferent,
  type MonitorEvent,
  type MonitorState,
  reduceMonitor,
} from '../../source/monitor/state.ts';
import {emptyTrail} from '../../source/monitor/trail.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const first = snapshotAt(0, 0);

function snapshotAt(activeSeconds: number, nowPerSecond: number) {
  const {throughput} = fixedSnapshot();
  const time = {activeSeconds, elapsedSeconds: activeSeconds};
  return fixedSnapshot({...time, throughput: {...throughput, nowPerSecond}});
}

function sampled(activeSeconds: number, nowPerSecond: number): MonitorEvent {
  return {type: 'sampled', snapshot: snapshotAt(activeSeconds, nowPerSecond)};
}

function stateAfter(...events: MonitorEvent[]): MonitorState {
  return events.reduce(reduceMonitor, createMonitorState(first));
}

describe('a new Snapshot', () => {
  it('is displayed, with its throughput at the end of the trail', () => {
    const {displayed} = stateAfter(sampled(0.1, 10), sampled(0.2, 20));
    expect(displayed.snapshot).toEqual(snapshotAt(0.2, 20));
    expect(displayed.trail.tenths).toEqual([10, 20]);
  });

  it('of another run begins the history anew, with an actor that the run has', () => {
    const {channels, actors} = fixedSnapshot();
    const before = stateAfter(sampled(1, 5), {type: 'actorSelected', step: -1});
    const another = {
      ...snapshotAt(70, 7),
      runId: 'another',
      channels: channels.slice(0, 1).map((channel) => ({...channel, from: 'reader'})),
      actors: actors.slice(0, 1).map((actor) => ({...actor, name: 'reader'})),
    };
    const {latest, selectedActor} = reduceMonitor(before, {type: 'sampled', snapshot: another});
    const {tenths, seconds} = latest.trail;
    expect([tenths, seconds, selectedActor]).toEqual([[], [], 'reader']);
  });

  it('that is the one already shown changes nothing', () => {
    const state = createMonitorState(first);
    expect(reduceMonitor(state, {type: 'sampled', snapshot: first})).toBe(state);
  });
});

describe('a frozen display', () => {
  it('stands still while the run goes on', () => {
    const {displayed, latest} = stateAfter(sampled(1, 10), {type: 'freezeToggled'}, sampled(2, 20));
    expect(displayed).toMatchObject({trail: {seconds: [10]}, snapshot: {activeSeconds: 1}});
    expect(latest).toMatchObject({trail: {seconds: [10, 20]}, snapshot: {activeSeconds: 2}});
  });

  it('catches up when it is let go, without a gap', () => {
    const frozen = [sampled(1, 10), {type: 'freezeToggled'}, sampled(2, 20)] as const;
    const {displayed, isFrozen} = stateAfter(...frozen, {type: 'freezeToggled'});
    expect(isFrozen).toBe(false);
    expect(displayed.trail.seconds).toEqual([10, 20]);
  });
});

describe('the help', () => {
  it('comes and goes with its key', () => {
    expect(stateAfter({type: 'helpToggled'}).isHelpShown).toBe(true);
    expect(stateAfter({type: 'helpToggled'}, {type: 'helpToggled'}).isHelpShown).toBe(false);
  });

  it('is closed by Esc, which otherwise changes nothing', () => {
    expect(stateAfter({type: 'helpToggled'}, {type: 'closed'}).isHelpShown).toBe(false);
    const state = createMonitorState(first);
    expect(reduceMonitor(state, {type: 'closed'})).toBe(state);
  });
});

describe('what is on the screen', () => {
  it('does not change while it is frozen, and the latest view goes on', () => {
    const frozen = stateAfter(sampled(1, 5), {type: 'freezeToggled'});
    const later = reduceMonitor(frozen, sampled(2, 6));
    expect(later.latest).not.toBe(frozen.latest);
    expect(looksDifferent(frozen, later)).toBe(false);
    expect(looksDifferent(later, reduceMonitor(later, {type: 'freezeToggled'}))).toBe(true);
  });
});

describe('a source that is not a run of this program', () => {
  const lost = {text: 'LOST', isAlert: true};

  it('says where it is from, and a change of that is news', () => {
    const before = stateAfter(sampled(1, 5));
    const after = reduceMonitor(before, {
      type: 'sampled',
      snapshot: before.latest.snapshot,
      status: lost,
    });
    expect(after.status).toBe(lost);
    expect(after.displayed.trail.seconds).toEqual([5]);
    expect(looksDifferent(before, after)).toBe(true);
  });

  it('may begin another run, whose charts begin anew', () => {
    const {displayed} = stateAfter(sampled(1, 5), sampled(2, 6), sampled(0.1, 7), sampled(1, 8));
    expect(displayed.trail.seconds).toEqual([8]);
  });

  it('may bring its own trail, which takes the place of what was there', () => {
    const trail = {...emptyTrail, seconds: [2]};
    const event = {type: 'sampled', snapshot: snapshotAt(0.5, 2), trail} as const;
    expect(stateAfter(sampled(1, 5), event).displayed.trail).toBe(trail);
  });

  it('is asked for all that it has', () => {
    const [snapshot, trail] = [snapshotAt(0.5, 2), emptyTrail];
    const source = {
      getSnapshot: () => snapshot,
      subscribe: () => () => {},
      getStatus: () => lost,
      getTrail: () => trail,
    };
    expect(createSample(source)).toEqual({type: 'sampled', snapshot, status: lost, trail});
  });
});

describe('a panel', () => {
  it('is shown alone with its key, and all of them with the same key or Esc', () => {
    const alone = {type: 'panelExpanded', panel: 'log'} as const;
    expect(stateAfter(alone).expanded).toBe('log');
    expect(stateAfter(alone, alone).expanded).toBeNull();
    expect(stateAfter(alone, {type: 'closed'}).expanded).toBeNull();
    expect(looksDifferent(stateAfter(), stateAfter(alone))).toBe(true);
  });

  it('that is shown alone stands behind the help, which Esc closes first', () => {
    const events = [{type: 'panelExpanded', panel: 'log'}, {type: 'helpToggled'}] as const;
    const state = stateAfter(...events, {type: 'closed'});
    expect([state.isHelpShown, state.expanded]).toEqual([false, 'log']);
  });
});

describe('the selected actor', () => {
  const select = (step: -1 | 1) => ({type: 'actorSelected', step}) as const;

  it('is at first the sender of the messages that are counted', () => {
    expect(stateAfter().selectedActor).toBe('worker');
    const pipeline = {...first.pipeline, throughput: 'values'};
    expect(createMonitorState({...first, pipeline}).selectedActor).toBe('generator');
  });

  it('moves along the actors of the Snapshot, and stops at their ends', () => {
    expect(stateAfter(select(1), select(1), select(1)).selectedActor).toBe('logger');
    expect(stateAfter(...Array(9).fill(select(-1))).selectedActor).toBe('heartbeat');
  });
});

test('a change of settings is seen on a frozen screen, and in an open menu each Snapshot', () => {
  const frozen = stateAfter({type: 'freezeToggled'});
  const settings = {...first.settings, beatPeriodMs: 5};
  const sample = {
    type: 'sampled',
    snapshot: fixedSnapshot({activeSeconds: 0, elapsedSeconds: 0, settings}),
  } as const;
  expect(looksDifferent(frozen, reduceMonitor(frozen, sample))).toBe(true);
  const open = stateAfter({type: 'freezeToggled'}, {type: 'profilesToggled'});
  expect(looksDifferent(open, reduceMonitor(open, sampled(1, 1)))).toBe(true);
});
