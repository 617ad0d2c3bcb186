/** What the surroundings allow: a picture, or plain lines. */

/** The parts of a stream that matter here. */
interface MaybeTerminal {
  readonly isTTY?: boolean;
}

/**
 * Whether a full-screen interface can be drawn: input and output are terminals that move the cursor, and nobody said
 * that this is a continuous integration run, where Ink draws nothing until the end.
 */
export function isInteractive(
  stdin: MaybeTerminal,
  stdout: MaybeTerminal,
  env: NodeJS.ProcessEnv,
): boolean {
  const isCi = env.CI !== undefined && !['', '0', 'false'].includes(env.CI);
  return stdin.isTTY === true && stdout.isTTY === true && env.TERM !== 'dumb' && !isCi;
}
