import {expect, test} from 'vitest';
import {messageMaxBytes} from '../../../source/engine/base/limits.ts';
import {createGraph, type Graph, lookUp} from '../../../source/engine/definition/graph.ts';
import type {PipelineData} from '../../../source/engine/index.ts';
import {histogramBuckets} from '../../../source/engine/memory/histogram.ts';
import {fillBuckets, type MemoryPlan, planMemory} from '../../../source/engine/memory/layout.ts';
import {data as fizzBuzz} from '../../../source/fizzbuzz/definition/definition.ts';

const lineBytes = 128;

/** A definition with all that takes memory: long states, wide messages, regions and settings. */
const wide: PipelineData = {
  name: 'wide',
  channels: {
    frames: {from: 'source', to: 'sink', messageBytes: messageMaxBytes, capacityMessages: 2},
    back: {from: 'sink', to: 'source', messageBytes: 24},
  },
  actors: {
    source: {state: {one: 0, many: Array.from({length: 100}, () => 0), last: 0}},
    sink: {isAsync: true},
  },
  threads: [[['source'], ['sink']]],
  throughput: 'frames',
  settings: Object.fromEntries(
    Array.from({length: 20}, (_, index) => [`s${index}`, {initial: 0, min: 0, max: 1}]),
  ),
  regions: {delays: 'histogram', odd: {bytes: 12}, large: {bytes: 5_000}},
  reservedBytes: 1_000,
};

const definitions: ReadonlyArray<readonly [string, PipelineData]> = [
  ['fizzbuzz', fizzBuzz],
  ['wide', wide],
];
const graphs = definitions.flatMap(([name, data]) =>
  [2, 1_024, 1_048_576].map((capacity) => ({name, data, capacity})),
);

/** The bytes of different writers: the first and the last, each with the name of the writer. */
type Span = readonly [startByte: number, endByte: number, writer: string];

function spans(plan: MemoryPlan, graph: Graph): readonly Span[] {
  const i32 = (index: number, writer: string, count = 1): Span => [
    index * 4,
    (index + count) * 4,
    writer,
  ];
  const f64 = (index: number, writer: string, count = 1): Span => [
    index * 8,
    (index + count) * 8,
    writer,
  ];
  return [
    ...Object.values<number>({...plan.control}).map((index) => i32(index, 'main')),
    ...Object.values(plan.settingsF64).map((index) => f64(index, 'main')),
    ...plan.bellsI32.map((index, thread) => i32(index, `bell ${thread}`)),
    ...plan.cpuMsF64.map((index, thread) => f64(index, `processor ${thread}`)),
    ...Object.entries(plan.actors).flatMap(([name, actor]) => [
      i32(actor.sequenceI32, `${name} sequence`),
      f64(actor.recordsF64[0], `${name} record A`, actor.recordLength),
      f64(actor.recordsF64[1], `${name} record B`, actor.recordLength),
      i32(actor.stateI32, `${name} state`),
      i32(actor.waitingForI32, `${name} state`),
      f64(actor.waitingSinceF64, `${name} state`),
      f64(actor.busyMsF64, `${name} counters`),
      f64(actor.waitMsF64, `${name} counters`, graph.waitKinds.length),
      i32(actor.batchSizesI32, `${name} batch sizes`, histogramBuckets),
    ]),
    ...Object.entries(plan.channels).flatMap(([name, channel]) => [
      i32(channel.writtenI32, `${name} written`),
      i32(channel.closedI32, `${name} written`),
      i32(channel.readI32, `${name} read`),
      i32(channel.receiverThresholdI32, `${name} receiver threshold`),
      i32(channel.senderThresholdI32, `${name} sender threshold`),
      f64(channel.highWaterF64, `${name} fill`),
      f64(channel.fillF64, `${name} fill`, fillBuckets),
      f64(channel.stampsF64, `${name} stamps`, 256),
    ]),
    ...plan.latencyF64.map((index, lane) => f64(index, `latency ${lane}`, histogramBuckets)),
    ...plan.regions.flatMap((regions, lane) =>
      Object.entries(regions).map(
        ([name, {byte, bytes}]): Span => [byte, byte + bytes, `region ${name} ${lane}`],
      ),
    ),
  ];
}

test.each(graphs)(
  'at capacity $capacity no two writers of $name share a line',
  ({data, capacity}) => {
    const graph = createGraph(data, capacity);
    const owners = new Map<number, string>();
    for (const [startByte, endByte, writer] of spans(planMemory(graph), graph)) {
      for (let byte = startByte; byte < endByte; byte += 4) {
        const line = Math.floor(byte / lineBytes);
        expect(owners.get(line) ?? writer).toBe(writer);
        owners.set(line, writer);
      }
    }
  },
);

test.each(definitions)('no two words of %s are the same', (_name, data) => {
  const graph = createGraph(data, 1_024);
  const used = new Set<number>();
  for (const [startByte, endByte] of spans(planMemory(graph), graph)) {
    for (let byte = startByte; byte < endByte; byte += 4) {
      expect(used.has(byte)).toBe(false);
      used.add(byte);
    }
  }
});

test.each(definitions)(
  'the numbers of a state of %s do not overlap in its record',
  (_name, data) => {
    for (const actor of Object.values(planMemory(createGraph(data, 16)).actors)) {
      const numbers = [
        // The count of batches.
        0,
        ...Object.values(actor.positions),
        ...Object.values(actor.fields).flatMap(({index, length = 1}) =>
          Array.from({length}, (_, place) => index + place),
        ),
      ];
      expect(numbers.toSorted((a, b) => a - b)).toEqual(
        Array.from({length: actor.recordLength}, (_, index) => index),
      );
    }
  },
);

test.each(definitions)(
  'rings of %s do not overlap each other, the state before them, or the end',
  (_name, data) => {
    const graph = createGraph(data, 4_096);
    const plan = planMemory(graph);
    const rings = Object.values(plan.channels)
      .map(({ringByte, spec}) => ({
        start: ringByte,
        end: ringByte + spec.capacityMessages * spec.messageBytes,
      }))
      .sort((a, b) => a.start - b.start);
    let free = Math.max(...spans(plan, graph).map(([, endByte]) => endByte));
    expect(plan.ringsByte).toBeGreaterThanOrEqual(free);
    for (const ring of rings) {
      expect(ring.start).toBeGreaterThanOrEqual(free);
      free = ring.end;
    }
    expect(plan.totalBytes).toBeGreaterThanOrEqual(free);
  },
);

test.each(definitions)('the reserved bytes of %s are left alone', (_name, data) => {
  const graph = createGraph(data, 2);
  const first = Math.min(...spans(planMemory(graph), graph).map(([startByte]) => startByte));
  expect(data.reservedBytes).toBeGreaterThan(0);
  expect(first).toBeGreaterThanOrEqual(data.reservedBytes ?? 0);
});

test.each(definitions)(
  'addresses of %s before the rings do not depend on the capacity',
  (_name, data) => {
    const plans = [2, 65_536].map((capacity) => {
      const graph = createGraph(data, capacity);
      const plan = planMemory(graph);
      return [plan.ringsByte, spans(plan, graph)];
    });
    expect(plans[0]).toEqual(plans[1]);
  },
);

test('the largest capacity of FizzBuzz fits a 32-bit memory', () => {
  expect(planMemory(createGraph(fizzBuzz, 2 ** 26)).totalBytes).toBeLessThan(2 ** 32);
});

test('a channel takes its own capacity and message size', () => {
  const {channels} = planMemory(createGraph(wide, 64));
  expect(lookUp(channels, 'frames').spec).toMatchObject({capacityMessages: 2, messageBytes: 1_024});
  expect(lookUp(channels, 'back').spec).toMatchObject({capacityMessages: 64, messageBytes: 24});
});
