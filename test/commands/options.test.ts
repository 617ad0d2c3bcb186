import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {toDisplayOptions} from '../../source/commands/display-flags.ts';
import {parseArguments} from '../../source/commands/flags.ts';
import {UsageError} from '../../source/commands/parsers.ts';
import {runLine, toFizzBuzzOptions} from '../../source/commands/run.ts';
import {asciiSymbols, brailleSymbols} from '../../source/format/symbols.ts';

/** The values and the engine's options of a command line that is accepted. */
function accept(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const parsed = parseArguments(runLine, argv);
  if (!('values' in parsed)) throw new Error('expected a request to run');
  const {values} = parsed;
  return {
    values,
    engine: toFizzBuzzOptions(values, env),
    display: toDisplayOptions(values, env),
  };
}

/** The text that a command line asks to print. */
function print(argv: readonly string[]): string {
  const parsed = parseArguments(runLine, argv);
  if (!('printed' in parsed)) throw new Error('expected a request to print');
  return parsed.printed;
}

/** The message for a command line that is rejected. */
function refuse(argv: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  try {
    accept(argv, env);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error(`${argv.join(' ')} was accepted`);
}

test('an empty command line gives the defaults', () => {
  const {values, engine, display} = accept([]);
  expect(engine).toEqual({
    capacityMessages: 1_048_576,
    chaosMeanSeconds: Number.POSITIVE_INFINITY,
    batchMessages: 524_288,
    beatPeriodMs: 2,
    beats: 30_000,
    durationSeconds: Number.POSITIVE_INFINITY,
    mode: 'double-buffer',
    kernels: 'auto',
    threads: 'auto',
    lanes: 1,
    logLevel: 'info',
  });
  expect(display).toEqual({
    theme: 'dark',
    symbols: asciiSymbols,
    framesPerSecondMax: 10,
    isDetailed: false,
  });
  expect(values).toMatchObject({
    beats: undefined,
    plain: false,
    json: false,
    port: undefined,
    noTelemetry: false,
    record: undefined,
  });
});

test('values cannot be changed', () => {
  expect(accept([]).values).toSatisfy(Object.isFrozen);
});

describe('a flag', () => {
  it.each([
    [['--rate', '20'], {beatPeriodMs: 20}],
    [['--rate=0.5'], {beatPeriodMs: 0.5}],
    [['--rate', '.25'], {beatPeriodMs: 0.25}],
    [['-r', '7'], {beatPeriodMs: 7}],
    [['--beats', '5'], {beats: 5}],
    [['-b', '5'], {beats: 5}],
    [['--mode', 'zero-copy'], {mode: 'zero-copy'}],
    [['-m', 'zero-copy'], {mode: 'zero-copy'}],
    [['--mode=double-buffer'], {mode: 'double-buffer'}],
    [['--capacity', '2'], {capacityMessages: 2}],
    [['--capacity', '67108864'], {capacityMessages: 67_108_864}],
    [['--batch', '1'], {batchMessages: 1}],
    [['--batch', '524288'], {batchMessages: 524_288}],
    [['--duration', '1.5'], {durationSeconds: 1.5}],
    [['--kernels', '256'], {kernels: '256'}],
    [['--kernels', '128'], {kernels: '128'}],
    [['--kernels', 'scalar'], {kernels: 'scalar'}],
    [['--log-level', 'trace'], {logLevel: 'trace'}],
  ] as const)('%s is understood', (argv, expected) => {
    expect(accept(argv).engine).toMatchObject(expected);
  });

  it('without a value is on', () => {
    expect(accept(['--plain']).values).toMatchObject({plain: true, json: false});
    expect(accept(['--json']).values).toMatchObject({plain: false, json: true});
    expect(accept(['--no-telemetry']).values.noTelemetry).toBe(true);
  });

  it('can stand beside any other', () => {
    const {engine} = accept(['--capacity', '1024', '--batch', '100', '-r', '1', '-m', 'zero-copy']);
    expect(engine).toMatchObject({capacityMessages: 1_024, batchMessages: 100, beatPeriodMs: 1});
    expect(engine.mode).toBe('zero-copy');
  });
});

test('a batch is half of the capacity that was asked for', () => {
  expect(accept(['--capacity', '1024']).engine.batchMessages).toBe(512);
  expect(accept(['--capacity', '2']).engine.batchMessages).toBe(1);
});

describe('the number of beats', () => {
  const endless = Number.POSITIVE_INFINITY;

  it.each([
    [['--rate', '0'], endless],
    [['--duration', '10'], endless],
    [['--beats', '0'], endless],
    [['--rate', '0', '--beats', '9'], 9],
    [['--duration', '10', '--beats', '9'], 9],
    [['--rate', '1'], 30_000],
  ])('with %s is %d', (argv, beats) => {
    expect(accept(argv).engine.beats).toBe(beats);
  });

  it('is known to have been given, even when it is the default', () => {
    expect(accept(['--beats', '30000']).values.beats).toBe(30_000);
    expect(accept(['--rate', '0']).values.beats).toBeUndefined();
  });
});

describe('the log level', () => {
  it('can come from FIZZBUZZ_LOG', () => {
    expect(accept([], {FIZZBUZZ_LOG: 'debug'}).engine.logLevel).toBe('debug');
  });

  it('of the command line goes before that', () => {
    const {engine} = accept(['--log-level', 'warn'], {FIZZBUZZ_LOG: 'debug'});
    expect(engine.logLevel).toBe('warn');
  });

  it('is the default when FIZZBUZZ_LOG is empty', () => {
    expect(accept([], {FIZZBUZZ_LOG: ''}).engine.logLevel).toBe('info');
  });

  it('in FIZZBUZZ_LOG that does not exist is refused by that name', () => {
    const message = refuse([], {FIZZBUZZ_LOG: 'loud'});
    expect(message).toMatch(/^FIZZBUZZ_LOG .*"loud".*error \| warn \| info \| debug \| trace/);
  });
});

describe('bad input', () => {
  const rate = 'milliseconds from 0.001 to 3600000';
  const beats = 'a whole number from 0';
  const capacity = 'a power of two from 2 to 67108864';
  const batch = '1 to 524288, at most half of the capacity of 1048576';
  const duration = 'seconds above 0, up to 31536000';
  const levels = 'error | warn | info | debug | trace';

  it.each([
    ['--rate', 'fast', rate],
    ['--rate', '-5', rate],
    ['--rate', '0.0001', rate],
    ['--rate', '3600001', rate],
    ['--rate', '1e3', rate],
    ['--rate', '0x10', rate],
    ['--rate', 'NaN', rate],
    ['--rate', 'Infinity', rate],
    ['--rate', '2ms', rate],
    ['--rate', '.', rate],
    ['--rate', ' ', rate],
    ['--beats', 'many', beats],
    ['--beats', '-1', beats],
    ['--beats', '1.5', beats],
    ['--beats', '30,000', beats],
    ['--beats', '9007199254740992', beats],
    ['--mode', 'triple-buffer', 'double-buffer | zero-copy'],
    ['--mode', 'Zero-Copy', 'double-buffer | zero-copy'],
    ['--capacity', 'big', capacity],
    ['--capacity', '0', capacity],
    ['--capacity', '1', capacity],
    ['--capacity', '1000', capacity],
    ['--capacity', '-2', capacity],
    ['--capacity', '134217728', capacity],
    ['--capacity', '4294967296', capacity],
    ['--batch', 'half', batch],
    ['--batch', '0', batch],
    ['--batch', '-1', batch],
    ['--batch', '524289', batch],
    ['--batch', '2.5', batch],
    ['--duration', 'long', duration],
    ['--duration', '0', duration],
    ['--duration', '-1', duration],
    ['--duration', '31536001', duration],
    ['--kernels', '512', 'auto | 256 | 128 | scalar'],
    ['--log-level', 'loud', levels],
  ])('%s %s names the flag, what was given and what is accepted', (flag, given, accepted) => {
    for (const argv of [[flag, given], [`${flag}=${given}`]]) {
      const message = refuse(argv);
      expect(message).toMatch(new RegExp(`^${flag} `));
      expect(message).toContain(`"${given}"`);
      expect(message).toContain(accepted);
      expect(message).not.toContain('\n');
    }
  });

  it('a value that fills the screen is cut in the sentence', () => {
    const message = refuse(['--rate', 'x'.repeat(100_000)]);
    expect(message).toMatch(/^--rate was given "x{60}…"; it takes /);
  });

  it.each([
    ['--rate', rate],
    ['--beats', beats],
    ['--mode', 'double-buffer | zero-copy'],
    ['--capacity', capacity],
    ['--batch', batch],
    ['--duration', duration],
    ['--kernels', 'auto | 256 | 128 | scalar'],
    ['--log-level', levels],
  ])('%s without a value says that nothing was given', (flag, accepted) => {
    for (const argv of [[flag], [`${flag}=`], [flag, '']]) {
      expect(refuse(argv)).toMatch(new RegExp(`^${flag} was given nothing`));
      expect(refuse(argv)).toContain(accepted);
    }
  });

  it('of a batch names the capacity that it is too large for', () => {
    expect(refuse(['--capacity', '1024', '--batch', '513'])).toMatch(
      /^--batch was given "513".*1 to 512.*capacity of 1024/,
    );
  });

  it.each([
    [['--speed', '3'], '--speed'],
    [['--speed=3'], '--speed'],
    [['--no-speed'], '--speed'],
    [['-x'], '-x'],
    [['--no-rate'], '--no-rate'],
    [['--telemetry'], '--telemetry'],
    [['--no-plain'], '--no-plain'],
    [['--ratee', '3'], '--ratee'],
    [['--log-levels', 'info'], '--log-levels'],
  ])('%s is an unknown flag', (argv, name) => {
    const message = refuse(argv);
    expect(message).toMatch(new RegExp(`^${name} is not an option`));
    expect(message).toContain('--help');
  });

  it('that is no flag at all is refused', () => {
    expect(refuse(['zero-copy'])).toMatch(/^"zero-copy" .*--help/);
    expect(refuse(['--plain', 'yes'])).toMatch(/^"yes" /);
    expect(refuse(['--', '--rate'])).toMatch(/^"--rate" /);
  });

  it('that gives a value to a flag without one is refused', () => {
    expect(refuse(['--plain=false'])).toBe('"--plain=false" has a value; --plain takes none');
    expect(refuse(['--json=1'])).toContain('--json takes none');
  });

  it('that gives a flag twice is refused', () => {
    expect(refuse(['--rate', '1', '--rate', '2'])).toMatch(/rate/);
    expect(refuse(['-r', '1', '--rate', '2'])).toMatch(/rate/);
  });

  it('is told in one line, whatever it is', () => {
    const word = fc.string({unit: 'binary', minLength: 1});
    const flag = fc.constantFrom(
      '--rate',
      '--beats',
      '--mode',
      '--capacity',
      '--batch',
      '--kernels',
    );
    fc.assert(
      fc.property(flag, word, (name, given) => {
        fc.pre(!/^[\d.]+$/.test(given));
        return !/[\r\n]/.test(refuse([`${name}=${given}`]));
      }),
      {examples: [['--mode', 'zero\ncopy']]},
    );
  });
});

describe('numbers in range', () => {
  it('are taken as they are', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({min: 1, max: 26}), (beats, exponent) => {
        const argv = ['--beats', `${beats}`, '--capacity', `${2 ** exponent}`];
        const {engine} = accept(argv);
        expect(engine.beats).toBe(beats === 0 ? Number.POSITIVE_INFINITY : beats);
        expect(engine.capacityMessages).toBe(2 ** exponent);
        expect(engine.batchMessages).toBe(2 ** exponent / 2);
      }),
    );
  });

  it('reach from the least to the greatest rate and duration', () => {
    expect(accept(['--rate', '0.001']).engine.beatPeriodMs).toBe(0.001);
    expect(accept(['--rate', '3600000']).engine.beatPeriodMs).toBe(3_600_000);
    expect(accept(['--duration', '31536000']).engine.durationSeconds).toBe(31_536_000);
  });
});

describe('--help', () => {
  it('has the lines of all flags', async () => {
    await expect(print(['--help'])).toMatchFileSnapshot('../fixtures/help.txt');
  });

  it.each([
    '-r, --rate <ms>',
    '-b, --beats <n>',
    '-m, --mode <mode>',
    '--capacity <n>',
    '--batch <n>',
    '--duration <s>',
    '--kernels <k>',
    '--plain',
    '--json',
    '--log-level <l>',
    '--version',
    'FIZZBUZZ_LOG',
    'NO_COLOR',
  ])('explains %s', (name) => {
    expect(print(['--help'])).toContain(name);
  });

  it('tells the defaults', () => {
    const text = print(['--help']);
    for (const value of ['(2)', '30000', '1048576', '(double-buffer)', '(auto)', '(info)']) {
      expect(text).toContain(value);
    }
  });

  it('is printed whatever the values beside it are', () => {
    expect(print(['--help', '--rate', 'fast'])).toContain('--rate');
  });
});

test('--version prints the version of the package and nothing else', () => {
  expect(print(['--version'])).toBe(packageJson.version);
});

test('the theme, the symbols and the rate of frames are among those there are', () => {
  expect(accept(['--theme', 'light', '--symbols', 'braille']).display).toEqual({
    theme: 'light',
    symbols: brailleSymbols,
    framesPerSecondMax: 10,
    isDetailed: false,
  });
  expect(accept(['--details']).display.isDetailed).toBe(true);
  expect(accept(['--fps', '2.5']).display.framesPerSecondMax).toBe(2.5);
  for (const fps of ['0', '11', 'fast']) {
    expect(refuse(['--fps', fps])).toBe(
      `--fps was given "${fps}"; it takes frames a second from 1 to 10`,
    );
  }
  expect(refuse(['--theme', 'pink'])).toBe(
    '--theme was given "pink"; it takes auto | dark | light | colour-blind | terminal',
  );
  expect(refuse(['--symbols', 'x'])).toBe(
    '--symbols was given "x"; it takes auto | braille | block | ascii',
  );
});
