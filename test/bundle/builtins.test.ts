// What of Node.js the program loads. Each module that it can do without delays its start.
import {expect, test} from 'vitest';
import {runProgram} from '../helpers/built.ts';

const report = `process.on('exit', () =>
  process.stderr.write('LOADED ' + process.moduleLoadList.join() + '\\n'))`;

test('a run with telemetry does not load the client for HTTP of Node.js', async () => {
  const preload = `--import=data:text/javascript,${encodeURIComponent(
    `import {isMainThread} from 'node:worker_threads'; if (isMainThread) ${report};`,
  )}`;
  const args = ['--json', '--rate', '0', '--capacity', '64', '--beats', '1', '--port', '0'];
  const {code, stderr} = await runProgram(args, {NODE_OPTIONS: preload});
  expect(code).toBe(0);
  const loaded = /LOADED (.*)/.exec(stderr)?.[1]?.split(',') ?? [];
  expect(loaded).toContain('NativeModule _http_server');
  expect(loaded).not.toContain('NativeModule internal/deps/undici/undici');
});
