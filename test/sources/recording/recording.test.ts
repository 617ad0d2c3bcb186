// Recordings: written while a run goes on, read again, also when they were cut or damaged.
import {spawnSync} from 'node:child_process';
import {closeSync, constants, existsSync, openSync, readFileSync, writeFileSync} from 'node:fs';
import {describe, expect, it, test} from 'vitest';
import {toWire} from '../../../source/fizzbuzz/report.ts';
import {Recording, RecordingError} from '../../../source/sources/recording/recording.ts';
import {
  discardRecordingFile,
  openRecordingFile,
  RecordingFileError,
  RecordingWriter,
} from '../../../source/sources/recording/write.ts';
import {fakeEngine} from '../../helpers/fake-engine.ts';
import {freshPath} from '../../helpers/folder.ts';
import {fixedSnapshot} from '../../helpers/snapshot.ts';

const snapshots = [0, 0.1, 0.2, 0.3].map((elapsedSeconds) => fixedSnapshot({elapsedSeconds}));
const lines = snapshots.map(toWire);

function recordingOf(text: string): Recording {
  const path = freshPath('run.jsonl');
  writeFileSync(path, text);
  return new Recording(path);
}

function secondsOf({entries}: Recording): number[] {
  return entries.map(({elapsedSeconds}) => elapsedSeconds);
}

describe('a recording', () => {
  it('has every Snapshot of the run, the first and the last included', async () => {
    const path = freshPath('run.jsonl');
    const engine = fakeEngine(snapshots[0] as never);
    const writer = new RecordingWriter(openRecordingFile(path), engine);
    for (const snapshot of snapshots.slice(1)) engine.publish(snapshot);
    expect(await writer.close()).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe(`${lines.join('\n')}\n`);
    const recording = new Recording(path);
    expect(recording.entries.map((_, index) => recording.readSnapshot(index))).toEqual(snapshots);
    expect(recording.damagedLines).toBe(0);
  });

  it('is not written over a file that is there', () => {
    const path = freshPath('precious');
    writeFileSync(path, 'precious');
    expect(() => openRecordingFile(path)).toThrow(RecordingFileError);
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('is refused where nothing can be made', () => {
    expect(() => openRecordingFile('/nowhere/at/all')).toThrow('cannot be written (ENOENT)');
    expect(() => openRecordingFile('/')).toThrow('cannot be written (EISDIR)');
  });

  it('that is given up leaves no file, and leaves a pipe where it was', () => {
    const path = freshPath('run.jsonl');
    discardRecordingFile(path, openRecordingFile(path));
    expect(existsSync(path)).toBe(false);
    const pipe = freshPath('pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const reader = openSync(pipe, constants.O_RDWR);
    discardRecordingFile(pipe, openRecordingFile(pipe));
    closeSync(reader);
    expect(existsSync(pipe)).toBe(true);
  });

  it('into a pipe that nobody reads is refused, and does not wait for a reader', () => {
    const path = freshPath('pipe');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    expect(() => openRecordingFile(path)).toThrow('is a pipe that nobody reads');
  });

  it.skipIf(process.platform !== 'linux')(
    'on a full disk ends with a notice, and the run hears of nothing else',
    async () => {
      const engine = fakeEngine(snapshots[0] as never);
      const writer = new RecordingWriter(openRecordingFile('/dev/full'), engine);
      engine.publish(snapshots[1] as never);
      expect(await writer.close()).toBe('ENOSPC');
      expect(engine.commands.map(([name]) => name)).toEqual(['log']);
      expect(engine.listenerCount).toBe(0);
    },
  );
});

describe('of a damaged recording', () => {
  it('that was cut in its last line all the others are whole', () => {
    const recording = recordingOf(`${lines.join('\n')}\n`.slice(0, -100));
    expect(secondsOf(recording)).toEqual([0, 0.1, 0.2]);
    expect(recording.damagedLines).toBe(1);
  });

  it('without its last line break nothing is lost', () => {
    expect(secondsOf(recordingOf(lines.join('\n')))).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('with rubbish in its middle the rest is whole', () => {
    const rubbish = ['{}', '\u0000\u0001', lines[0]?.slice(7) ?? '', 'x'.repeat(5_000_000)];
    const recording = recordingOf([lines[0], ...rubbish, lines[1], '', lines[2]].join('\n'));
    expect(secondsOf(recording)).toEqual([0, 0.1, 0.2]);
    expect(recording.damagedLines).toBeGreaterThanOrEqual(rubbish.length);
    expect(recording.readSnapshot(1)).toEqual(snapshots[1]);
  });

  it('that is longer than what is read at once every Snapshot is found', () => {
    const recording = recordingOf(Array.from({length: 400}, () => lines.join('\n')).join('\n'));
    expect(recording.entries).toHaveLength(1_600);
    expect(recording.readSnapshot(1_598)).toEqual(snapshots[2]);
  });
});

test.each([
  ['an empty file', ''],
  ['a file of something else', 'hello\nworld\n'],
])('%s is no recording', (_, text) => {
  expect(() => recordingOf(text)).toThrow(RecordingError);
});

test('a recording of an earlier version is refused in one sentence', () => {
  const {pipeline: _, ...earlier} = fixedSnapshot();
  const text = [earlier, earlier].map((snapshot) => JSON.stringify(snapshot)).join('\n');
  expect(() => recordingOf(text)).toThrow(
    'was made by an earlier version, whose recordings this version cannot play',
  );
});

test('a recording of a later version is refused as one', () => {
  const text = JSON.stringify({...fixedSnapshot(), schema: 2});
  expect(() => recordingOf(text)).toThrow('was made by a later version');
});

test('a mark of the byte order costs no Snapshot', () => {
  const text = JSON.stringify(fixedSnapshot());
  const {entries, damagedLines} = recordingOf(`\uFEFF${text}\n${text}\n`);
  expect([entries.length, damagedLines]).toEqual([2, 0]);
});

test('a file that is not there, and a folder, are no recordings', () => {
  expect(() => new Recording('/nowhere')).toThrow('cannot be read (ENOENT)');
  expect(() => new Recording('/')).toThrow('is no plain file');
});
