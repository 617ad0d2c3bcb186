/** The FizzBuzz pipeline of the lesson: what the program's commands and views need of it. */

export {type Mode, modes} from './definition/definition.ts';
export * as fizzBuzzLimits from './definition/limits.ts';
export {type Profile, profiles, shapeProfiles} from './definition/profiles.ts';
export {expectedTallies, formatTallies, type Tallies, talliesOf} from './definition/tallies.ts';
export {KernelsUnavailableError} from './kernels/errors.ts';
export {type KernelWidth, kernelWidths} from './kernels/kernels.ts';
export {messageBytes} from './kernels/limits.ts';
export {type KernelRates, kernelRatesMeter} from './kernels/rates.ts';
export {selectKernels} from './kernels/select.ts';
export {chooseShape, type FizzBuzzOptions, startFizzBuzz, type ThreadChoice} from './start.ts';
