/** Options of the commands that read sessions of other programs: what their files do not say. */
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { DEPTH_ENCODINGS, type ImportArguments } from '../../contract/exchange.ts';
import type { Intrinsics } from '../../contract/frame.ts';

export const depthOption = () =>
  new Option('--depth <encoding>', 'meaning of depth pictures that do not say it').choices(
    DEPTH_ENCODINGS,
  );

export const depthScaleOption = () =>
  new Option(
    '--depth-scale <number>',
    'one unit of depth in mm, such as 0.1; from 100 on it is taken for units a metre (10000), below 0.01 for metres a unit (0.0001)',
  ).argParser(millimetresPerUnit);

export const intrinsicsOption = () =>
  new Option('--intrinsics <fx,fy,cx,cy>', 'of the registered picture, in pixels').argParser(
    intrinsics,
  );

export const invalidOption = () =>
  new Option(
    '--invalid <values>',
    'more values that mean no reading, with commas between them (besides 0, 65535, NaN and negative ones)',
  ).argParser(invalidValues);

export const depthTopicOption = () =>
  new Option(
    '--depth-topic <topic>',
    'depth of a ROS 2 bag (default: the one that is aligned to colour)',
  );

export const colorTopicOption = () =>
  new Option(
    '--color-topic <topic>',
    'colour of a ROS 2 bag (default: the one that depth lies on)',
  );

export interface ImportOptions {
  readonly depth?: ImportArguments['encoding'];
  readonly depthScale?: number | undefined;
  readonly intrinsics?: Intrinsics | undefined;
  readonly invalid?: readonly number[] | undefined;
  readonly depthTopic?: string | undefined;
  readonly colorTopic?: string | undefined;
}

/** The options as the engine takes them. */
export function importArguments(options: ImportOptions): ImportArguments {
  const { depth, depthScale, intrinsics: camera, invalid, depthTopic, colorTopic } = options;
  const topics = {
    ...(depthTopic === undefined ? {} : { depth: depthTopic }),
    ...(colorTopic === undefined ? {} : { color: colorTopic }),
  };
  return {
    ...(depth === undefined ? {} : { encoding: depth }),
    ...(depthScale === undefined ? {} : { millimetresPerUnit: depthScale }),
    ...(camera === undefined ? {} : { intrinsics: camera }),
    ...(invalid === undefined ? {} : { invalid }),
    ...(Object.keys(topics).length === 0 ? {} : { topics }),
  };
}

/** No camera's unit lies between these two and those of the other ways to say it. */
const LEAST_MM = 0.01;
const LEAST_UNITS = 100;

/** Millimetres of a unit, from any of the three ways in which programs say it. */
function millimetresPerUnit(text: string): number {
  const value = /^\s*$/.test(text) ? NaN : Number(text);
  if (!(value > 0 && value <= 1_000_000)) {
    throw new InvalidArgumentError('It takes millimetres a unit, such as 0.1.');
  }
  if (value >= LEAST_UNITS) return 1000 / value;
  return value < LEAST_MM ? Math.round(value * 1e9) / 1e6 : value;
}

function intrinsics(text: string): Intrinsics {
  const [fx = NaN, fy = NaN, cx = NaN, cy = NaN, ...more] = numbersIn(text);
  if (!(fx > 0 && fy > 0) || Number.isNaN(cx + cy) || more.length > 0) {
    throw new InvalidArgumentError('It takes fx,fy,cx,cy in pixels, such as 525,525,319.5,239.5.');
  }
  return { fx, fy, cx, cy };
}

function invalidValues(text: string): readonly number[] {
  const values = numbersIn(text);
  if (values.length === 0 || values.some(Number.isNaN) || values.length > 20) {
    throw new InvalidArgumentError(
      'It takes numbers with commas between them, such as 65534,4095.',
    );
  }
  return values;
}

/** NaN for what is none. */
const numbersIn = (text: string): readonly number[] =>
  text
    .split(/[,;\s]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word) ? Number(word) : NaN));
