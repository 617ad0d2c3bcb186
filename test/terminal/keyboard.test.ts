import {once} from 'node:events';
import {connect, createServer, type Socket} from 'node:net';
import type {ReadStream} from 'node:tty';
import {expect, onTestFinished, test} from 'vitest';
import {Keyboard} from '../../source/terminal/keyboard.ts';

/** Opens a keyboard. Its terminal is a connection, so that bytes wait in the system. */
async function openKeyboard() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const terminal = connect((server.address() as {port: number}).port, '127.0.0.1');
  const [input] = (await once(server, 'connection')) as [Socket];
  const names: string[] = [];
  const stream = Object.assign(input, {setRawMode() {}}) as unknown as ReadStream;
  const keyboard = new Keyboard(stream, ({name}) => names.push(name));
  keyboard.open();
  onTestFinished(() => {
    keyboard.close();
    terminal.destroy();
    server.close();
  });
  return {terminal, input, names};
}

/** Keeps the event loop from all other work, as a stop of the process does. */
function stall(ms: number): void {
  for (const endMs = performance.now() + ms; performance.now() < endMs; );
}

test('the rest of a sequence that came while the program could not read is not late', async () => {
  const {terminal, input, names} = await openKeyboard();
  terminal.setNoDelay();
  terminal.write('\u001B');
  await once(input, 'data');
  terminal.write('q');
  stall(400);
  await once(input, 'data');
  terminal.write('z');
  await expect.poll(() => names).toEqual(['z']);
});

test('an escape character whose rest does not come is the key Escape', async () => {
  const {terminal, names} = await openKeyboard();
  terminal.write('\u001B');
  await expect.poll(() => names).toEqual(['escape']);
  terminal.write('q');
  await expect.poll(() => names).toEqual(['escape', 'q']);
});
