/**
 * A strict parser of Prometheus' text format:
 * https://prometheus.io/docs/instrumenting/exposition_formats
 */

/** A metric of a text. */
export interface ParsedMetric {
  readonly help: string;
  readonly type: string;
  /** Values by their labels, written as in the text: `{actor="worker"}`, or empty. */
  readonly samples: ReadonlyMap<string, number>;
}

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const label = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const header = new RegExp(`^# (HELP|TYPE) (${name}) (.+)$`);
const sample = new RegExp(`^(${name})((?:\\{${label}(?:,${label})*\\})?) (-?[0-9.e+-]+)$`);

/**
 * Returns the metrics of a text by name.
 * @throws {Error} on a line that is not of the format, and on samples without a type
 */
export function parseMetrics(text: string): Map<string, ParsedMetric> {
  const metrics = new Map<string, {help: string; type: string; samples: Map<string, number>}>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, keyword, described, rest] = header.exec(line) ?? [];
    if (described !== undefined && rest !== undefined) {
      const metric = metrics.get(described) ?? {help: '', type: '', samples: new Map()};
      metrics.set(described, {...metric, [keyword === 'HELP' ? 'help' : 'type']: rest});
      continue;
    }
    const [, metricName, labels, value] = sample.exec(line) ?? [];
    const metric = metricName === undefined ? undefined : metrics.get(metricName);
    if (metric === undefined || metric.type === '') throw new Error(`cannot be parsed: ${line}`);
    metric.samples.set(labels ?? '', Number(value));
  }
  return metrics;
}
