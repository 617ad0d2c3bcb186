// Threads that fail in the built engine: they are restarted, given up, or awaited until the
// deadline.
import {expect, test} from 'vitest';
import {runFaulty} from '../helpers/faulty.ts';
import {totalsOf} from '../helpers/runs.ts';
import {longTest, sampled} from '../helpers/sample.ts';

const clean = {by: 'key', clean: true, verified: true, mismatch: null, holdouts: [], fault: null};

test.each(sampled([0, 1, 2] as const, 1))(
  'a thread (%i) that throws is restarted, and nothing is lost',
  async (thread) => {
    const last = await runFaulty({kind: 'throw', thread, times: 2});
    expect(last.stop).toEqual(clean);
    expect(totalsOf(last).logged).toBeGreaterThan(0);
    for (const actor of last.actors)
      expect(actor.restarts).toBe(actor.thread === thread + 1 ? 2 : 0);
    // On a busy machine, beats that are late give a warning too.
    const deaths = last.log.map(({text}) => text).filter((text) => text.includes(' died: '));
    expect(deaths).toHaveLength(2);
    expect(deaths[1]).toMatch(/^The thread of .+ died: a bug was met; restart 2$/);
  },
);

longTest('a thread that runs out of memory is restarted, and nothing is lost', async () => {
  const last = await runFaulty({kind: 'memory', thread: 1, times: 1});
  expect(last.stop).toEqual(clean);
  expect(last.actors.find(({name}) => name === 'worker')?.restarts).toBe(1);
  expect(last.log.map(({text}) => text).join()).toMatch(/worker died: .*memory/);
});

longTest('a thread that dies again and again makes the run fail, with a reason', async () => {
  const last = await runFaulty({kind: 'throw', thread: 2, times: 100});
  expect(last.stop).toMatchObject({by: 'fault', clean: false});
  expect(last.stop?.fault).toBe(
    'the thread of logger died 6 times within 10 s, the last time because a bug was met',
  );
  expect(last.actors.find(({name}) => name === 'logger')?.restarts).toBe(5);
});

longTest('an actor that never runs again is named when the deadline has passed', async () => {
  const last = await runFaulty({kind: 'hang', thread: 2, times: 1}, {stopDeadlineMs: 500});
  expect(last.stop).toMatchObject({by: 'key', clean: false});
  expect(last.stop?.fault).toBe('not all actors agreed within 0.5 s');
  expect(last.stop?.holdouts.map(({actor}) => actor)).toContain('logger');
});
