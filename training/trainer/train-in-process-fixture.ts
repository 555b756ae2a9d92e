/** Trains the line task in its own process, so that a test can kill it. Prints a line for every step. */
import { z } from 'zod';
import { train } from './train.ts';

const given = z
  .object({ folder: z.string(), taskOptions: z.record(z.string(), z.number()) })
  .parse(JSON.parse(process.argv[2] ?? ''));

await train({
  ...given,
  taskModule: new URL('./line-task-fixture.ts', import.meta.url),
  checkpointSeconds: 0,
  observer: { progress: ({ kind }) => console.log(kind), notice: () => undefined },
});
