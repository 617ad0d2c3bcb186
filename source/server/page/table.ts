/** The tables of the page: rows of texts and bars. */
import {getElement} from './base/elements.ts';

/** A share as a bar of the browser's own kind, which screen readers read. */
interface Meter {
  readonly meter: number;
  readonly label: string;
}

/** A share as a bar beside its number, with a mark where it should end. */
interface Bar {
  readonly bar: number;
  readonly mark: number | undefined;
  readonly className: string;
}

/** The content of a cell. Shares are 0 to 1. */
export type CellContent = string | Meter | Bar;

/**
 * Fills the body of a table. Rows and cells are kept, so that the reader's selection and focus
 * stay. Rows that are left over are removed.
 *
 * On narrow screens a row becomes a block, in which each cell has the name of its column before it.
 * A table that is not displayed as one is none for screen readers, so that the roles are explicit.
 */
export function fillTable(id: string, rows: readonly (readonly CellContent[])[]): void {
  const table = getElement(id, HTMLTableElement);
  const body = table.tBodies[0] as HTMLTableSectionElement;
  giveRoles(table, body);
  rows.forEach((cells, index) => {
    const row = body.rows[index] ?? addRow(table, body, cells);
    cells.forEach((content, column) => {
      fillCell(row.cells[column] as HTMLTableCellElement, content);
    });
  });
  while (body.rows.length > rows.length) body.deleteRow(-1);
}

function giveRoles(table: HTMLTableElement, body: HTMLTableSectionElement): void {
  if (table.hasAttribute('role')) return;
  table.setAttribute('role', 'table');
  body.setAttribute('role', 'rowgroup');
  table.tHead?.setAttribute('role', 'rowgroup');
  for (const row of table.tHead?.rows ?? []) {
    row.setAttribute('role', 'row');
    for (const cell of row.cells) cell.setAttribute('role', 'columnheader');
  }
}

function addRow(
  table: HTMLTableElement,
  body: HTMLTableSectionElement,
  cells: readonly CellContent[],
): HTMLTableRowElement {
  const row = body.insertRow();
  row.setAttribute('role', 'row');
  cells.forEach((content, column) => {
    const head = table.tHead?.rows[0]?.cells[column];
    const cell = document.createElement(column === 0 ? 'th' : 'td');
    cell.setAttribute('role', column === 0 ? 'rowheader' : 'cell');
    if (column === 0) cell.setAttribute('scope', 'row');
    if (typeof content !== 'string') cell.append(...createBar(content));
    cell.className = head?.className ?? '';
    cell.dataset.label = head?.textContent ?? '';
    row.append(cell);
  });
  return row;
}

function createBar(content: Meter | Bar): HTMLElement[] {
  if ('meter' in content) {
    const meter = document.createElement('meter');
    Object.assign(meter, {min: 0, max: 1});
    meter.setAttribute('aria-label', content.label);
    return [meter];
  }
  const bar = document.createElement('div');
  bar.className = `share ${content.className}`;
  bar.setAttribute('aria-hidden', 'true');
  const [fill, mark] = [document.createElement('i'), document.createElement('b')];
  bar.append(fill, mark);
  return [bar];
}

function fillCell(cell: HTMLTableCellElement, content: CellContent): void {
  if (typeof content === 'string') {
    if (cell.textContent !== content) cell.textContent = content;
  } else if ('meter' in content) {
    const meter = cell.querySelector('meter');
    if (meter !== null) meter.value = content.meter;
  } else {
    const [fill, mark] = cell.querySelectorAll<HTMLElement>('i, b');
    fill?.style.setProperty('width', `${content.bar * 100}%`);
    if (mark === undefined) return;
    mark.hidden = content.mark === undefined;
    mark.style.setProperty('left', `min(${(content.mark ?? 0) * 100}%, 100% - 2px)`);
  }
}
