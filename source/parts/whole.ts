/** The proof of all parts together: the tallies of every lane, in closed form. */
import type {Deal, EdgeState} from '../bridge/index.ts';
import {
  addTallies,
  expectedTallies,
  formatTallies,
  type Tallies,
} from '../fizzbuzz/definition/tallies.ts';

const none: Tallies = {fizz: 0, buzz: 0, fizzbuzz: 0, value: 0};
/** The kinds of numbers repeat after this many. */
const period = 15;

/** Returns the tallies that the first `messages` messages of a lane must have. */
export function expectedOfLane(lane: number, messages: number, deal: Deal): Tallies {
  const {lanes, blockMessages} = deal;
  const firstOf = (block: number) => (block * lanes + lane) * blockMessages;
  const blocks = Math.floor(messages / blockMessages);
  // The first numbers of every fifteenth block leave the same remainder.
  const whole = Array.from({length: Math.min(period, blocks)}, (_, block) => {
    const times = Math.ceil((blocks - block) / period);
    const {fizz, buzz, fizzbuzz, value} = expectedTallies(blockMessages, firstOf(block));
    return {
      fizz: fizz * times,
      buzz: buzz * times,
      fizzbuzz: fizzbuzz * times,
      value: value * times,
    };
  }).reduce(addTallies, none);
  const rest = expectedTallies(messages - blocks * blockMessages, firstOf(blocks));
  return addTallies(whole, rest);
}

/** What the records of all parts prove. */
export interface WholeProof {
  /** Every lane has come to its end. */
  readonly isEnded: boolean;
  /** Nothing was lost or counted twice, over all lives of all parts. */
  readonly isExact: boolean;
  /** The counts and the outcome, as a sentence without a full stop. */
  readonly text: string;
}

/** Checks the whole pipeline by the records of its parts. */
export function checkWhole({edge, source, lanes}: EdgeState): WholeProof {
  const open = [...lanes.entries()].filter(([, lane]) => lane?.isEnded !== true);
  const name = lanes.length === 1 ? 'the lane' : `all ${lanes.length} lanes`;
  if (open.length > 0) {
    const which = open.map(([lane]) => lane).join(', ');
    const text = `the whole is not complete: lane ${which} of ${edge.lanes} has not ended`;
    return {isEnded: false, isExact: false, text};
  }
  const generated = source?.messages ?? 0;
  const logged = lanes.reduce((sum, lane) => sum + (lane?.messages ?? 0), 0);
  const counted = lanes.map((lane) => ({...none, ...lane?.numbers})).reduce(addTallies, none);
  const tallies = formatTallies(counted);
  const isExact = generated === logged && tallies === formatTallies(expectedTallies(generated));
  const outcome = isExact ? 'and the tallies are exact' : 'which does NOT AGREE';
  const text =
    `${name}, over all lives of all parts: generated ${generated}, ` +
    `logged ${logged} (${tallies}), ${outcome}`;
  return {isEnded: true, isExact, text};
}
