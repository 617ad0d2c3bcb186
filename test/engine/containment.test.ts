// What observes a run and fails is reported and gone. The run goes on, and ends as it would have.
import {expect, test} from 'vitest';
import {importBuiltEngine, seen} from '../helpers/built.ts';
import {runFaulty} from '../helpers/faulty.ts';
import {longTest} from '../helpers/sample.ts';

const textsOf = (log: readonly {readonly text: string}[]) => log.map(({text}) => text);

longTest('an observer, an alert rule and a check that throw do not end a run', async () => {
  const {startPipeline} = await importBuiltEngine();
  const engine = await startPipeline(new URL('../fixtures/throwing.ts', import.meta.url), {});
  const {throughput} = await seen(engine, ({log}) => /alert rules/.test(textsOf(log).join()));
  await seen(engine, (now) => now.throughput.messages > throughput.messages);
  engine.stop('key');
  const {stop, log} = await engine.finished;
  const errors = textsOf(log.filter(({level}) => level === 'error'));
  expect(errors.toSorted()).toEqual([
    'The alert rules of the pipeline failed: the rule has a bug',
    'The observer of the pipeline failed: the observer has a bug',
  ]);
  expect(stop).toMatchObject({
    clean: true,
    verified: false,
    mismatch: 'the check of the pipeline failed: the check has a bug',
  });
});

test('messages of other modules and lines that are none do not end a run', async () => {
  const {startPipeline} = await importBuiltEngine();
  const engine = await startPipeline(new URL('../fixtures/odd.ts', import.meta.url), {});
  const {throughput} = await seen(engine, ({log}) => /observer/.test(textsOf(log).join()));
  await seen(engine, (now) => now.throughput.messages > throughput.messages);
  engine.stop('key');
  const {stop, log} = await engine.finished;
  expect(textsOf(log.filter(({level}) => level === 'error'))).toEqual([
    'The observer of the pipeline failed: it returned something else than a list of {level, text}',
  ]);
  expect(stop).toMatchObject({by: 'key', clean: true, verified: true});
});

longTest('a listener that throws is not called again, and the others are', async () => {
  const {startPipeline} = await importBuiltEngine();
  const engine = await startPipeline(new URL('../fixtures/sum.ts', import.meta.url), {});
  const calls = {bad: 0, good: 0};
  engine.subscribe(() => {
    calls.bad++;
    throw new Error('no room to draw');
  });
  engine.subscribe(() => {
    calls.good++;
  });
  await seen(engine, ({log}) => textsOf(log).some((text) => text.endsWith('no room to draw')));
  await seen(engine, () => calls.good > 3);
  engine.stop('key');
  const {stop, log} = await engine.finished;
  expect(calls.bad).toBe(1);
  expect(textsOf(log)).toContain('An observer of the run failed: no room to draw');
  expect(stop).toMatchObject({clean: true, verified: true});
});

test('a start that the system refuses is tried again, after growing pauses', async () => {
  const last = await runFaulty({kind: 'start', thread: 1, times: 3});
  expect(last.stop).toMatchObject({clean: true, verified: true});
  expect(textsOf(last.log.filter(({level}) => level === 'warn'))).toEqual(
    ['restart 1 in 0.1 s', 'restart 2 in 0.2 s', 'restart 3 in 0.4 s'].map(
      (restart) =>
        'The thread of worker could not start: EMFILE: out of descriptors ' +
        `(too many open files: raise ulimit -n); ${restart}`,
    ),
  );
});

longTest('a start that the system refuses for good ends the run with the cause', async () => {
  const last = await runFaulty({kind: 'start', thread: 1, times: 100});
  expect(last.stop).toMatchObject({by: 'fault', clean: false});
  expect(last.stop?.fault).toBe(
    'the thread of worker could not start in 6 attempts, the last time because ' +
      'EMFILE: out of descriptors (too many open files: raise ulimit -n)',
  );
});
