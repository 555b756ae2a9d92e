/**
 * Recordings for the thread that analyses one. It holds faces, so it parses no file: the engine's main thread opens it
 * where files are parsed, and hands it the frames.
 */
import type { MessagePort } from 'node:worker_threads';
import type { Result } from '../../../contract/problem.ts';
import { succeed } from '../../../contract/problem.ts';
import { indexAtTime } from '../../camera/recording/index-at-time.ts';
import type { Recording } from '../../camera/recording/recording.ts';
import type { SensorFrame } from '../../camera/sensor-frame.ts';

export type OpenRecording = (file: string) => Promise<Result<Recording>>;

/** What the thread asks; each is answered once, by its id. Recordings have the id of what opened them. */
type Question =
  | { readonly kind: 'open'; readonly id: number; readonly file: string }
  | { readonly kind: 'frame'; readonly id: number; readonly of: number; readonly index: number }
  | { readonly kind: 'close'; readonly id: number; readonly of: number };

interface Answer {
  readonly id: number;
  readonly result: unknown;
}

type Opened = Pick<Recording, 'info' | 'times'>;

/** Answers a thread until the port closes; what it had open is closed then. */
export function serveRecordings(port: MessagePort, open: OpenRecording): void {
  const opened = new Map<number, Recording>();
  let isClosed = false;
  const answerTo = async (question: Question): Promise<unknown> => {
    if (question.kind === 'open') {
      const recording = await open(question.file);
      if (!recording.ok) return recording;
      if (isClosed) await recording.value.close();
      else opened.set(question.id, recording.value);
      const { info, times } = recording.value;
      return succeed<Opened>({ info, times });
    }
    const recording = opened.get(question.of);
    if (question.kind === 'frame') return recording?.frameAt(question.index);
    opened.delete(question.of);
    return recording?.close();
  };
  port.on('message', (question: Question) => {
    void answerTo(question).then((result) => {
      if (!isClosed) port.postMessage({ id: question.id, result } satisfies Answer);
    });
  });
  port.on('close', () => {
    isClosed = true;
    for (const recording of opened.values()) void recording.close();
    opened.clear();
  });
}

/** The thread's end. The port keeps it alive only while it waits for an answer. */
export function recordingsOver(port: MessagePort): OpenRecording {
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  port.on('message', ({ id, result }: Answer) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
    if (waiting.size === 0) port.unref();
  });
  port.unref();
  const ask = <Value>(question: (id: number) => Question): Promise<Value> =>
    new Promise((resolve) => {
      last += 1;
      port.ref();
      waiting.set(last, (result) => resolve(result as Value));
      port.postMessage(question(last));
    });

  return async (file) => {
    let of = 0;
    const opened = await ask<Result<Opened>>((id) => {
      of = id;
      return { kind: 'open', id, file };
    });
    if (!opened.ok) return opened;
    const { info, times } = opened.value;
    return succeed<Recording>({
      ...{ info, times },
      indexAt: (timeMs) => indexAtTime(times, timeMs),
      frameAt: (index) => ask<Result<SensorFrame>>((id) => ({ kind: 'frame', id, of, index })),
      close: () => ask<undefined>((id) => ({ kind: 'close', id, of })),
    });
  };
}
