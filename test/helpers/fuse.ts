/**
 * Memory that stops at the n-th store: a thread's death between any two of its instructions, without a thread.
 *
 * Every store of an actor goes through atomics on the 32-bit view, the float view, or a kernel. Each of them burns a bit of
 * the fuse first, a kernel for each of its words; where the fuse ends, nothing is stored any more and `Death` is thrown.
 */
import type {ActorContext} from '../../source/engine/actors/actor.ts';
import type {Kernels} from '../../source/engine/kernels/kernels.ts';
import {wordBytes} from '../../source/engine/limits.ts';

export class Death extends Error {
  override readonly name = 'Death';
}

export class Fuse {
  /** Stores that are still made. */
  left: number;

  constructor(left: number) {
    this.left = left;
  }

  burn(): void {
    if (this.left === 0) throw new Death();
    this.left--;
  }
}

const storing = ['store', 'exchange', 'add', 'compareExchange', 'notify'] as const;

/** Runs `body`, whose atomic stores and wake-ups burn the fuse. */
export function withFuse<Result>(fuse: Fuse, body: () => Result): Result {
  const originals = storing.map((name) => [name, Atomics[name]] as const);
  for (const [name, original] of originals) {
    const burning = (...args: unknown[]) => {
      fuse.burn();
      return Reflect.apply(original, Atomics, args);
    };
    Object.assign(Atomics, {[name]: burning});
  }
  try {
    return body();
  } finally {
    for (const [name, original] of originals) Object.assign(Atomics, {[name]: original});
  }
}

/** The same surroundings, whose plain stores and kernels burn the fuse. */
export function onFuse(context: ActorContext, fuse: Fuse): ActorContext {
  const f64 = new Proxy(context.memory.f64, {
    set(target, index, value) {
      fuse.burn();
      target[Number(index)] = value;
      return true;
    },
    get: (target, index) => target[Number(index)],
  });
  return {
    ...context,
    memory: {...context.memory, f64},
    kernels: burningKernels(context.kernels, fuse),
  };
}

/** Kernels that work word by word and can die between any two. */
function burningKernels(kernels: Kernels, fuse: Fuse): Kernels {
  const each = (count: number, work: (byte: number) => void) => {
    for (let word = 0; word < count; word++) {
      fuse.burn();
      work(word * wordBytes);
    }
  };
  return {
    generate(target, count, firstLow, firstHigh) {
      each(count, (byte) => {
        kernels.generate(target + byte, 1, firstLow + byte / wordBytes, firstHigh);
      });
    },
    classify(source, target, count) {
      each(count, (byte) => kernels.classify(source + byte, target + byte, 1));
    },
    classifyCopied(source, target, count, input, output, bufferWords) {
      each(count, (byte) => {
        kernels.classifyCopied(source + byte, target + byte, 1, input, output, bufferWords);
      });
    },
    tally(source, count, counts) {
      fuse.burn();
      kernels.tally(source, count, counts);
    },
  };
}
