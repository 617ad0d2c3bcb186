import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {Tallies} from '../../source/components/tallies.tsx';
import {expectedTallies} from '../../source/engine/index.ts';
import {linesOf, widestOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {tallies, messages} = fixedSnapshot();
const {logged} = messages;

function drawn(counts: typeof tallies, total: number, hasHeading = true, columns = 80): string[] {
  const panel = (
    <Tallies tallies={counts} logged={total} columns={columns} hasHeading={hasHeading} />
  );
  return linesOf(panel, columns);
}

describe('the four tallies', () => {
  it('stand beside their shares and the shares that are expected', () => {
    const [heading, counts, shares] = drawn(tallies, logged);
    expect(heading).toContain('4 : 2 : 1 : 8, as expected');
    expect(counts).toMatch(/^Fizz 2\.57 G +Buzz 1\.29 G +FizzBuzz {2}644 M +Value 5\.15 G/);
    expect(shares).toMatch(
      /^26\.667 % \(26\.7\) +13\.333 % \(13\.3\) +6\.667 % \(6\.7\) +53\.333 %/,
    );
  });

  it('are expected for any number of messages that is counted right', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (total) =>
        drawn(expectedTallies(total), total).join('').includes('as expected'),
      ),
      {numRuns: 30},
    );
  });

  it('that are wrong are called so, however small the difference', () => {
    const wrong = {...tallies, fizz: tallies.fizz + 5, value: tallies.value - 5};
    expect(drawn(wrong, logged)[0]).toContain('NOT 4 : 2 : 1 : 8');
  });

  it('without a heading still say whether they are right', () => {
    expect(drawn(tallies, logged, false)[1]?.match(/ok/g)).toHaveLength(4);
    const wrong = {...tallies, buzz: 0};
    expect(drawn(wrong, logged, false)[1]).toContain('NO)');
  });

  it('of no messages are all zero, not a wrong share', () => {
    const none = {fizz: 0, buzz: 0, fizzbuzz: 0, value: 0};
    expect(drawn(none, 0).join('\n')).not.toMatch(/NaN|NOT/);
  });

  it('line up with their shares', () => {
    const [counts = '', shares = ''] = drawn(tallies, logged, false);
    expect(counts.indexOf('Buzz')).toBe(shares.indexOf('13.333'));
    expect(counts.indexOf('Value')).toBe(shares.indexOf('53.333'));
  });
});

test('a narrow screen cuts the tallies and does not wrap them', () => {
  const lines = drawn(tallies, logged, false, 30);
  expect(lines).toHaveLength(2);
  expect(widestOf(lines)).toBeLessThanOrEqual(30);
});
