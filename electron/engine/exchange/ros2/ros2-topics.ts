/** Which topics of a bag are the depth, its colour and their calibration. */
import type { TopicChoice } from '../../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';

export interface ImageTopic {
  readonly topic: string;
  /** `other`: neither depth nor colour, such as an infrared picture or one in an encoding that is not known. */
  readonly kind: 'depth' | 'color' | 'other';
  readonly messages: number;
  readonly width: number;
  readonly height: number;
  /** The coordinate frame its header names. */
  readonly frameId: string;
  readonly encoding: string;
}

const ALIGNED = /aligned|registered|depth_to_(?:rgb|color)|to_color/i;
const INFRARED = /infra|\bir\b|\/ir\d?\//i;

/** Does the name say that depth lies on the grid of colour? */
export const isAlignedName = (topic: string): boolean => ALIGNED.test(topic);

/** Does the name say that the picture was freed of its lens's distortion? */
export const isRectifiedName = (topic: string): boolean => /rect/i.test(topic);

/** The better fitting first; equal ones are a question for a person. */
function score({ kind, topic, encoding }: ImageTopic): number {
  const isPacked = /compressed/i.test(topic);
  if (kind === 'depth') {
    // Infrared has 16 bits too.
    return (INFRARED.test(topic) ? 0 : 8) + (isAlignedName(topic) ? 4 : 0) + (isPacked ? 0 : 1);
  }
  const isNamed = /colou?r|rgb/i.test(topic) && !INFRARED.test(topic);
  const hasColor = !/^(?:mono8|8UC1)$/.test(encoding);
  return (
    (isNamed ? 8 : 0) + (hasColor ? 4 : 0) + (isRectifiedName(topic) ? 2 : 0) + (isPacked ? 0 : 1)
  );
}

/**
 * One depth topic and one colour topic; the problem lists those that there are, and how to choose.
 * @param file named in problems
 */
export function chooseTopics(
  file: string,
  topics: readonly ImageTopic[],
  choice: TopicChoice,
): Result<{ readonly depth: ImageTopic; readonly color: ImageTopic }> {
  const depth = chooseOne(file, topics, { kind: 'depth', chosen: choice.depth, all: topics });
  if (!depth.ok) return depth;
  // Colour of the size of depth is what depth may be aligned with.
  const colors = topics.filter(({ topic }) => topic !== depth.value.topic);
  const fitting = colors.filter(
    ({ kind, width, height }) =>
      kind === 'color' && width === depth.value.width && height === depth.value.height,
  );
  const color = chooseOne(
    file,
    fitting.length > 0 && choice.color === undefined ? fitting : colors,
    {
      ...{ kind: 'color', chosen: choice.color, all: topics },
    },
  );
  return color.ok ? succeed({ depth: depth.value, color: color.value }) : color;
}

function chooseOne(
  file: string,
  topics: readonly ImageTopic[],
  {
    kind,
    chosen,
    all,
  }: {
    readonly kind: 'depth' | 'color';
    readonly chosen: string | undefined;
    /** Those that there are, for the problem. */
    readonly all: readonly ImageTopic[];
  },
): Result<ImageTopic> {
  const named = topics.find(({ topic }) => topic === chosen);
  if (chosen !== undefined) {
    if (named !== undefined) return succeed(named);
    return fail('files-unreadable', `${file} has no images of the topic ${chosen}. ${listOf(all)}`);
  }
  const fitting = topics.filter((topic) => topic.kind === kind);
  const best = Math.max(...fitting.map(score));
  const [first, ...others] = fitting.filter((topic) => score(topic) === best);
  if (first === undefined) {
    const none =
      kind === 'depth'
        ? `${file} has no depth that Depthlock can read.`
        : `${file} has no colour that Depthlock can read.`;
    return fail('files-unreadable', `${none} ${listOf(all)}`);
  }
  if (others.length === 0) return succeed(first);
  const names = [first, ...others].map(({ topic }) => topic).join(', ');
  return fail(
    'files-unreadable',
    kind === 'depth'
      ? `${file} has several topics of depth: ${names}. Say which with --depth-topic.`
      : `${file} has several topics of colour: ${names}. Say which with --color-topic.`,
  );
}

function listOf(topics: readonly ImageTopic[]): string {
  if (topics.length === 0) return 'It has no images.';
  const names = topics.map(({ topic, encoding }) => `${topic} (${encoding})`).join(', ');
  return `Its images: ${names}.`;
}

/** Topics that may hold the calibration of an image topic, the nearest first: ROS names them beside each other. */
export function cameraInfoTopics(topic: string): readonly string[] {
  const parts = topic.split('/');
  return parts
    .map((_, k) => `${parts.slice(0, parts.length - 1 - k).join('/')}/camera_info`)
    .slice(0, Math.max(0, parts.length - 1));
}
