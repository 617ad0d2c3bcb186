import {expect, test} from 'vitest';
import {recordIndexes} from '../../../source/engine/memory/layout.ts';
import {readRecord, StateRecord} from '../../../source/engine/memory/state-record.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

const at = recordIndexes('generator');

function open() {
  const {memory, plan} = createManualPipeline();
  const actor = plan.actors.generator;
  return {
    openLedger: () => new StateRecord(memory, actor, 'generator'),
    read: () => readRecord(memory, actor, 'generator'),
  };
}

test('nothing of a draft is seen before its commit, all of it after', () => {
  const {openLedger, read} = open();
  const ledger = openLedger();
  ledger.open();
  ledger.add(at.sent, 5);
  ledger.set(at.remaining, 3);
  expect(read()).toEqual({sent: 0, batches: 0, remaining: 0});
  ledger.commit();
  expect(read()).toEqual({sent: 5, batches: 0, remaining: 3});
});

test('a draft starts from what was committed, whichever of the two records that is', () => {
  const {openLedger, read} = open();
  const ledger = openLedger();
  for (let batch = 1; batch <= 5; batch++) {
    ledger.open();
    ledger.add(at.sent, 2 ** 32);
    ledger.commit();
    expect(read().sent).toBe(batch * 2 ** 32);
  }
});

test('a ledger opened again forgets a draft that was not committed', () => {
  const {openLedger, read} = open();
  const first = openLedger();
  first.open();
  first.add(at.sent, 7);
  first.commit();
  first.open();
  first.add(at.sent, 1_000);
  const again = openLedger();
  expect(again.get(at.sent)).toBe(7);
  again.open();
  again.add(at.sent, 1);
  again.commit();
  expect(read().sent).toBe(8);
});

test('counts are exact up to 2^53', () => {
  const {openLedger, read} = open();
  const ledger = openLedger();
  ledger.open();
  ledger.set(at.sent, 2 ** 53 - 3);
  ledger.commit();
  ledger.open();
  ledger.add(at.sent, 2);
  ledger.commit();
  expect(read().sent).toBe(Number.MAX_SAFE_INTEGER);
});
