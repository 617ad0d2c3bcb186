/** The bounds of the kernels. The values are constants. */

/** Size of a message: one 64-bit word. */
export const messageBytes = 8;

/** End of the compiled kernels' constants: an offset into the shared memory. */
export const kernelDataEndByte = 2_048;

/**
 * Messages in each of the two buffers of double-buffer mode: 1 KiB each. Both buffers stay in the
 * first-level cache. They are short enough that the processor overlaps the copying of one span with
 * the arithmetic of the next.
 */
export const bufferMessages = 128;

/**
 * Memory that the kernel `tally` needs. The three 32-bit counts at the start are its result. The
 * rest holds its counters while it runs.
 */
export const tallyBytes = 96;
