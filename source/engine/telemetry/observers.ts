import type {AnyPipeline} from '../actor/define.ts';
import type {PipelineParts} from '../actor/parts.ts';
import {errorMessage} from '../base/errors.ts';
import type {PipelineData} from '../definition/types.ts';
import type {LogEntry, PipelineView} from '../definition/view.ts';
import type {Reading} from './reading.ts';
import {createView} from './view.ts';

type Observe = (view: PipelineView<PipelineData>) => readonly LogEntry[];

/**
 * The definition's observers of all lanes. One that throws is not called again. Its last line
 * reports the error, and the run goes on. Used on the main thread only.
 */
export class Observers {
  readonly #parts: PipelineParts;
  readonly #observers: Observe[];

  /** @param start the reading from which the lanes begin */
  constructor({behaviour}: AnyPipeline, parts: PipelineParts, start: Reading) {
    this.#parts = parts;
    const isSingle = start.lanes.length === 1;
    this.#observers = start.lanes.flatMap((reading, lane) => {
      const view = createView(parts, reading, lane);
      return behaviour.createObserver?.(view, isSingle ? undefined : lane) ?? [];
    });
  }

  /** Returns the lines for the log that follow from a reading. */
  observe({lanes}: Reading): readonly LogEntry[] {
    return this.#observers.flatMap((observe, lane) => {
      const reading = lanes[lane];
      if (reading === undefined) return [];
      try {
        return observe(createView(this.#parts, reading, lane));
      } catch (error) {
        this.#observers[lane] = () => [];
        const text = `The observer of the pipeline failed: ${errorMessage(error)}`;
        return [{level: 'error', text}];
      }
    });
  }
}
