import {expect, test} from 'vitest';
import {formatSideBySide} from '../../source/report/side-by-side.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const stop = {by: 'done', clean: true, verified: true, mismatch: null, holdouts: [], fault: null};

/** A Snapshot of a part with a rate and a total. */
function part(name: string, nowPerSecond: number, total: number, changes: object = {}) {
  const snapshot = fixedSnapshot(changes);
  const {throughput, pipeline, channels} = snapshot;
  return {
    ...snapshot,
    pipeline: {...pipeline, name},
    throughput: {...throughput, nowPerSecond},
    channels: channels.map((channel) => ({...channel, total})),
  };
}

test('each part has a line, and those of the same pipeline have a sum', () => {
  const lines = formatSideBySide([
    {address: 'http://a:9900', snapshot: part('source', 3e6, 3_000), isLost: false},
    {address: 'http://b:9900', snapshot: part('worker', 1e6, 1_000), isLost: true},
    {address: 'http://c:9900', snapshot: part('worker', 1e6, 1_500, {stop}), isLost: false},
  ]);
  expect(lines).toEqual([
    'part           address        state                 now  messages',
    'source         http://a:9900  running          3.00 M/s     3,000',
    'worker         http://b:9900  connection lost  1.00 M/s     1,000',
    'worker         http://c:9900  verified         1.00 M/s     1,500',
    'worker: all 2                                  2.00 M/s     2,500',
  ]);
});
