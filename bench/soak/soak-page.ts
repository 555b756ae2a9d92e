/** The report of a soak: lines for a terminal, a page for docs/, and its curves. */
import { SOAK_SERIES, type SoakRun, type SoakSeries } from '../../tools/soak/soak-run.ts';
import { lineCharts, type Chart } from '../report/line-charts.ts';
import { FORETOLD, type SeriesVerdict } from './verdict.ts';

export const PICTURE = 'pictures/soak.svg';

const PROCESSES = ['main', 'renderer', 'engine', 'gpu'] as const;
const KINDS = [
  { title: 'Memory of its own', unit: 'MB', ending: 'Memory' },
  { title: 'JavaScript heap after a collection', unit: 'MB', ending: 'Heap' },
  { title: 'Open files', unit: 'files', ending: 'Files' },
  { title: 'Threads', unit: 'threads', ending: 'Threads' },
] as const;

/** A line a series, and one of what was done. */
export function soakLines(run: SoakRun, verdicts: readonly SeriesVerdict[]): string[] {
  return [
    doneSentence(run),
    ...verdicts.map((one) => {
      const { title, unit } = SOAK_SERIES[one.series];
      const [median, slope, limit] = figures(one, unit);
      return `${one.verdict.padEnd(18)}${title}: ${median}; an hour ${slope}; would double with ${limit}`;
    }),
    ...(run.failure === null ? [] : [`The app could not be driven to the end: ${run.failure}`]),
  ];
}

/** The curves of all processes, one kind of figure a chart, as SVG. */
export function soakPicture({ samples }: SoakRun): string {
  const charts = KINDS.map(({ title, unit, ending }): Chart => {
    const curves = PROCESSES.flatMap((name) => {
      const series = `${name}${ending}`;
      if (!isSeries(series)) return [];
      const points = samples.flatMap(({ minutes, values }) => {
        const value = values[series];
        return value === undefined ? [] : [[minutes, value] as const];
      });
      return points.length === 0 ? [] : [{ name: name === 'gpu' ? 'GPU process' : name, points }];
    });
    return { title, xTitle: 'minutes', yTitle: unit, x: 'linear', y: 'linear', curves };
  });
  return lineCharts(charts.filter(({ curves }) => curves.length > 0));
}

export function soakPage(run: SoakRun, verdicts: readonly SeriesVerdict[]): string {
  const minutes = run.samples.at(-1)?.minutes ?? 0;
  const grown = verdicts.filter(({ verdict }) => verdict === 'grows');
  const short = verdicts.filter(({ verdict }) => verdict === 'too short to tell');
  return `# Soak

\`npm run soak\` drives the real window, with the virtual Kinect at 10 pictures a second, round and round for an hour (\`--minutes N\`), and says of
each process whether anything grew that a leak would fill. \`npm test\` does so for three minutes. \`--page\` writes this page.

A round: the room empties and the app locks; Ada comes and looks; every screen is opened; a recording is made, played,
put in the camera's place and erased; a Kinect is missing, plugged in, used and left. ${
    run.pluggedCamera === null
      ? 'Here nothing could play a Kinect, so it was only missing.'
      : `(${run.pluggedCamera} plays it, and leaves a file of what it plays open whenever it is unloaded: those are not counted. A cable that is pulled while frames flow is played by \`native/usb-stand-in\`.)`
  }
The engine is killed every quarter of an hour, or in the middle of a shorter run. After each round, JavaScript heaps are collected and everything is read.
Electron leaves \`/dev/null\` open once for every process that it starts, about two a round in main: those are not counted.

## The rule

The slope is Theil and Sen's, the median of the slopes between all pairs of measurements, which single peaks do not bend.
Its interval assumes no distribution, and is so wide that a run in which nothing grows is called growing once in a
hundred, all series together. The first quarter of a process's life does not count: caches fill, code is compiled. Lives
of the engine are compared each with itself. From a long life, twenty medians of neighbours are taken, since measurements
that follow each other resemble each other.

A run foretells ${FORETOLD} times its own length, an hour a day. What would double by then, even at the lower end of the
interval, **grows**, and ends the run with an error. What would not, even at the upper end, is **flat**. Between them the
run was **too short to tell**. \`bench/soak/verdict.ts\` is the rule, and its tests feed it leaks and noise.

## The last run

${run.startedAt.slice(0, 10)}, ${minutes.toFixed(0)} minutes, ${run.processor}, ${run.cores} cores, ${run.system}, Electron ${run.electron}.
${doneSentence(run)}

**${verdictSentence(verdicts.length, grown, short)}**${run.failure === null ? '' : ` It ended early: ${run.failure}`}

![Memory, heaps, open files and threads of each process, minute by minute](${PICTURE})

| what | median | growth an hour, and its interval | would double with | verdict |
| --- | ---: | ---: | ---: | --- |
${verdicts
  .map((one) => {
    const { title, unit } = SOAK_SERIES[one.series];
    return `| ${title} | ${figures(one, unit).join(' | ')} | ${one.verdict} |`;
  })
  .join('\n')}
`;
}

function verdictSentence(
  all: number,
  grown: readonly SeriesVerdict[],
  short: readonly SeriesVerdict[],
): string {
  const names = (some: readonly SeriesVerdict[]): string =>
    some.map(({ series }) => SOAK_SERIES[series].title).join('; ');
  const flat = `${all - grown.length - short.length} of ${all} are flat.`;
  return [
    flat,
    ...(grown.length === 0 ? ['Nothing grows.'] : [`Grown: ${names(grown)}.`]),
    ...(short.length === 0 ? [] : [`Too short to tell: ${names(short)}.`]),
  ].join(' ');
}

function doneSentence({ samples, done }: SoakRun): string {
  return (
    `${samples.length} rounds: ${done.unlockedByFace} times opened by a look and ${done.unlockedByPin} by PIN, ` +
    `${done.screensOpened} screens, ${done.recorded} recordings and ${done.replayed} replays, a Kinect missed ` +
    `${done.cameraMissed} times and opened ${done.cameraOpened} times, the engine killed ${done.engineKilled} times.`
  );
}

/** Median, slope with its interval, and limit. */
function figures({ growth, limit }: SeriesVerdict, unit: string): readonly string[] {
  if (growth === null) return ['–', '–', '–'];
  const { median, slope, low, high } = growth;
  return [
    `${number(median)} ${unit}`.trim(),
    `${signed(slope)} (${signed(low)} to ${signed(high)})`,
    `+${number(limit)}`,
  ];
}

function number(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function signed(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${number(Math.abs(value))}`;
}

const isSeries = (name: string): name is SoakSeries => Object.hasOwn(SOAK_SERIES, name);
