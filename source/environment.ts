/** The properties of a stream that select the interface. */
interface MaybeTerminal {
  readonly isTTY?: boolean;
}

/**
 * Returns true if the environment supports a full-screen interface.
 *
 * Input and output must be terminals that can move the cursor, and the environment must not be a
 * continuous integration run. In one, Ink draws nothing until the end.
 */
export function isInteractive(
  stdin: MaybeTerminal,
  stdout: MaybeTerminal,
  env: NodeJS.ProcessEnv,
): boolean {
  const isCi = env.CI !== undefined && !['', '0', 'false'].includes(env.CI);
  return stdin.isTTY === true && stdout.isTTY === true && env.TERM !== 'dumb' && !isCi;
}
