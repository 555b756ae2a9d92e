/**
 * A Kinect v1 that can be plugged in and out of a running app: fakenect plays a dump, and its library is a link that
 * comes and goes. What it cannot show, a cable pulled while frames flow, the driver's own tests play over a stand-in
 * of the USB layer.
 */
import { rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { findFakenect } from '../../electron/engine/camera/kinect-v1/fakenect/find-fakenect.ts';
import { LOOK, writeKinectV1Dump } from '../kinect-v1-dump.ts';

export interface PluggedCamera {
  /** What plays it; null: nothing can, and it stays out. */
  readonly title: string | null;
  /** Holds what it plays. fakenect leaves a file of it open whenever it is unloaded, which libfreenect has not. */
  readonly folder: string;
  /** For the app's start. */
  readonly variables: Readonly<Record<string, string>>;
  plugIn(): Promise<void>;
  plugOut(): Promise<void>;
}

/** @param folder an empty one, for dump and link */
export async function createPluggedCamera(folder: string): Promise<PluggedCamera> {
  const link = path.join(folder, 'libfreenect.so');
  const variables = { DEPTHLOCK_FREENECT_LIBRARY: link };
  const plugOut = () => rm(link, { force: true });
  const fakenect = findFakenect();
  if (!fakenect.ok) {
    console.log(`No Kinect is plugged in, only missed: ${fakenect.reason}`);
    return { title: null, folder, variables, plugIn: () => Promise.resolve(), plugOut };
  }
  const dump = path.join(folder, 'dump');
  await writeKinectV1Dump(dump, 'ada', LOOK);
  return {
    title: 'fakenect',
    folder,
    variables: { ...variables, FAKENECT_PATH: dump },
    plugIn: async () => {
      await plugOut();
      await symlink(fakenect.library, link);
    },
    plugOut,
  };
}
