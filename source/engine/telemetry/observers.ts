import type {AnyPipeline} from '../actor/define.ts';
import type {PipelineParts} from '../actor/parts.ts';
import {errorMessage} from '../base/errors.ts';
import type {PipelineData} from '../definition/types.ts';
import type {LogEntry, PipelineView} from '../definition/view.ts';
import {type LogLevel, logLevels} from '../snapshot/vocabulary.ts';
import type {Reading} from './reading.ts';
import {createView} from './view.ts';

type Observe = (view: PipelineView<PipelineData>) => readonly LogEntry[];

/**
 * The definition's observers of all lanes. One that throws, or returns something else than lines,
 * is not called again. Its last line reports the error, and the run goes on. Used on the main
 * thread only.
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
      try {
        return behaviour.createObserver?.(view, isSingle ? undefined : lane) ?? [];
      } catch (error) {
        // It fails at its first call instead, which reports it.
        return () => {
          throw error;
        };
      }
    });
  }

  /** Returns the lines for the log that follow from a reading. */
  observe({lanes}: Reading): readonly LogEntry[] {
    return this.#observers.flatMap((observe, lane) => {
      const reading = lanes[lane];
      if (reading === undefined) return [];
      try {
        return checkLines(observe(createView(this.#parts, reading, lane)));
      } catch (error) {
        this.#observers[lane] = () => [];
        const text = `The observer of the pipeline failed: ${errorMessage(error)}`;
        return [{level: 'error', text}];
      }
    });
  }
}

/** Returns the lines of an observer. In JavaScript they can be anything. */
function checkLines(lines: readonly LogEntry[]): readonly LogEntry[] {
  const isLine = (line?: Partial<LogEntry> | null) =>
    logLevels.includes(line?.level as LogLevel) && typeof line?.text === 'string';
  if (Array.isArray(lines) && lines.every(isLine)) return lines;
  throw new TypeError('it returned something else than a list of {level, text}');
}
