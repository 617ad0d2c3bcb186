import {expect, test} from 'vitest';
import {spaceLeft} from '../../../source/engine/memory/address-space.ts';

const heading = 'Limit                     Soft Limit           Hard Limit           Units\n';
const status = 'Name:\tnode\nVmPeak:\t 1274660 kB\nVmSize:\t 1000000 kB\n';

test('what is left is the soft limit less what is in use', () => {
  const limits = `${heading}Max address space         2048000000           unlimited            bytes\n`;
  expect(spaceLeft(limits, status)).toBe(1_024_000_000);
});

test('beyond the limit nothing is left', () => {
  const limits = `${heading}Max address space         1024                 2048                 bytes\n`;
  expect(spaceLeft(limits, status)).toBe(0);
});

test('without a limit, or without knowledge of it, all is left', () => {
  const limits = `${heading}Max address space         unlimited            unlimited            bytes\n`;
  expect(spaceLeft(limits, status)).toBe(Number.POSITIVE_INFINITY);
  expect(spaceLeft('', status)).toBe(Number.POSITIVE_INFINITY);
  expect(spaceLeft(`${heading}Max address space 1 1 bytes`, '')).toBe(Number.POSITIVE_INFINITY);
});
