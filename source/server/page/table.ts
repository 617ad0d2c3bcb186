/** The tables of the page: rows of texts and bars. */
import {fillFull, fillHigh} from '../../format/fill.ts';
import {getElement} from './elements.ts';

/** The content of a cell: a text, or a bar that is filled to a share. */
export type CellContent = string | {readonly meter: number; readonly label: string};

/**
 * Fills the body of a table. Rows and cells are kept, so that the reader's selection and focus
 * stay.
 */
export function fillTable(id: string, rows: readonly (readonly CellContent[])[]): void {
  const table = getElement(id, HTMLTableElement);
  const body = table.tBodies[0] as HTMLTableSectionElement;
  rows.forEach((cells, index) => {
    const row = body.rows[index] ?? addRow(table, body, cells);
    cells.forEach((content, column) => {
      const cell = row.cells[column] as HTMLTableCellElement;
      if (typeof content !== 'string') setMeter(cell, content.meter);
      else if (cell.textContent !== content) cell.textContent = content;
    });
  });
}

function addRow(
  table: HTMLTableElement,
  body: HTMLTableSectionElement,
  cells: readonly CellContent[],
): HTMLTableRowElement {
  const row = body.insertRow();
  cells.forEach((content, column) => {
    const cell = document.createElement(column === 0 ? 'th' : 'td');
    if (column === 0) cell.setAttribute('scope', 'row');
    if (typeof content !== 'string') cell.append(createMeter(content.label));
    cell.className = table.tHead?.rows[0]?.cells[column]?.className ?? '';
    row.append(cell);
  });
  return row;
}

/** Creates a bar that the browser colours by its thresholds. */
function createMeter(label: string): HTMLMeterElement {
  const meter = document.createElement('meter');
  Object.assign(meter, {min: 0, max: 1, low: fillHigh, high: fillFull, optimum: 0});
  meter.setAttribute('aria-label', label);
  return meter;
}

function setMeter(cell: HTMLTableCellElement, value: number): void {
  const meter = cell.querySelector('meter');
  if (meter !== null) meter.value = value;
}
