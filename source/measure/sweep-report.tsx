/** Formats the result of a sweep as a map and as JSON. */
import {Box, renderToString, Text} from 'ink';
import {formatBinary, formatCount, formatRateInline, formatShort} from '../format/number.ts';
import type {Symbols} from '../format/symbols.ts';
import type {Cell, SweepReport} from './sweep.ts';

/** Formats the result as one line of JSON. */
export function sweepToJson({machine, mode, durationSeconds, cells, best}: SweepReport): string {
  const report = {
    schema: 1,
    machine,
    mode,
    durationSeconds,
    cells: cells.map(cellToJson),
    best: cellToJson(best),
  };
  return `${JSON.stringify(report)}\n`;
}

function cellToJson({capacityMessages, batchMessages, measured}: Cell) {
  return {capacity: capacityMessages, batch: batchMessages, ...measured};
}

const legend = 'messages/s; across: the capacity, down: the batch';

/** The columns of a cell: a shade, a rate of six characters, and a mark. */
const cellColumns = 8;
const labelColumns = 7;

/**
 * Draws the map with a row for each batch and a column for each capacity. The shade is the
 * logarithm of the rate.
 */
export function sweepToText(report: SweepReport, symbols: Symbols): string {
  const {best, grid, mode, machine, durationSeconds} = report;
  const {capacities, batches} = grid;
  const mapColumns = Math.max(legend.length, labelColumns + cellColumns * capacities.length);
  const shade = createShading(report, symbols);
  const heading = capacities.map((capacity) => formatBinary(capacity).padStart(cellColumns - 1));
  const map = renderToString(
    <Box flexDirection="column" width={mapColumns}>
      <Text dimColor>{legend}</Text>
      <Text>{`${' '.repeat(labelColumns)}${heading.join(' ')}`}</Text>
      {batches.map((batch) => (
        <Text key={batch}>
          {`${formatBinary(batch).padStart(labelColumns - 1)} `}
          {capacities.map((capacity) => {
            const cell = report.cells.find(
              (one) => one.capacityMessages === capacity && one.batchMessages === batch,
            );
            if (cell === undefined) return ' '.repeat(cellColumns);
            const isBest = cell === best;
            return (
              <Text key={capacity} bold={isBest} inverse={isBest}>
                {`${shade(cell)}${formatShort(cell.measured.perSecond)}${isBest ? symbols.pointer : ' '}`}
              </Text>
            );
          })}
        </Text>
      ))}
    </Box>,
    {columns: mapColumns},
  );
  const size = `capacity ${formatCount(best.capacityMessages)}, batch ${formatCount(best.batchMessages)}`;
  return [
    map,
    '',
    `Best: ${size}: ${formatRateInline(best.measured.perSecond)} (${symbols.pointer})`,
    `${mode}, free-running, ${durationSeconds} s each; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, kernels ${machine.kernels}`,
    '',
  ].join('\n');
}

/**
 * Returns the shade of each cell. Rates span three powers of ten, so shades are equal steps of
 * their logarithm.
 */
function createShading({cells}: SweepReport, {shades}: Symbols): (cell: Cell) => string {
  const logs = cells.map(({measured}) => Math.log(measured.perSecond));
  const [least, greatest] = [Math.min(...logs), Math.max(...logs)];
  const span = greatest > least ? greatest - least : 1;
  return ({measured}) => {
    const share = (Math.log(measured.perSecond) - least) / span;
    return shades[Math.min(shades.length - 1, Math.floor(share * shades.length))] ?? ' ';
  };
}
