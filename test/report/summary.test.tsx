import {stripVTControlCharacters} from 'node:util';
import {describe, expect, it, test} from 'vitest';
import type {
  BeatReport,
  CounterReport,
  SegmentReport,
  Snapshot,
  StopReport,
} from '../../source/engine/index.ts';
import {asciiSymbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {outcome, shutdownLines} from '../../source/report/outcome.ts';
import {summarize} from '../../source/report/summary.tsx';
import {widestOf} from '../helpers/render.tsx';
import {cleanStop, fixedSnapshot} from '../helpers/snapshot.ts';
import {otherPipeline} from './other-pipeline.ts';

/** The summary of a run that has ended, and its lines from the first table on. */
function summaryOf(overrides: Partial<Snapshot> = {}, symbols = unicodeSymbols) {
  const snapshot = fixedSnapshot({state: 'stopped', stop: cleanStop, ...overrides});
  const text = stripVTControlCharacters(summarize(snapshot, symbols));
  const lines = text.split('\n');
  const tables = lines.filter((line) => /^[┌├└│+|]/.test(line));
  return {text, lines, tables};
}

/** The cells of the table row that begins with these words. */
function rowOf(tables: readonly string[], ...first: readonly string[]): string[] {
  const rows = tables.map((line) =>
    line
      .split('│')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const row = rows.find((cells) => first.every((word, index) => cells[index] === word));
  if (row === undefined) throw new Error(`no row ${first.join(', ')}`);
  return row;
}

function withCounts(counts: readonly number[]): CounterReport[] {
  return fixedSnapshot().counters.map((counter, index) => ({
    ...counter,
    count: counts[index] ?? 0,
  }));
}

function stopReport(overrides: Partial<StopReport>): Snapshot {
  const stop = {...cleanStop, clean: false, ...overrides};
  return fixedSnapshot({state: 'failed', stop});
}

const threeLines = [
  'Generator shutting down. Total generated: 9652662016',
  'Worker shutting down. Heartbeats: 30000, Values: 9652662016, Messages: 9652662016',
  'Logger shutting down. Total: 9652662016 (F:2574043204, B:1287021602, FB:643510802, V:5148086408)',
];

describe('the three closing lines', () => {
  it('are as promised, to the letter', () => {
    expect(shutdownLines(fixedSnapshot())).toBe(`${threeLines.join('\n')}\n`);
  });

  it('tell each actor from its own count when they do not agree', () => {
    const totals = [
      {sent: 33, total: 22},
      {sent: 22, total: 15},
      {sent: 4, total: 3},
    ];
    const channels = fixedSnapshot().channels.map((channel, index) => ({
      ...channel,
      ...totals[index],
    }));
    const counters = withCounts([4, 2, 1, 8]);
    expect(shutdownLines(fixedSnapshot({channels, counters})).split('\n')).toEqual([
      'Generator shutting down. Total generated: 33',
      'Worker shutting down. Heartbeats: 3, Values: 22, Messages: 22',
      'Logger shutting down. Total: 15 (F:4, B:2, FB:1, V:8)',
      '',
    ]);
  });

  it('open the summary', () => {
    expect(summaryOf().lines.slice(0, 3)).toEqual(threeLines);
  });

  it('of another pipeline are one per actor, with the counts of its channels', () => {
    expect(shutdownLines(fixedSnapshot(otherPipeline))).toBe(
      'Source shutting down. numbers sent: 9\nSink shutting down. numbers received: 8\n',
    );
  });
});

describe('the outcome', () => {
  it('of a clean run says what stopped it, and that it was verified', () => {
    const text = outcome(fixedSnapshot({stop: cleanStop}));
    expect(text).toBe(
      'Stopped by beats after 60.01 s, clean; verified:\ngenerated = processed = logged, and the tallies are exact.',
    );
  });

  it('of another pipeline has its own proof', () => {
    const text = outcome(fixedSnapshot({...otherPipeline, stop: cleanStop}));
    expect(text).toMatch(/clean; verified:\nsent = received\.$/);
    const pipeline = {...fixedSnapshot().pipeline, proof: ''};
    expect(outcome(fixedSnapshot({pipeline, stop: cleanStop}))).toMatch(/clean; verified\.$/);
  });

  it.each([
    ['logger', 'input', 'waited for results'],
    ['worker', 'room', 'waited for room in results'],
    ['worker', 'beat', 'waited for a beat'],
    ['generator', 'room', 'waited for room in values'],
    ['heartbeat', null, 'was at work, or had no thread'],
  ] as const)('of an unclean stop names the %s and its wait (%s)', (actor, waitingFor, words) => {
    const text = outcome(stopReport({holdouts: [{actor, waitingFor}]}));
    expect(text).toContain('UNCLEAN');
    expect(text).toMatch(new RegExp(`The ${actor} had not agreed.*${words}\\.`));
  });

  it('names each actor that held out', () => {
    const holdouts = [
      {actor: 'worker', waitingFor: 'room'},
      {actor: 'logger', waitingFor: null},
    ] as const;
    const lines = outcome(stopReport({holdouts})).split('\n');
    const named = lines.filter((line) => line.startsWith('The '));
    expect(named.map((line) => line.split(' ')[1])).toEqual(['worker', 'logger']);
  });

  it('tells what went wrong', () => {
    const text = outcome(stopReport({by: 'fault', fault: 'the thread of worker died: no reason'}));
    expect(text).toContain('Fault: the thread of worker died: no reason.');
  });

  it('does not hide counts that disagree', () => {
    expect(outcome(stopReport({clean: true, verified: false}))).toContain('NOT VERIFIED');
  });
});

describe('the tables', () => {
  it('are at most 80 columns wide', () => {
    expect(widestOf(summaryOf().tables)).toBeLessThanOrEqual(80);
  });

  it('are at most 80 columns wide for a billion messages a second', () => {
    const messages = 60_000_000_000;
    const channels = fixedSnapshot().channels.map((channel) => ({...channel, total: messages}));
    const modes = fixedSnapshot().modes.map((mode) => ({...mode, messages, seconds: 60}));
    const {tables} = summaryOf({channels, modes});
    expect(widestOf(tables)).toBeLessThanOrEqual(80);
  });

  it('tell the run', () => {
    const {tables} = summaryOf();
    expect(rowOf(tables, 'messages')[1]).toBe('9,652,662,016');
    expect(rowOf(tables, 'running time')[1]).toMatch(/^00:01:00/);
    expect(rowOf(tables, 'throughput')[1]).toBe('mean 161 M/s, median 162 M/s, peak 263 M/s');
    expect(rowOf(tables, 'latency')[1]).toBe('median 2.05 ms, 99 % within 8.19 ms');
    expect(rowOf(tables, 'heartbeat')[1]).toBe('500 beats/s, 30,000 sent, 0 skipped');
    expect(rowOf(tables, 'shares')[1]).toBe('F 26.667 %, B 13.333 %, FB 6.667 %, V 53.333 %');
    expect(rowOf(tables, 'kernels')[1]).toBe('256');
  });

  it('tell channels and actors', () => {
    const {tables} = summaryOf();
    expect(rowOf(tables, 'results', 'worker')).toEqual(
      'results worker logger 1,048,576 9,652,662,016 50_% 75_%'.split(' ').map(unbroken),
    );
    expect(rowOf(tables, 'worker', '2')).toEqual(
      'worker 2 30_% 18,412 524,260 0'.split(' ').map(unbroken),
    );
  });

  it('leave out a mode that was not used', () => {
    expect(summaryOf().text).not.toContain('zero-copy');
  });

  it('compare two modes by their throughput', () => {
    const modes = [
      {mode: 'double-buffer', seconds: 20, messages: 2_000_000_000, perSecond: 100_000_000},
      {mode: 'zero-copy', seconds: 40, messages: 10_000_000_000, perSecond: 250_000_000},
    ] as const;
    const {tables} = summaryOf({modes});
    expect(rowOf(tables, 'double-buffer').slice(1)).toEqual(
      '20.0 2,000,000,000 100_M/s 1.00_x'.split(' ').map(unbroken),
    );
    expect(rowOf(tables, 'zero-copy').slice(1)).toEqual(
      '40.0 10,000,000,000 250_M/s 2.50_x'.split(' ').map(unbroken),
    );
  });

  it('line numbers up on the right', () => {
    const {tables} = summaryOf();
    const values = tables.find((line) => line.startsWith('│ values'));
    const beats = tables.find((line) => line.startsWith('│ beats'));
    expect(beats?.indexOf('30,000')).toBe((values?.indexOf('9,652,662,016') ?? 0) + 7);
  });

  it('say so when nothing was measured', () => {
    const counters = withCounts([0, 0, 0, 0]);
    const channels = fixedSnapshot().channels.map((channel) => ({...channel, sent: 0, total: 0}));
    const modes = fixedSnapshot().modes.map((mode) => ({...mode, messages: 0, perSecond: 0}));
    const beat = {...(fixedSnapshot().beat as BeatReport), lateness: null};
    const {text, tables} = summaryOf({counters, channels, modes, beat, latency: null});
    expect(rowOf(tables, 'shares')[1]).toBe('F 0 %, B 0 %, FB 0 %, V 0 %');
    expect(rowOf(tables, 'latency')[1]).toBe('not measured');
    expect(rowOf(tables, 'lateness')[1]).toBe('no beat was due');
    expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
  });
});

describe('the tables of another pipeline', () => {
  const {text, tables} = summaryOf({
    ...otherPipeline,
    machine: {...fixedSnapshot().machine, kernels: ''},
    stop: {...cleanStop, by: 'key'},
  });

  it('have its messages and counters', () => {
    expect(rowOf(tables, 'messages')[1]).toBe('8');
    expect(rowOf(tables, 'counts')[1]).toBe('Odd 3');
  });

  it('have the expected counters as shares', () => {
    const counters = [{name: 'odd', label: 'Odd', count: 3, share: 1}];
    const {tables} = summaryOf({...otherPipeline, counters});
    expect(rowOf(tables, 'shares')[1]).toBe('Odd 100.00 %');
  });

  it('have no row of what it does not have', () => {
    expect(text).not.toMatch(/beat|lateness|kernels|double-buffer|undefined|null|NaN/);
  });

  it('name counters in full when their capitals clash', () => {
    const counters = ['Odd', 'Other'].map((label) => ({name: label, label, count: 1, share: 0.5}));
    const {tables} = summaryOf({...otherPipeline, counters});
    expect(rowOf(tables, 'shares')[1]).toBe('Odd 50.000 %, Other 50.000 %');
  });
});

/** A blank that `split(' ')` is to leave alone. */
function unbroken(text: string): string {
  return text.replaceAll('_', ' ');
}

test('the summary for an ASCII terminal is ASCII', () => {
  expect(summaryOf({}, asciiSymbols).text).toMatch(/^[ -~\n]+$/);
});

describe('the segments', () => {
  const [first] = fixedSnapshot().segments as [SegmentReport];

  it('have a row each, as on the screen, and fit 80 columns', () => {
    const segments = [
      first,
      {
        ...first,
        settings: {...first.settings, mode: 'zero-copy', beatPeriodMs: 1, batchMessages: 64},
        seconds: 123.4,
      },
    ];
    const {lines} = summaryOf({segments});
    const heading = lines.findIndex((line) => line.includes('throughput latency cpu/t limit'));
    const table = lines.slice(heading - 1, heading + 5);
    expect(widestOf(table)).toBeLessThanOrEqual(80);
    expect(table[3]).toMatch(
      / 60\.0 double-buffer 500\/s +1\.05 M +524 k +161 M\/s 2\.05 ms 0\.4\/3 heartbeat/,
    );
    expect(table[5]).toMatch(/123\.4 zero-copy +1000\/s +1\.05 M +64 /);
  });

  it('that were too many to be kept are counted', () => {
    expect(summaryOf({earlierSegments: 1_234}).text).toContain('1,234 segments before these');
  });
});

describe('the verdict', () => {
  const [first] = fixedSnapshot().segments as [SegmentReport];
  /** On one line again. */
  const verdictOf = (overrides: Partial<Snapshot>) =>
    / (Verdict[^┌]*\.) /.exec(summaryOf(overrides).text.replaceAll(/\s+/g, ' '))?.[1];

  it('of one segment tells its rate, its limit, and what the worker could do', () => {
    expect(verdictOf({})).toBe(
      'Verdict: 161 M/s, which is what the heartbeat allowed; the worker was busy 30 % of the time, so it could do up to 536 M/s.',
    );
  });

  const best: SegmentReport = {
    ...first,
    settings: {...first.settings, mode: 'zero-copy', beatPeriodMs: 0},
    perSecond: 2.4e9,
    limit: {kind: 'actor', by: 'worker', busy: 0.97},
  };

  it('of several names the best and its limit', () => {
    expect(verdictOf({segments: [first, best]})).toBe(
      'Verdict: the best of 2 segments was zero-copy (free-running, batch 524,288 of 1,048,576, 3 threads): 2.40 G/s, limited by the worker.',
    );
  });

  it('compares the modes where all else is alike', () => {
    const settings = {...best.settings, mode: 'double-buffer'};
    const twin: SegmentReport = {...best, settings, perSecond: 1.2e9};
    expect(verdictOf({segments: [first, twin, best]})).toMatch(
      /limited by the worker\. With all else alike double-buffer gave 1\.20 G\/s\.$/,
    );
  });

  it('fits 80 columns', () => {
    const {lines} = summaryOf({segments: [first, best]});
    const start = lines.findIndex((line) => line.startsWith('Verdict'));
    expect(widestOf(lines.slice(start, start + 3))).toBeLessThanOrEqual(80);
  });

  it('leaves out segments that were too short to say anything', () => {
    const passing = {...first, seconds: 0.4, perSecond: 9e9};
    expect(verdictOf({segments: [passing, first]})).toMatch(/^Verdict: 161 M\/s/);
  });

  it('of a recording without segments says so, and there is no table of them', () => {
    const {text} = summaryOf({segments: []});
    expect(text).toContain('Verdict: none, since no segments were recorded.');
    expect(text).not.toContain('throughput latency cpu/t');
  });

  it('is none where nothing was counted, or the run did not end well', () => {
    expect(verdictOf({segments: [{...first, messages: 0, perSecond: 0}]})).toMatch(/none/);
    expect(verdictOf({stop: {...cleanStop, verified: false}})).toMatch(/none/);
  });
});
