/** Runs of the examples, on the built engine. */
import {fileURLToPath} from 'node:url';
import type {AnyPipeline, Engine, Snapshot} from 'fizzbuzz-tui/engine';

/** Returns the path of an example's module. */
export function examplePath(name: string): string {
  return fileURLToPath(new URL(`../../examples/${name}/pipeline.ts`, import.meta.url));
}

/** Returns the numbers of threads that a pipeline can run on. */
export function threadCounts({data}: Pick<AnyPipeline, 'data'>): number[] {
  return data.threads.map(({length}) => length);
}

/** Crashes the thread of each actor in turn, each after some progress, and stops the run. */
export async function crashEachActor(engine: Engine): Promise<Snapshot> {
  const totalOf = ({channels}: Snapshot) => channels.reduce((sum, {total}) => sum + total, 0);
  for (const {name} of engine.getSnapshot().actors) {
    const {actors, ...before} = await snapshotWhere(engine, ({state}) => state === 'running');
    const restartsOf = ({actors}: Pick<Snapshot, 'actors'>) =>
      actors.find((actor) => actor.name === name)?.restarts ?? 0;
    engine.crash(name);
    await snapshotWhere(
      engine,
      (now) =>
        restartsOf(now) > restartsOf({actors}) && totalOf(now) > totalOf({actors, ...before}),
    );
  }
  engine.stop('key');
  return await engine.finished;
}

/** Resolves with the first Snapshot that `isWanted`. Rejects if the run ends before. */
async function snapshotWhere(
  engine: Engine,
  isWanted: (snapshot: Snapshot) => boolean,
): Promise<Snapshot> {
  const found = new Promise<Snapshot>((resolve) => {
    const check = () => {
      if (!isWanted(engine.getSnapshot())) return;
      unsubscribe();
      resolve(engine.getSnapshot());
    };
    const unsubscribe = engine.subscribe(check);
    check();
  });
  const end = engine.finished.then(({stop}) => {
    throw new Error(`the run ended too soon: ${JSON.stringify(stop)}`);
  });
  return await Promise.race([found, end]);
}
