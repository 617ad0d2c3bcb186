import {expect, test} from 'vitest';
import {readIgnoredSignals, type Surroundings} from '../../source/commands/ignored-signals.ts';

/** Bits of signals in the masks of Linux. */
const [hup, int, term, tstp] = [1, 2, 15, 20].map((number) => 1n << BigInt(number - 1)) as [
  bigint,
  bigint,
  bigint,
  bigint,
];
const mask = (...bits: bigint[]) =>
  bits
    .reduce((sum, bit) => sum | bit, 0n)
    .toString(16)
    .padStart(16, '0');

/** What is ignored in surroundings of which some are given. */
function ignoredIn({
  files = {},
  ...surroundings
}: Partial<Surroundings> & {readonly files?: Record<string, string>}): readonly string[] {
  return readIgnoredSignals({
    pid: 7,
    parentPid: 3,
    env: {},
    isStdinNull: false,
    readText: (file) => files[file] ?? '',
    ...surroundings,
  });
}

const parent = (name: string, ...bits: bigint[]) => ({
  '/proc/3/status': `Name:\t${name}\nSigBlk:\t0\nSigIgn:\t${mask(...bits)}\n`,
});

test('the launcher’s word counts, for the process that it became', () => {
  const env = {FIZZBUZZ_TUI_SIGNALS: `7:${mask(hup, int)}`};
  expect(ignoredIn({env})).toEqual(['SIGHUP', 'SIGINT']);
  expect(ignoredIn({env, pid: 8})).toEqual([]);
  expect(ignoredIn({env: {FIZZBUZZ_TUI_SIGNALS: '7:nonsense'}})).toEqual([]);
});

test('nohup leaves its name in the shell’s variable', () => {
  expect(ignoredIn({env: {_: '/usr/bin/nohup'}})).toEqual(['SIGHUP']);
  expect(ignoredIn({env: {_: '/usr/bin/node'}})).toEqual([]);
});

test('nohup opens the null device for writing in the place of a terminal', () => {
  const fdinfo = (flags: string) => ({'/proc/self/fdinfo/0': `pos:\t0\nflags:\t${flags}\n`});
  expect(ignoredIn({isStdinNull: true, files: fdinfo('0100001')})).toEqual(['SIGHUP']);
  expect(ignoredIn({isStdinNull: true, files: fdinfo('0100000')})).toEqual([]);
  expect(ignoredIn({isStdinNull: false, files: fdinfo('0100001')})).toEqual([]);
});

test('what a shell ignores, its commands ignore, but for what a shell needs for itself', () => {
  expect(ignoredIn({files: parent('dash', hup, term)})).toEqual(['SIGHUP', 'SIGTERM']);
  expect(ignoredIn({files: parent('bash', hup, term, tstp)})).toEqual(['SIGHUP']);
  expect(ignoredIn({files: parent('tmux:', int, hup)})).toEqual([]);
});
