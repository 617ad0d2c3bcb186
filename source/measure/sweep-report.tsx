/** Formats the result of a sweep as a map and as JSON. */
import {Box, renderToString, Text} from 'ink';
import {formatLanes, formatThreads} from '../engine/index.ts';
import {formatBinary, formatCount, formatRateInline, formatShort} from '../format/number.ts';
import {programName} from '../format/program.ts';
import type {Symbols} from '../format/symbols.ts';
import {formatPartial} from './measure.ts';
import {describeRoundTrips} from './round-trip.ts';
import type {Cell, SweepReport} from './sweep.ts';

/** Formats the result as one line of JSON. */
export function sweepToJson(report: SweepReport): string {
  const {partial, machine, mode, durationSeconds, roundTripsNs, cells, best} = report;
  const json = {
    schema: 1,
    partial,
    machine,
    mode,
    durationSeconds,
    roundTripsNs,
    cells: cells.map(cellToJson),
    best: cellToJson(best),
  };
  return `${JSON.stringify(json)}\n`;
}

function cellToJson({capacityMessages, batchMessages, measured}: Cell) {
  return {capacity: capacityMessages, batch: batchMessages, ...measured};
}

const legend = 'messages/s; across: the capacity, down: the batch';
const legendColumns = legend.length + '; threads: auto; lanes: 64'.length;

/** The columns of a cell: a shade, a rate of six characters, and a mark. */
const cellColumns = 8;
const labelColumns = 7;

/**
 * Draws a map for each choice of threads and lanes, with a row for each batch and a column for each
 * capacity. The shade is the logarithm of the rate.
 */
export function sweepToText(report: SweepReport, symbols: Symbols): string {
  const {partial, best, threads, lanes, mode, machine, durationSeconds} = report;
  const {capacityMessages, batchMessages, measured} = best;
  const size = `capacity ${formatCount(capacityMessages)}, batch ${formatCount(batchMessages)}`;
  const inLanes = measured.lanes > 1 ? ` in ${formatLanes(measured.lanes)}` : '';
  const shape = `${size}, ${formatThreads(measured.threads)}${inLanes}`;
  const sizeFlags = `--capacity ${capacityMessages} --batch ${batchMessages}`;
  const laneFlag = measured.lanes > 1 ? ` --lanes ${measured.lanes}` : '';
  const shapeFlags = `--threads ${measured.threads}${laneFlag}`;
  return [
    ...lanes.flatMap((laneCount) =>
      threads.flatMap((choice) => [
        drawMap(report, {threads: choice, lanes: laneCount}, symbols),
        '',
      ]),
    ),
    ...(partial === null ? [] : [formatPartial(partial)]),
    `Best: ${shape}: ${formatRateInline(measured.perSecond)} (${symbols.pointer})`,
    `${programName} --rate 0 --mode ${mode} ${sizeFlags} ${shapeFlags}`,
    `${mode}, free-running, ${durationSeconds} s each; ${machine.cpu}, ${machine.cores} cores, ` +
      `Node ${machine.node}, kernels ${machine.kernels}`,
    describeRoundTrips(report.roundTripsNs),
    '',
  ].join('\n');
}

function drawMap(
  report: SweepReport,
  {threads, lanes}: Pick<Cell, 'threads' | 'lanes'>,
  symbols: Symbols,
): string {
  const {best, grid} = report;
  const {capacities, batches} = grid;
  const mapColumns = Math.max(legendColumns, labelColumns + cellColumns * capacities.length);
  const shade = createShading(report, symbols);
  const heading = capacities.map((capacity) => formatBinary(capacity).padStart(cellColumns - 1));
  return renderToString(
    <Box flexDirection="column" width={mapColumns}>
      <Text
        dimColor
      >{`${legend}; threads: ${threads}${lanes > 1 ? `; lanes: ${lanes}` : ''}`}</Text>
      <Text>{`${' '.repeat(labelColumns)}${heading.join(' ')}`}</Text>
      {batches.map((batch) => (
        <Text key={batch}>
          {`${formatBinary(batch).padStart(labelColumns - 1)} `}
          {capacities.map((capacity) => {
            const cell = report.cells.find(
              (one) =>
                one.threads === threads &&
                one.lanes === lanes &&
                one.capacityMessages === capacity &&
                one.batchMessages === batch,
            );
            if (cell === undefined) return ' '.repeat(cellColumns);
            const isBest = cell === best;
            const rate = formatShort(cell.measured.perSecond);
            return (
              <Text key={capacity} bold={isBest} inverse={isBest}>
                {`${shade(cell)}${rate}${isBest ? symbols.pointer : ' '}`}
              </Text>
            );
          })}
        </Text>
      ))}
    </Box>,
    {columns: mapColumns},
  );
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
