// The example of a copied file: a crash at every store, and crashes of real threads.
import {randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type PipelineView, startPipeline} from 'fizzbuzz-tui/engine';
import {proveCrashSafety, runWithCrashes} from 'fizzbuzz-tui/testing';
import {afterAll, expect, test} from 'vitest';
import {longTest, sampled} from '../helpers/sample.ts';
import {crashEachActor, examplePath, threadCounts} from './example.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fizzbuzz-tui-'));
const [from, to] = [path.join(folder, 'from'), path.join(folder, 'to')];
afterAll(() => rmSync(folder, {recursive: true}));

// The module reads the names and the size of the file when it is imported. Threads inherit the
// names.
process.env.COPY_FROM = from;
process.env.COPY_TO = to;
const blocks = 21;
writeFileSync(from, randomBytes((blocks - 1) * 1_024 + 7));
const {default: pipeline} = await import('../../examples/file/pipeline.ts');

const isCopied = () => readFileSync(to).equals(readFileSync(from));

test.each(sampled(threadCounts(pipeline), 1))(
  'on %i threads a crash at any store leaves the copy identical',
  async (threads) => {
    // Longer than the file, as an older copy can be.
    writeFileSync(to, randomBytes(40_000));
    const options = {
      capacityMessages: 8,
      threads,
      check({channels}: PipelineView<typeof pipeline.data>) {
        expect(channels.hashed.received).toBe(blocks);
        expect(isCopied()).toBe(true);
      },
    };
    const {stores} = await proveCrashSafety(pipeline, options);
    expect(stores).toHaveLength(threads);
    // The disk decides in which batches the blocks come, so a run can take more stores than the one
    // that ended the proof.
    for (const [victim, count] of stores.entries()) {
      expect(count).toBeGreaterThan(20);
      for (let store = count; store < count + 40; store++) {
        await runWithCrashes(pipeline, options, {victim, lives: [store]});
      }
    }
  },
);

longTest('crashes of real threads leave the copy identical', async () => {
  writeFileSync(from, randomBytes(16_000_000));
  // Batches of a few blocks, so that the copy takes some seconds.
  const engine = await startPipeline(examplePath('file'), {
    capacityMessages: 16,
    batchMessages: 4,
    durationSeconds: 60,
  });
  const last = await crashEachActor(engine);
  expect(last.stop).toMatchObject({by: 'key', clean: true, verified: true});
});

longTest('a copy that comes to its end is identical', async () => {
  const engine = await startPipeline(examplePath('file'), {chaosMeanSeconds: 0.1});
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'done', clean: true, verified: true});
  expect(isCopied()).toBe(true);
});
