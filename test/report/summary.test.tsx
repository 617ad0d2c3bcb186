import {stripVTControlCharacters} from 'node:util';
import {describe, expect, it, test} from 'vitest';
import type {
  BeatReport,
  CounterReport,
  SegmentReport,
  Snapshot,
  StopReport,
} from '../../source/engine/index.ts';
import {createPaint} from '../../source/format/paint.ts';
import {asciiSymbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {outcome, shutdownLines} from '../../source/report/outcome.ts';
import {summarize} from '../../source/report/summary.ts';
import {widestOf} from '../helpers/render.tsx';
import {cleanStop, fixedSnapshot} from '../helpers/snapshot.ts';
import {otherPipeline} from './other-pipeline.ts';

/** The summary of a run that has ended, and its lines with the tables of `--details`. */
function summaryOf(overrides: Partial<Snapshot> = {}, symbols = unicodeSymbols) {
  const snapshot = fixedSnapshot({state: 'stopped', stop: cleanStop, ...overrides});
  const text = stripVTControlCharacters(summarize(snapshot, symbols));
  const detailed = stripVTControlCharacters(summarize(snapshot, symbols, {isDetailed: true}));
  const details = detailed.split('\n');
  const tables = details.filter((line) => /^[┌├└│+|]/.test(line));
  return {text, lines: text.split('\n'), tables, detailed, details};
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
    const {tables} = summaryOf({channels});
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

  it('line numbers up on the right', () => {
    const {tables} = summaryOf();
    const values = tables.find((line) => line.startsWith('│ values'));
    const beats = tables.find((line) => line.startsWith('│ beats'));
    expect(beats?.indexOf('30,000')).toBe((values?.indexOf('9,652,662,016') ?? 0) + 7);
  });

  it('say so when nothing was measured', () => {
    const counters = withCounts([0, 0, 0, 0]);
    const channels = fixedSnapshot().channels.map((channel) => ({...channel, sent: 0, total: 0}));
    const beat = {...(fixedSnapshot().beat as BeatReport), lateness: null};
    const {detailed, tables} = summaryOf({counters, channels, beat, latency: null});
    expect(rowOf(tables, 'shares')[1]).toBe('F 0 %, B 0 %, FB 0 %, V 0 %');
    expect(rowOf(tables, 'latency')[1]).toBe('not measured');
    expect(rowOf(tables, 'lateness')[1]).toBe('no beat was due');
    expect(detailed).not.toMatch(/NaN|Infinity|undefined|null/);
  });
});

describe('the tables of another pipeline', () => {
  const {detailed, tables} = summaryOf({
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
    expect(detailed).not.toMatch(/beat|lateness|kernels|double-buffer|undefined|null|NaN/);
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
  expect(summaryOf({}, asciiSymbols).detailed).toMatch(/^[ -~\n]+$/);
});

describe('the segments', () => {
  const [first] = fixedSnapshot().segments as [SegmentReport];

  const slower: SegmentReport = {
    ...first,
    settings: {...first.settings, mode: 'zero-copy', beatPeriodMs: 1, batchMessages: 64},
    seconds: 123.4,
    perSecond: 1e8,
  };

  /** The rows of the table without borders. */
  function rowsOf(segments: readonly SegmentReport[], earlierSegments = 0): readonly string[] {
    const {lines} = summaryOf({segments, earlierSegments});
    const start = lines.findIndex((line) => line.startsWith('seconds'));
    return lines.slice(start, lines.indexOf('', start));
  }

  it('have a row each in columns, and fit 80 columns', () => {
    const rows = rowsOf([first, slower]);
    expect(rows).toEqual([
      'seconds  mode    beats   batch of     a second  latency  ns each  limit',
      '   60.0  double  500/s   512 Ki/1 Mi     161 M  2.05 ms     2.55  heartbeat best',
      '  123.4  zero    1000/s  64/1 Mi         100 M  2.05 ms     2.55  heartbeat',
    ]);
    expect(widestOf(rows)).toBeLessThanOrEqual(80);
  });

  it('that were too many are counted: six are shown, in their order', () => {
    const many = Array.from({length: 20}, (_, index) => ({
      ...slower,
      settings: {...slower.settings, batchMessages: 2 ** index},
      seconds: 5 + index,
      perSecond: index === 7 ? 9e8 : 1e8,
    }));
    const rows = rowsOf(many, 1_234);
    expect(rows).toHaveLength(8);
    expect(rows[1]).toMatch(/^ +5\.0 .* 1\/1 Mi /);
    expect(rows[2]).toMatch(/^ +12\.0 .* 900 M .* best$/);
    expect(rows[6]).toMatch(/^ +24\.0 /);
    expect(rows[7]).toBe('and 1,248 more: --details');
    expect(summaryOf({segments: many, earlierSegments: 1_234}).detailed).toContain(
      '1,234 segments before these',
    );
  });

  it('have threads and lanes where these were tried', () => {
    const settings = {...first.settings, threads: 1, lanes: 4};
    const rows = rowsOf([first, {...first, settings}]);
    expect(rows.map((row) => row.slice(37, 46).trim())).toEqual(['threads', '3', '4×1']);
  });

  it('in detail have a row each, as wide as a terminal', () => {
    const {tables} = summaryOf({segments: [first, slower]});
    expect(widestOf(tables)).toBeLessThanOrEqual(80);
    expect(tables.join('\n')).toMatch(
      / 60\.0 double-buffer 500\/s +1\.05 M +524 k +161 M\/s 2\.05 ms 0\.4\/3 heartbeat/,
    );
  });
});

describe('the whole summary', () => {
  const [first] = fixedSnapshot().segments as [SegmentReport];
  const six = Array.from({length: 6}, (_, index) => ({
    ...first,
    settings: {...first.settings, beatPeriodMs: index},
    perSecond: 1e8 * (index + 1),
  }));

  it('fits a terminal of 24 rows and 80 columns, whose last row is the prompt', () => {
    const {lines} = summaryOf({segments: six});
    const rows = lines.slice(0, -1).map((line) => Math.max(1, Math.ceil(line.length / 80)));
    expect(rows.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(23);
  });

  it('names the rest of what one asks, and where more is', () => {
    const {lines} = summaryOf();
    expect(lines.slice(-4)).toEqual([
      'latency 2.05 ms, p99 8.19 ms   beats 64.0 us late, p99 1.25 ms, none skipped',
      'rings 16.1 MiB, memory 100 MiB, kernels 256   no alerts, no restarts',
      'More: --details for all tables, --json for programs, docs/lesson.md for the why.',
      '',
    ]);
    const actors = fixedSnapshot().actors.map((actor) => ({...actor, restarts: actor.thread}));
    expect(summaryOf({actors}).text).toContain('no alerts, 6 restarts');
  });

  it('has no mode beside one that ran under other settings', () => {
    const modes = [
      {mode: 'double-buffer', seconds: 20, messages: 2e9, perSecond: 1e8},
      {mode: 'zero-copy', seconds: 40, messages: 1e10, perSecond: 2.5e8},
    ];
    const zero = {...first, settings: {...first.settings, mode: 'zero-copy', beatPeriodMs: 0.5}};
    const {detailed} = summaryOf({modes, segments: [first, zero]});
    expect(detailed).not.toMatch(/compared|2\.50 x|With all else alike/);
  });

  it('on a terminal has the proof in the colour of good, a broken one in that of alarm', () => {
    const paint = createPaint('dark', 1);
    const [green, red] = [32, 31].map((color) => `\u001B[1m\u001B[${color}m`);
    const snapshot = fixedSnapshot({stop: cleanStop});
    expect(summarize(snapshot, unicodeSymbols, {paint})).toContain(`${green}verified`);
    const broken = stopReport({clean: true, verified: false});
    expect(summarize(broken, unicodeSymbols, {paint})).toContain(`${red}NOT VERIFIED`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is looked for
    expect(summarize(snapshot, unicodeSymbols)).not.toMatch(/\u001B/);
  });
});

describe('the verdict', () => {
  const [first] = fixedSnapshot().segments as [SegmentReport];
  /** On one line again. */
  const verdictOf = (overrides: Partial<Snapshot>) =>
    / (Verdict.*?\.) (?=seconds|latency)/.exec(
      summaryOf(overrides).text.replaceAll(/\s+/g, ' '),
    )?.[1];

  it('of one segment tells its rate, its limit, and what the worker could do', () => {
    expect(verdictOf({})).toBe(
      'Verdict: 161 M/s, which is what the heartbeat allowed; the worker was busy 30 % of the time, so it could do up to 536 M/s. Press z in a run to compare the modes.',
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
      'Verdict: the best of 2 was zero-copy (free-running, batch 512 Ki of 1 Mi): 2.40 G/s, limited by the worker. Press z in a run to compare the modes.',
    );
  });

  it('compares the modes where all else is alike', () => {
    const settings = {...best.settings, mode: 'double-buffer'};
    const twin: SegmentReport = {...best, settings, perSecond: 1.2e9, cpuSeconds: 49.2};
    expect(verdictOf({segments: [first, twin, best]})).toMatch(
      /limited by the worker\. With all else alike double-buffer gave 1\.20 G\/s, and took 5\.10 ns of processor time a message in place of 2\.55\.$/,
    );
  });

  it('compares the processor time where the heartbeat held both modes', () => {
    const settings = {...first.settings, mode: 'zero-copy'};
    const twin: SegmentReport = {...first, settings, cpuSeconds: 12.3};
    expect(verdictOf({segments: [first, twin]})).toMatch(
      /With all else alike both gave 161 M\/s, which is what the heartbeat allowed; zero-copy took 1\.27 ns of processor time a message in place of 2\.55\.$/,
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
    expect(text).not.toContain('seconds');
  });

  it('is none where nothing was counted, or the run did not end well', () => {
    expect(verdictOf({segments: [{...first, messages: 0, perSecond: 0}]})).toMatch(/none/);
    expect(verdictOf({stop: {...cleanStop, verified: false}})).toMatch(/none/);
  });
});
