// The short form of the comparison with the Rust lesson: a stand-in logs as the lesson does, this
// engine is the real one.
import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {runLesson} from '../../benchmark/lesson/lesson.ts';
import {rateOfLog} from '../../benchmark/lesson/milestones.ts';
import {longTest} from '../helpers/sample.ts';

const script = fileURLToPath(new URL('../../benchmark/lesson.ts', import.meta.url));

const line = (time: string, count: number) =>
  `[2026-11-24 ${time} +00:00] T[logger] INFO [src/actor/logger.rs:86] ` +
  `Logger: ${count} messages processed (F:1, B:1, FB:1, V:1)`;

/** Three milestones, half a second apart: 268,435,456 messages a second. */
const log = [
  line('11:19:44.048728', 16),
  line('11:19:44.750000', 2 ** 27),
  line('11:19:45.250000', 2 * 2 ** 27),
  line('11:19:45.750000', 3 * 2 ** 27),
].join('\n');

function standIn(ending: string): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'lesson-')), 'performant');
  writeFileSync(file, `#!/bin/sh\ncat <<'LOG'\n${log}\nLOG\n${ending}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('the rate is that between the first and the last milestone, not of the first messages', () => {
  expect(rateOfLog(log)).toBeCloseTo(2 ** 28);
});

test('a log of fewer than two milestones has no rate', () => {
  expect(rateOfLog(log.split('\n').slice(0, 2).join('\n'))).toBeUndefined();
  expect(rateOfLog('')).toBeUndefined();
});

test('a lesson that hangs at its stop is ended, and counted as hung', async () => {
  const run = await runLesson(standIn('exec sleep 600'), 0.1, -0.7);
  expect(run).toEqual({perSecond: expect.closeTo(2 ** 28), hung: true});
});

test('a lesson that says nothing of use is refused with what it said', async () => {
  await expect(runLesson('/bin/echo', 0.1)).rejects.toThrow(/fewer than two milestones.*--rate 1/s);
});

longTest('the table has both programs and the ratio', () => {
  const args = [script, '--binary', standIn('true'), '--rounds', '1', '--seconds', '0.2'];
  const {status, stdout} = spawnSync(process.execPath, args, {encoding: 'utf8'});
  expect(status).toBe(0);
  const rows = [...stdout.matchAll(/^\| (.*?) \| ([\d.,]+) \| .* \| ([\d.]+) \|$/gm)];
  expect(rows.map(([, name]) => name)).toEqual([
    'the Rust lesson, double-buffer, `--rate 1`',
    'fizzbuzz-tui, double-buffer, default shape',
    'fizzbuzz-tui, double-buffer, a lane per core',
  ]);
  expect(rows[0]?.[2]).toBe('268');
  expect(Number(rows[1]?.[3])).toBeGreaterThan(0);
});
