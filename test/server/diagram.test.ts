// Where the page's diagram places the parts of a pipeline, and what its pipes show.
import {expect, test} from 'vitest';
import {RunHistory} from '../../source/server/page/base/run-history.ts';
import {readEdge} from '../../source/server/page/diagram/edge.ts';
import {placeInPixels} from '../../source/server/page/diagram/geometry.ts';
import {placeGraph} from '../../source/server/page/diagram/graph.ts';
import {listStretches} from '../../source/server/page/stretches.ts';
import {fixedEdge, sourceSnapshot, workerSnapshot} from '../helpers/edge.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const parts = {source: sourceSnapshot(), worker: workerSnapshot()};

test('what is at the other end of an edge follows its actor, or is before it', () => {
  const layersOf = (part: keyof typeof parts) => {
    const {actors} = placeGraph(fixedSnapshot(parts[part]));
    return Object.fromEntries(actors.map(({name, layer, row}) => [name, [layer, row]]));
  };
  expect(layersOf('source')).toMatchObject({send: [2, 0], 'peers/broker': [3, 0]});
  expect(layersOf('worker')).toMatchObject({'peers/broker': [0, 0], receive: [1, 0]});
});

test('a pipeline without edges has no peers', () => {
  const {actors} = placeGraph(fixedSnapshot());
  expect(actors.map(({peer}) => peer)).toEqual([undefined, undefined, undefined, undefined]);
});

test.each([320, 390, 768, 1_208, 1_280, 1_920])('everything is inside %d pixels', (width) => {
  for (const part of [parts.source, parts.worker, {}]) {
    const {cards, channels, height} = placeInPixels(placeGraph(fixedSnapshot(part)), width);
    const boxes = [...cards.values(), ...[...channels.values()].map(({pipe}) => pipe)];
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
    }
  }
});

test('an edge shows its rate and its round trip or, in alarm, what is wrong', () => {
  const show = (overrides: Parameters<typeof fixedEdge>[0]) =>
    readEdge(fixedEdge(overrides), new RunHistory());
  expect(show({refused: 3})).toMatchObject({
    key: 'edges/broker',
    look: 'plain',
    figure: '12.3 M/s',
    notes: ['trip 1.25 ms, 3 refused', 'trip 1.25 ms'],
  });
  expect(show({lostAtSeconds: 12})).toMatchObject({
    look: 'alarm',
    figure: 'not connected',
    remark: 'since 0:12',
  });
  expect(show({fullLane: {lane: 1, isRead: true}}).look).toBe('plain');
  expect(show({fullLane: {lane: 1, isRead: false}}).figure).toBe('lane 1 full,');
});

test('the history has the rate at which messages pass an edge', () => {
  const history = new RunHistory();
  for (const seconds of [0, 1, 2]) {
    const {channels = [], ...rest} = workerSnapshot();
    const sent = channels.map((channel) => ({...channel, sent: 5e6 * seconds, total: 0}));
    history.add(fixedSnapshot({...rest, channels: sent, activeSeconds: seconds}));
  }
  expect(history.recentEdgeRates('broker').map(({perSecond}) => perSecond)).toContain(5e6);
  const [latest] = new RunHistory(history.report).recentEdgeRates('broker').slice(-1);
  expect(latest).toEqual(history.recentEdgeRates('broker').at(-1));
  expect(history.recentEdgeRates('other')).toEqual([]);
});

test('a beat allows one batch, with any number of lanes', () => {
  const allowed = (lanes: number) => {
    const [segment] = fixedSnapshot().segments;
    const settings = {...segment?.settings, beatPeriodMs: 2, batchMessages: 1_000, lanes};
    const segments = [{...segment, settings}] as never;
    return listStretches(fixedSnapshot({segments}))[0]?.allowed;
  };
  expect([allowed(1), allowed(4)]).toEqual([500_000, 500_000]);
});
