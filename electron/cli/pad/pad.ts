import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { ASSETS_FOLDER } from '../../base/app-folders.ts';
import { whyNotWritable, writeReport } from '../../../training/evaluation/report/write-report.ts';
import {
  DEFAULT_SCENE,
  DEVICE_NAMES,
  SOURCE_NAMES,
  type SourceName,
} from '../../contract/camera.ts';
import { MOST_ATTEMPTS, type PadPlan, type PadResults } from '../../contract/pad/pad.ts';
import { resultsWords } from '../../words/pad-words.ts';
import { SPECIES_IDS, type SpeciesId } from '../../contract/pad/species.ts';
import { DEFAULT_SECURITY, SECURITY_LEVELS, type SecurityLevel } from '../../contract/security.ts';
import { createCameraRegistry } from '../../engine/camera/camera-registry.ts';
import type { CameraRegistry } from '../../engine/camera/camera-source.ts';
import { listVirtualPeople } from '../../engine/camera/virtual/atlas/people.ts';
import { createVision } from '../../engine/vision/pipeline.ts';
import { appVersion } from '../../base/app-version.ts';
import { examples, exitsWith, jsonOption, wholeNumber } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { clearProgress } from '../progress-line.ts';
import { enrolOption } from '../recordings/named-recording.ts';
import { testBeforeCamera } from './test-before-camera.ts';

const SENSORS = ['kinect-v1', 'kinect-v2'] as const;
const OWNER = 'the owner';

export const padCommand = new Command('pad')
  .description(
    'Try to fool it yourself: leads through presentation attacks before a camera and counts what passed, by ISO/IEC 30107-3. It keeps numbers, no pictures. With the virtual Kinect it plays by itself.',
  )
  .addOption(
    new Option(
      '--source <name>',
      'camera, as “depthlock devices” lists it (default: the first device that is ready)',
    ).choices(SOURCE_NAMES),
  )
  .addOption(
    enrolOption(
      'the owner, as a recording shows them (see “depthlock record”)',
      'who sits there enrols first',
    ),
  )
  .option(
    '--each <n>',
    'attempts of each presentation, the owner’s own among them',
    wholeNumber(1, MOST_ATTEMPTS),
    5,
  )
  .addOption(
    new Option(
      '--species <names>',
      `kinds of attack, with commas between them: ${SPECIES_IDS.join(', ')} (default: all)`,
    ).argParser(parseSpecies),
  )
  .addOption(
    new Option('--level <name>', 'security level of the lock')
      .choices(SECURITY_LEVELS)
      .default(DEFAULT_SECURITY.level),
  )
  .option('--no-eyes', 'do not ask for open eyes that look at the camera')
  .option('--out <file>', 'write the numbers to a file (.json)')
  .option(
    '--keep-recording <file>',
    'also keep the pictures of the whole test as a recording (.mcap); default: none is kept',
  )
  .option('--person <id>', 'virtual camera: who stands before it', 'ada')
  .addOption(
    new Option('--sensor <name>', 'virtual camera: the sensor that it imitates')
      .choices(SENSORS)
      .default(DEFAULT_SCENE.sensor),
  )
  .addOption(jsonOption())
  .addHelpText(
    'after',
    examples(
      'pad --each 10 --out figures.json',
      'pad --source kinect2 --enrol me=me.mcap --species print-bent,screen',
      'pad --source virtual --person ada --each 3',
    ),
  )
  .action(exitsWith(pad));

interface PadOptions {
  readonly source?: SourceName | undefined;
  readonly enrol: readonly { readonly name: string; readonly file: string }[];
  readonly each: number;
  readonly level: SecurityLevel;
  readonly eyes: boolean;
  readonly species?: readonly SpeciesId[] | undefined;
  readonly out?: string | undefined;
  readonly keepRecording?: string | undefined;
  readonly person: string;
  readonly sensor: (typeof SENSORS)[number];
  readonly json?: true | undefined;
}

async function pad(options: PadOptions): Promise<ExitCode> {
  const { enrol, out, keepRecording: keep, json } = options;
  const fails = (message: string): ExitCode => complain('pad', message, EXIT.failed);
  if (enrol.length > 1) return fails('There is one owner: say --enrol once.');
  const obstacle = out === undefined ? null : await whyNotWritable(out);
  if (obstacle !== null) return fails(obstacle);
  if (keep !== undefined && existsSync(keep)) {
    return fails(`${keep} is there already. Name another file for the recording.`);
  }

  const people = await listVirtualPeople(ASSETS_FOLDER);
  const registry = createCameraRegistry({
    assets: ASSETS_FOLDER,
    virtualProblem: people.ok ? null : people.problem.message,
    // It demonstrates, and nobody times it: rather late than with gaps.
    virtualPace: 'every-frame',
  });
  const scene = { ...DEFAULT_SCENE, person: options.person, sensor: options.sensor };
  const source = options.source ?? (await firstReady(registry));
  if (source === null) {
    return fails(
      'No depth camera is ready (see “depthlock devices”). Plug one in, or say --source virtual for a demonstration.',
    );
  }
  const probe = await registry[source].probe({ scene });
  if (probe.kind === 'blocked') {
    return fails([probe.reason, ...(probe.remedy === undefined ? [] : [probe.remedy])].join('\n'));
  }
  const isDemonstration = source === 'virtual';
  if (!isDemonstration && !process.stdin.isTTY) {
    return fails('It leads you by your keys, so it needs a terminal. Call it without a pipe.');
  }

  const vision = await createVision({ assets: ASSETS_FOLDER });
  if (!vision.ok) return fails(vision.problem.message);
  const interruption = listenForInterruption(() => undefined);
  try {
    const tested = await testBeforeCamera({
      vision: vision.value,
      registry,
      source,
      scene,
      people: people.ok ? people.value.map(({ id }) => id) : [],
      owner: enrol[0] ?? null,
      ownerName: OWNER,
      plan: planOf(options),
      security: { level: options.level, asksEyes: options.eyes },
      app: appVersion(),
      keepRecording: keep ?? null,
      signal: interruption.signal,
      keys: isDemonstration ? null : process.stdin,
    });
    clearProgress();
    if (!tested.ok) {
      return interruption.signal.aborted ? EXIT.interrupted : fails(tested.problem.message);
    }
    const failure = await report(tested.value, out, json === true);
    if (failure !== null) return fails(failure);
    return interruption.signal.aborted ? EXIT.interrupted : EXIT.done;
  } finally {
    interruption.end();
    await vision.value.dispose();
  }
}

async function firstReady(registry: CameraRegistry): Promise<SourceName | null> {
  for (const device of DEVICE_NAMES) {
    const probe = await registry[device].probe({ scene: DEFAULT_SCENE });
    if (probe.kind === 'ready' && probe.certain) return device;
  }
  return null;
}

/** The owner first: what stays closed for everybody proves nothing. */
function planOf({ species = SPECIES_IDS, each }: PadOptions): PadPlan {
  const presentations = ['genuine' as const, ...species];
  return { presentations: presentations.map((presentation) => ({ presentation, attempts: each })) };
}

/** Why the numbers could not be written, or null. */
async function report(
  results: PadResults,
  out: string | undefined,
  asJson: boolean,
): Promise<string | null> {
  const json = JSON.stringify(results, null, 2);
  console.log(asJson ? json : resultsWords(results, 'en'));
  if (out === undefined) return null;
  const failure = await writeReport(out, `${json}\n`);
  if (failure === null) console.error(`The numbers are in ${out}. It holds no picture.`);
  return failure;
}

function parseSpecies(text: string): readonly SpeciesId[] {
  const names = text.split(',').map((name) => name.trim());
  const isSpecies = (name: string): name is SpeciesId =>
    (SPECIES_IDS as readonly string[]).includes(name);
  const unknown = names.find((name) => !isSpecies(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`There is no species '${unknown}': ${SPECIES_IDS.join(', ')}.`);
  }
  return [...new Set(names.filter(isSpecies))];
}
