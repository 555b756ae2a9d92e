/**
 * `npm run soak [-- --minutes N] [--page]`: drives the app's window round and round for an hour, or N minutes, and says of
 * everything that a leak would fill whether it grew. Ends with 1 if something did, or if the app could not be driven.
 * `--page` writes docs/soak.md and its picture; otherwise the picture is in `out`.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, runScript } from '../../tools/child.ts';
import { withDisplay } from '../../tools/electron/display.ts';
import { prepareElectron } from '../../tools/electron/prepare.ts';
import { soakRunSchema, type SoakRun } from '../../tools/soak/soak-run.ts';
import { PICTURE, soakLines, soakPage, soakPicture } from './soak-page.ts';
import { judgeSoak } from './verdict.ts';

const MINUTE_MS = 60_000;
const USUAL_MINUTES = '60';
/** To start, for the last round, and to end. */
const EXTRA_MS = 10 * MINUTE_MS;
const MEASURED = path.join(root, 'out', 'soak.json');
const DOCS = path.join(root, 'docs');

async function drive(minutes: number): Promise<SoakRun> {
  rmSync(MEASURED, { force: true });
  await prepareElectron();
  const code = await withDisplay(() =>
    runScript('e2e/soak/drive.ts', [String(minutes), MEASURED], {
      limitMs: minutes * MINUTE_MS + EXTRA_MS,
    }),
  );
  if (code !== 0) throw new Error(`The app was not driven: its driver ended with code ${code}.`);
  return soakRunSchema.parse(JSON.parse(readFileSync(MEASURED, 'utf8')));
}

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: USUAL_MINUTES }, page: { type: 'boolean' } },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new RangeError('--minutes takes a number greater than 0.');

const run = await drive(minutes);
const verdicts = judgeSoak(run);
console.log(soakLines(run, verdicts).join('\n'));
if (run.samples.length > 0) {
  const picture =
    values.page === true ? path.join(DOCS, PICTURE) : path.join(root, 'out', 'soak.svg');
  writeFileSync(picture, soakPicture(run));
  if (values.page === true) writeFileSync(path.join(DOCS, 'soak.md'), soakPage(run, verdicts));
}
const isGood = run.failure === null && verdicts.every(({ verdict }) => verdict !== 'grows');
process.exitCode = isGood ? 0 : 1;
