import {expect, test} from 'vitest';
import {lookUp} from '../../../source/engine/definition/graph.ts';
import {readRecord, StateRecord} from '../../../source/engine/memory/state-record.ts';
import {createPair} from '../channel/pair.ts';

function open() {
  const {memory, plan} = createPair();
  const actor = lookUp(plan.actors, 'source');
  const sent = lookUp(actor.positions, 'values');
  const remaining = lookUp(actor.fields, 'remaining').index;
  const sums = lookUp(actor.fields, 'sums').index;
  return {
    at: {sent, remaining, sums},
    openRecord: () => new StateRecord(memory, actor),
    read: () => {
      const {cells} = readRecord(memory, actor);
      return {
        sent: cells[sent],
        batches: cells[0],
        remaining: cells[remaining],
        sums: [...cells.subarray(sums, sums + 3)],
      };
    },
  };
}

const initial = {sent: 0, batches: 0, remaining: 0, sums: [1, 2, 3]};

test('no staged number is seen before the commit, all of them after it', () => {
  const {at, openRecord, read} = open();
  const record = openRecord();
  record.add(at.sent, 5);
  record.set(at.remaining, 3);
  record.add(at.sums + 2, 10);
  expect(read()).toEqual(initial);
  record.commit();
  expect(read()).toEqual({...initial, sent: 5, remaining: 3, sums: [1, 2, 13]});
});

test('the owner reads the staged numbers', () => {
  const {at, openRecord} = open();
  const record = openRecord();
  expect(record.get(at.sums)).toBe(1);
  record.set(at.sums, 7);
  record.add(at.sums, 1);
  expect(record.get(at.sums)).toBe(8);
  record.commit();
  expect(record.get(at.sums)).toBe(8);
});

test('changes start from what was committed, whichever of the two copies that is', () => {
  const {at, openRecord, read} = open();
  const record = openRecord();
  for (let batch = 1; batch <= 5; batch++) {
    record.add(at.sent, 2 ** 32);
    record.commit();
    expect(read()).toEqual({...initial, sent: batch * 2 ** 32});
  }
});

test('a record that is opened again forgets staged numbers that were not committed', () => {
  const {at, openRecord, read} = open();
  const first = openRecord();
  first.add(at.sent, 7);
  first.commit();
  first.add(at.sent, 1_000);
  first.set(at.remaining, 1_000);
  const again = openRecord();
  expect(again.get(at.sent)).toBe(7);
  again.add(at.sent, 1);
  again.commit();
  expect(read()).toEqual({...initial, sent: 8});
});

test('counts are exact up to 2^53', () => {
  const {at, openRecord, read} = open();
  const record = openRecord();
  record.set(at.sent, 2 ** 53 - 3);
  record.commit();
  record.add(at.sent, 2);
  record.commit();
  expect(read().sent).toBe(Number.MAX_SAFE_INTEGER);
});
