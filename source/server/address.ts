/** The only address on which the telemetry server listens: this machine's own. */
export const host = '127.0.0.1';
/** The default port of the telemetry server. */
export const defaultPort = 9_900;
