import type { ImportArguments } from '../../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { openRecording } from '../../recording/mcap/read/open-recording.ts';
import type { FrameSource } from '../frame-source.ts';
import { refuseIdleArguments } from '../reading/import-arguments.ts';
import { contentOfMcap } from '../ros2/content-of-mcap.ts';
import { openRos2Bag } from '../ros2/ros2-import.ts';
import { sourceOfRecording } from './recording-import.ts';

/**
 * An MCAP file as a session: a recording, also one that other programs have rewritten, or a ROS 2 bag. Both say all of
 * their numbers themselves.
 */
export async function openMcap(file: string, given: ImportArguments): Promise<Result<FrameSource>> {
  const holds = await contentOfMcap(file);
  if (holds === 'ros1') {
    return fail(
      'files-unreadable',
      `${file} is a bag of ROS 1. Depthlock reads those of ROS 2: turn it into one with rosbags-convert, then import that.`,
    );
  }
  return holds === 'ros2' ? openBag(file, given) : openOwn(file, given);
}

async function openBag(file: string, given: ImportArguments): Promise<Result<FrameSource>> {
  const idle = refuseIdleArguments(
    given,
    file,
    'a ROS 2 bag',
    'which says its unit and its values of no reading itself',
    ['topics', 'intrinsics'],
  );
  return idle ?? openRos2Bag(file, given);
}

async function openOwn(file: string, given: ImportArguments): Promise<Result<FrameSource>> {
  const idle = refuseIdleArguments(
    given,
    file,
    'a recording',
    'which says its unit and its calibration itself',
  );
  if (idle !== null) return idle;
  const recording = await openRecording(file);
  if (!recording.ok) return recording;
  const session = sourceOfRecording(recording.value);
  return succeed(recording.value.info.complete ? { ...session, wholeRecording: file } : session);
}
