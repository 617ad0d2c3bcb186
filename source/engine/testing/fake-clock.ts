import type {Clock} from '../base/clock.ts';

/** A clock that moves only when a test sets `nowMs`. */
export class FakeClock implements Clock {
  nowMs = 0;

  refresh(): void {}

  recordWork(): void {}
}
