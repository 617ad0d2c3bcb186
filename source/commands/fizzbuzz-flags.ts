import {kernelWidths, modes} from '../fizzbuzz/index.ts';
import {choiceFlag} from './flags.ts';

/** The flag of the mode of FizzBuzz. */
export const modeFlag = {short: 'm', ...choiceFlag('<mode>', modes)};

/** The flag of the kernels of FizzBuzz. */
export const kernelsFlag = choiceFlag('<k>', ['auto', ...kernelWidths]);
