/** Prints the ratios as JSON: a process of its own, since a second measurement in one meets code compiled for the first. */
import { measureRatios } from './regression.ts';

console.log(JSON.stringify(await measureRatios()));
