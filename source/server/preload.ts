/** Time after which a module is loaded although nothing has needed it yet. */
const delayMs = 2_000;

/**
 * Returns a function that loads something once: at its first call, or in the background after two
 * seconds. A short run does not pay for what it does not use, and a long run does not depend on
 * files that are replaced under it, as an upgrade does. After a failure the next call tries again.
 */
export function createPreload<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  const get = () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  // The caller that needs the value reports the failure.
  setTimeout(() => get().catch(() => {}), delayMs).unref();
  return get;
}
