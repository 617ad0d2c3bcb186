// A context: an actor's numbers and endpoints as one transaction, and its handles.
import {expect, test} from 'vitest';
import {lookUp} from '../../../source/engine/definition/graph.ts';
import {percentileBucket, sizeBucket} from '../../../source/engine/memory/histogram.ts';
import {
  createManualPipeline,
  SimulatedCrash,
  StoreBudget,
  withStoreBudget,
} from '../../../source/engine/testing.ts';
import {createPair} from '../channel/pair.ts';
import {defineRelay} from './relay.ts';

const pipeline = defineRelay();

function open() {
  const manual = createManualPipeline(pipeline, {
    capacityMessages: 8,
    batchMessages: 3,
    payload: 'data',
  });
  const source = manual.context('source');
  const sink = manual.context('sink');
  const input = source.sender('input');
  const output = sink.receiver('output');
  return {
    ...manual,
    input,
    output,
    /** Sends messages to the relay, whose content does not matter. */
    feed: (count: number) => {
      input.advance(count);
      source.commit();
    },
    openRelay: () => {
      const context = manual.context('relay');
      const [from, to] = [context.receiver('input'), context.sender('output')];
      return {context, from, to, commit: () => context.commit()};
    },
  };
}

type Relay = ReturnType<ReturnType<typeof open>['openRelay']>;

/** Stages a change of everything that a transaction consists of. */
function stage({context, from, to}: Relay): void {
  const {state, fields} = context;
  state.add(fields.count, 2);
  state.add(fields.byKind + 1, 5);
  state.set(fields.last, 42);
  from.advance(2);
  to.advance(3);
}

const before = {count: 0, byKind: [10, 20, 30], last: -1};
const after = {count: 2, byKind: [10, 25, 30], last: 42};

test('a commit publishes the numbers and all positions, and nothing is seen before it', () => {
  const {input, output, feed, openRelay, view} = open();
  feed(8);
  const relay = openRelay();
  stage(relay);
  expect(view().states.relay).toEqual(before);
  expect(view().channels).toMatchObject({
    input: {sent: 8, received: 0, fillMessages: 8},
    output: {sent: 0, received: 0, fillMessages: 0},
  });
  expect([input.vacant(), output.available()]).toEqual([0, 0]);
  relay.commit();
  expect(view().states.relay).toEqual(after);
  expect(view().channels).toMatchObject({
    input: {sent: 8, received: 2, fillMessages: 6},
    output: {sent: 3, received: 0, fillMessages: 3},
  });
  expect([input.vacant(), output.available()]).toEqual([2, 3]);
});

test('the actor itself sees its staged numbers and positions', () => {
  const {feed, openRelay} = open();
  feed(8);
  const relay = openRelay();
  stage(relay);
  const {context, from, to} = relay;
  expect(context.state.get(context.fields.last)).toBe(42);
  expect([from.total, from.available(), from.position]).toEqual([2, 6, 2]);
  expect([to.total, to.vacant(), to.position]).toEqual([3, 5, 3]);
});

test('changes that a step does not commit are kept for the next step', () => {
  const {feed, openRelay, view} = open();
  feed(8);
  const relay = openRelay();
  stage(relay);
  stage(relay);
  relay.commit();
  expect(view().states.relay).toEqual({count: 4, byKind: [10, 30, 30], last: 42});
  expect(view().channels).toMatchObject({input: {received: 4}, output: {sent: 6}});
});

test('an abandoned step is lost in a crash, all of it', () => {
  const {input, output, feed, openRelay, view} = open();
  feed(8);
  const relay = openRelay();
  stage(relay);
  relay.commit();
  stage(relay);
  const successor = openRelay();
  const {context, from, to} = successor;
  expect(context.state.get(context.fields.count)).toBe(2);
  expect([from.total, from.available()]).toEqual([2, 6]);
  expect([to.total, to.vacant()]).toEqual([3, 5]);
  successor.commit();
  expect(view().states.relay).toEqual(after);
  expect([input.vacant(), output.available()]).toEqual([2, 3]);
});

test('a crash at any store of a step leaves all of the step, or nothing', () => {
  const outcomes: string[] = [];
  for (let stores = 0; ; stores++) {
    const {input, output, feed, openRelay, view} = open();
    feed(8);
    const relay = openRelay();
    stage(relay);
    let isCrash = false;
    try {
      withStoreBudget(new StoreBudget(stores), relay.commit);
    } catch (error) {
      if (!(error instanceof SimulatedCrash)) throw error;
      isCrash = true;
    }
    // The numbers and the totals change together, at the first store of the commit.
    const isCommitted = stores > 0;
    const {states, channels} = view();
    expect(states.relay).toEqual(isCommitted ? after : before);
    expect([channels.input.received, channels.output.sent]).toEqual(isCommitted ? [2, 3] : [0, 0]);
    // The successor publishes what its predecessor committed and could not publish.
    const {from, to} = openRelay();
    expect([from.total, to.total]).toEqual(isCommitted ? [2, 3] : [0, 0]);
    expect([input.vacant(), output.available()]).toEqual(isCommitted ? [2, 3] : [0, 0]);
    if (!isCrash) break;
    outcomes.push(isCommitted ? 'all' : 'nothing');
  }
  // The store that commits, and the two that publish.
  expect(outcomes).toEqual(['nothing', 'all', 'all']);
});

test('a batch counts its size, the fills of the inputs, and itself with the next commit', () => {
  const {feed, openRelay, reading} = open();
  feed(6);
  const {context, from, to, commit} = openRelay();
  context.startBatch(5);
  from.advance(5);
  to.advance(5);
  expect(reading().actors.relay?.batches).toBe(0);
  commit();
  const {actors, channels} = reading();
  expect(actors.relay?.batches).toBe(1);
  expect(actors.relay?.batchSizeCounts[sizeBucket(5)]).toBe(1);
  expect(channels.input?.highWaterMessages).toBe(6);
  // The fill before the batch: six of eight, in sixty-fourths.
  expect(percentileBucket(channels.input?.fillCounts ?? [], 0.5)).toBe(48);
  expect(channels.output?.fillCounts.every((count) => count === 0)).toBe(true);
});

test('a context has the size, the resources and the memory of its thread', () => {
  const {memory, clock, openRelay} = open();
  const {context} = openRelay();
  expect(context.size).toEqual({capacityMessages: 8, batchMessages: 3});
  expect(context.resources).toEqual({payload: 'data'});
  expect(context.memory).toBe(memory);
  expect(context.clock).toBe(clock);
});

test('a setting is read as a number, a choice as the index of its word', () => {
  const {control, openRelay} = open();
  const {context} = openRelay();
  const [how, period] = [context.setting('how'), context.setting('periodMs')];
  expect([how.value, period.value]).toEqual([1, 2.5]);
  control.set('how', 'add');
  control.set('periodMs', 0);
  expect([how.value, period.value]).toEqual([0, 0]);
  expect(() => control.set('how', 'divide')).toThrow('add | shift');
  expect(() => control.set('periodMs', 1_001)).toThrow('a number from 0 to 1000');
});

test('a region is at the offset of its bytes', () => {
  const {memory, openRelay, view} = open();
  const {context} = openRelay();
  memory.f64[context.region('scratch') / 8 + 3] = 7;
  const scratch = view().region('scratch');
  expect([scratch.length, scratch[3]]).toEqual([32, 7]);
});

test('an actor requests a stop with a reason of the definition, and the first request counts', () => {
  const {control, openRelay} = open();
  const {context} = openRelay();
  expect(() => context.requestStop('tired')).toThrow('tired is not a stop reason');
  expect([context.isDraining, control.stopReason]).toEqual([false, undefined]);
  context.requestStop('enough');
  context.requestStop('done');
  expect([context.isDraining, control.stopReason]).toEqual([true, 'enough']);
});

test('a definition without a latency channel has no probe', () => {
  const {context} = open().openRelay();
  expect(() => context.latencyProbe).toThrow('the definition names its latency channel');
  const {plan, openSource} = createPair();
  expect(openSource().context.latencyProbe).toBeDefined();
  expect(lookUp(plan.channels, 'values').stampsF64).toBeGreaterThan(0);
});

test('the wait for a channel is of the kind that the definition names', () => {
  const {output, openRelay} = open();
  const {from, to} = openRelay();
  expect(from.whenAvailable(1).waitsFor).toBe('input');
  expect(to.whenVacant(1).waitsFor).toBe('room');
  expect(output.whenAvailable(1).waitsFor).toBe('relayed');
});

test.each([4, -1, Number.NaN])('advancing by %d of three messages is an error', (count) => {
  const {feed, openRelay} = open();
  feed(3);
  const {from} = openRelay();
  const message = `${count} messages of input: there are 3 of 8`;
  expect(() => from.advance(count)).toThrow(new RangeError(message));
  from.advance(3);
});

test('sending more messages than there is room for is an error', () => {
  const {feed, input} = open();
  feed(5);
  expect(() => input.advance(4)).toThrow('4 messages of input: there are 3 of 8');
});

test.each([9, Number.NaN])('a wait for %d messages of a channel of eight is an error', (count) => {
  const {input, output} = open();
  expect(() => input.whenVacant(count)).toThrow(`${count} messages of input`);
  expect(() => output.whenAvailable(count)).toThrow(`${count} messages of output`);
});

test.each([0, Number.NaN])('a batch of %d messages is an error', (count) => {
  const {context} = open().openRelay();
  expect(() => context.startBatch(count)).toThrow(new RangeError(`a batch of ${count} messages`));
});
