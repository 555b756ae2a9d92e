import { join } from 'node:path';
import type { Contender } from './contender.ts';
import { serveFolder } from './serve-folder.ts';
import type { PeerRuntime, TfjsTensor } from './tfjs.ts';

const PACKAGE = '@vladmandic/human';

/** The part of Human in use. */
interface HumanModule {
  readonly Human: new (config: unknown) => {
    load(): Promise<void>;
    detect(picture: TfjsTensor): Promise<{ readonly face: readonly HumanFace[] }>;
  };
}
interface HumanFace {
  readonly mesh: readonly unknown[];
  readonly embedding?: readonly number[];
  /** Antispoof. */
  readonly real?: number;
  /** Liveness. */
  readonly live?: number;
}

/** How much of the last frame's result Human may reuse. */
type Reuse = 'nothing' | 'where the face is' | 'all';

const TASKS: Readonly<Record<Reuse, string>> = {
  nothing: 'detector, mesh, descriptor, antispoof and liveness on every frame',
  'where the face is': 'detector now and then, the other four on every frame',
  all: 'as it comes: mesh on every frame, everything else is given again for seconds',
};

/**
 * Human's face pipeline in three configurations: everything on every frame, the face tracked as Depthlock tracks it,
 * and its defaults. Its defaults for a face, without what Depthlock does not do either (iris, emotion, gestures,
 * filters), and with the two checks that a lock needs.
 */
export async function humans(runtime: PeerRuntime): Promise<readonly Contender[]> {
  const models = await serveFolder(join(runtime.folder, PACKAGE, 'models'));
  try {
    return [
      await human(runtime, models.url, 'nothing'),
      await human(runtime, models.url, 'where the face is'),
      await human(runtime, models.url, 'all'),
    ];
  } finally {
    await models.close();
  }
}

async function human(runtime: PeerRuntime, models: string, reuse: Reuse): Promise<Contender> {
  // Its state between frames is in its module, not in the object: each configuration needs its own.
  const { Human } = runtime.loadAfresh(`${PACKAGE}/dist/human.node-wasm.js`) as HumanModule;
  const human = new Human(configure(runtime, models, reuse));
  await human.load();
  return {
    name: `Human, reusing ${reuse}`,
    task: TASKS[reuse],
    look: async (frame) => {
      const [face] = (await human.detect(runtime.picture(frame))).face;
      if (face === undefined) return false;
      const { mesh, embedding = [], real, live } = face;
      return mesh.length > 0 && embedding.length > 0 && real !== undefined && live !== undefined;
    },
    dispose: () => Promise.resolve(),
  };
}

function configure({ wasmFolder }: PeerRuntime, models: string, reuse: Reuse): unknown {
  const afresh = { skipFrames: 0, skipTime: 0 };
  const off = { enabled: false };
  return {
    backend: 'wasm',
    wasmPath: wasmFolder,
    modelBasePath: models,
    // How much a picture may differ from the previous one for anything to be reused; its default is 0.7.
    ...(reuse === 'nothing' ? { cacheSensitivity: 0 } : {}),
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    face: {
      enabled: true,
      iris: off,
      emotion: off,
      detector: reuse === 'nothing' ? afresh : {},
      mesh: { enabled: true },
      ...eachOf(['description', 'antispoof', 'liveness'], {
        enabled: true,
        ...(reuse === 'all' ? {} : afresh),
      }),
    },
  };
}

const eachOf = (names: readonly string[], value: object): object =>
  Object.fromEntries(names.map((name) => [name, value]));
