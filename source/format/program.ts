/** The name of the program, in its title, its messages and the names of its files. */
export const programName = 'fizzbuzz-tui';
