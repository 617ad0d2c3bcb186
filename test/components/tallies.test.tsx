import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {Tallies} from '../../source/components/tallies.tsx';
import type {CounterReport} from '../../source/engine/index.ts';
import {expectedTallies} from '../../source/fizzbuzz/index.ts';
import {linesOf, widestOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {counters} = fixedSnapshot();

/** The counters with other counts, by name. */
function withCounts(counts: Readonly<Record<string, number>>): CounterReport[] {
  return counters.map((counter) => ({...counter, count: counts[counter.name] ?? counter.count}));
}

function drawn(shown: readonly CounterReport[], hasHeading = true, columns = 80): string[] {
  return linesOf(<Tallies counters={shown} columns={columns} hasHeading={hasHeading} />, columns);
}

describe('the four tallies', () => {
  it('stand beside their shares and the shares that are expected', () => {
    const [heading, counts, shares] = drawn(counters);
    expect(heading).toContain('4 : 2 : 1 : 8, as expected');
    expect(counts).toMatch(/^Fizz 2\.57 G +Buzz 1\.29 G +FizzBuzz {2}644 M +Value 5\.15 G/);
    expect(shares).toMatch(
      /^26\.667 % \(26\.7\) +13\.333 % \(13\.3\) +6\.667 % \(6\.7\) +53\.333 %/,
    );
  });

  it('are expected for any number of messages that is counted right', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (total) =>
        drawn(withCounts({...expectedTallies(total)}))
          .join('')
          .includes('as expected'),
      ),
      {numRuns: 30},
    );
  });

  it('that are wrong are called so, however small the difference', () => {
    const [fizz, , , value] = counters.map(({count}) => count) as [number, number, number, number];
    const wrong = withCounts({fizz: fizz + 5, value: value - 5});
    expect(drawn(wrong)[0]).toContain('NOT 4 : 2 : 1 : 8');
  });

  it('without a heading still say whether they are right', () => {
    expect(drawn(counters, false)[1]?.match(/ok/g)).toHaveLength(4);
    const wrong = withCounts({buzz: 0});
    expect(drawn(wrong, false)[1]).toContain('NO)');
  });

  it('of no messages are all zero, not a wrong share', () => {
    const none = withCounts({fizz: 0, buzz: 0, fizzbuzz: 0, value: 0});
    expect(drawn(none).join('\n')).not.toMatch(/NaN|NOT/);
  });

  it('line up with their shares', () => {
    const [counts = '', shares = ''] = drawn(counters, false);
    expect(counts.indexOf('Buzz')).toBe(shares.indexOf('13.333'));
    expect(counts.indexOf('Value')).toBe(shares.indexOf('53.333'));
  });
});

test('a narrow screen cuts the tallies and does not wrap them', () => {
  const lines = drawn(counters, false, 30);
  expect(lines).toHaveLength(2);
  expect(widestOf(lines)).toBeLessThanOrEqual(30);
});

describe('counters of another pipeline', () => {
  const expect40 = (share: number | null) => [
    {name: 'a', label: 'A', count: 40, share},
    {name: 'b', label: 'B', count: 60, share: share === null ? null : 1 - share},
  ];

  test('without expected shares are only counted', () => {
    expect(drawn(expect40(null), false)).toEqual([expect.stringMatching(/^A {3}40 +B {3}60/)]);
    expect(drawn(expect40(null))[0]).toMatch(/^─ Tallies ─+$/);
  });

  test('whose shares are no ratio of small numbers are as expected, or not', () => {
    expect(drawn(expect40(0.4))[0]).toContain('2 : 3, as expected');
    expect(drawn(expect40(0.401_234))[0]).toMatch(/ as expected/);
    expect(drawn(expect40(0.301_234))[0]).toContain('NOT as expected');
  });

  test('of a pipeline without counters take no line', () => {
    expect(drawn([])).toEqual(['']);
  });
});
