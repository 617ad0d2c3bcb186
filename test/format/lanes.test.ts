import {expect, test} from 'vitest';
import {advise} from '../../source/format/coach.ts';
import {stepLanes} from '../../source/format/lanes.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const onCores = (cores: number) => {
  const {machine} = fixedSnapshot();
  return fixedSnapshot({machine: {...machine, cores}});
};

test('the key of the lanes doubles them up to one per core, and begins again', () => {
  const steps = (cores: number, count: number) => {
    const lanes = [1];
    for (let step = 0; step < count; step++) {
      lanes.push(stepLanes(lanes.at(-1) as number, onCores(cores)));
    }
    return lanes;
  };
  expect(steps(2, 3)).toEqual([1, 2, 1, 2]);
  expect(steps(6, 4)).toEqual([1, 2, 4, 6, 1]);
  expect(steps(0.5, 2)).toEqual([1, 1, 1]);
  expect(steps(128, 7)).toEqual([1, 2, 4, 8, 16, 32, 64, 1]);
});

test('lanes that made it slower are taken back by the key that leads to the number before', () => {
  const {segments, change, settings, ...rest} = onCores(2);
  const [segment] = segments;
  const before = {perSecond: 2e9, busyNsPerMessage: 1};
  const after = {perSecond: 1e9, busyNsPerMessage: 1};
  const adviseFrom = (from: number, to: number) =>
    advise(
      {
        ...rest,
        settings: {...settings, lanes: to},
        activeSeconds: 20,
        change: {what: `lanes ${from} → ${to}`, actor: 'worker', before, after},
        segments: [from, to].map((lanes, index) => ({
          ...(segment as typeof segment & object),
          settings: {...settings, lanes, capacityMessages: 1_048_576 / lanes},
          fromSeconds: index * 15,
        })),
      },
      false,
    );
  expect(adviseFrom(1, 2)).toMatchObject({key: 'n', effect: 'takes it back'});
  expect(adviseFrom(4, 1).effect).not.toBe('takes it back');
});
