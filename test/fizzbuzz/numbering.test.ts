import fc from 'fast-check';
import {expect, test} from 'vitest';
import {dealNumbers, talliesOfLane} from '../../source/fizzbuzz/definition/numbering.ts';
import {expectedTallies} from '../../source/fizzbuzz/definition/tallies.ts';
import {createFizzBuzz} from '../helpers/fizzbuzz.ts';

type View = Parameters<typeof talliesOfLane>[0];

function count(values: readonly number[]) {
  const tallies = {fizz: 0, buzz: 0, fizzbuzz: 0, value: 0};
  for (const value of values) {
    const kind =
      value % 15 === 0 ? 'fizzbuzz' : value % 3 === 0 ? 'fizz' : value % 5 === 0 ? 'buzz' : 'value';
    tallies[kind]++;
  }
  return tallies;
}

// A failure prints the seed and the path with which fast-check repeats it.
test('the closed form of any progression is what counting gives', () => {
  const progression = fc.record({
    first: fc.integer({min: 0, max: 2 ** 40}),
    stride: fc.integer({min: 1, max: 64}),
    length: fc.integer({min: 0, max: 100}),
  });
  fc.assert(
    fc.property(progression, ({first, stride, length}) => {
      const values = Array.from({length}, (_, index) => first + index * stride);
      expect(expectedTallies(length, first, stride)).toEqual(count(values));
    }),
  );
});

/** A lane without threads, of which only the numbers that it has made count. */
function createLane(): View & {make(messages: number): readonly number[]} {
  const numbering = new Float64Array(7);
  const values = {sent: 0, received: 0, fillMessages: 0};
  return {
    region: () => numbering,
    channels: {values},
    make(messages: number) {
      const [first = 0, stride = 1, from = 0] = numbering;
      const start = values.sent;
      values.sent += messages;
      return Array.from({length: messages}, (_, i) => first + (start + i - from) * stride);
    },
  } as never;
}

test('no number is made twice through any changes of lanes, and the tallies stay exact', () => {
  const phases = fc.array(fc.array(fc.nat(40), {minLength: 1, maxLength: 5}), {minLength: 1});
  fc.assert(
    fc.property(phases, (phasesOfLanes) => {
      const made: number[] = [];
      let lanes = [createLane()];
      dealNumbers(lanes, lanes);
      for (const messagesOfLanes of phasesOfLanes) {
        const next = messagesOfLanes.map(createLane);
        // The engine continues the sum of all positions in the first lane.
        for (const lane of lanes) next[0]?.make(lane.channels.values.sent);
        dealNumbers(lanes, next);
        lanes = next;
        for (const [lane, messages] of messagesOfLanes.entries()) {
          made.push(...(lanes[lane]?.make(messages) ?? []));
        }
      }
      expect(new Set(made).size).toBe(made.length);
      const tallies = lanes.map(talliesOfLane);
      const total = (kind: keyof ReturnType<typeof count>) =>
        tallies.reduce((sum, lane) => sum + lane[kind], 0);
      expect({
        fizz: total('fizz'),
        buzz: total('buzz'),
        fizzbuzz: total('fizzbuzz'),
        value: total('value'),
      }).toEqual(count(made));
    }),
  );
});

test('with one lane the numbers are 0, 1, 2, …, and with three each lane has every third', () => {
  const firstOf = (lanes: number) =>
    createFizzBuzz({lanes})
      .laneViews()
      .map(({region}) => [...region('numbering').subarray(0, 3)]);
  expect(firstOf(1)).toEqual([[0, 1, 0]]);
  expect(firstOf(3)).toEqual([
    [0, 3, 0],
    [1, 3, 0],
    [2, 3, 0],
  ]);
});
