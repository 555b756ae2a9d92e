/**
 * The debugger of a main process whose fuse allows one, over Node's inspector protocol. A packed app takes no switch for
 * it, so it is opened by SIGUSR1. Needs `WebSocket`: Node 20 has it with --experimental-websocket.
 */
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const LISTENING = /Debugger listening on (ws:\/\/\S+)/;
/** Node's own port; only one process at a time has it. */
export const INSPECTOR_PORT = 9229;

const answerSchema = z.object({
  id: z.number().optional(),
  error: z.object({ message: z.string() }).optional(),
  result: z
    .object({
      result: z.object({ value: z.unknown().optional() }).optional(),
      exceptionDetails: z
        .object({
          text: z.string(),
          exception: z.object({ description: z.string().optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
});

export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: z.infer<typeof answerSchema>) => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = answerSchema.parse(JSON.parse(String(data)));
      if (answer.id === undefined) return;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  /** Opens the debugger of a process that was started with its error stream as a pipe. */
  static async open(child: ChildProcess, pid: number, limitMs: number): Promise<Inspector> {
    const { stderr } = child;
    if (stderr === null) throw new Error('The error stream is needed.');
    const address = addressIn(stderr, limitMs);
    process.kill(pid, 'SIGUSR1');
    const socket = new WebSocket(await address);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error('The debugger does not answer.')));
    });
    return new Inspector(socket);
  }

  /** The value of an expression in the main process; promises are awaited. Throws what it throws. */
  async evaluate(expression: string): Promise<unknown> {
    const id = ++this.#last;
    const answered = new Promise<z.infer<typeof answerSchema>>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    const params = { expression, awaitPromise: true, returnByValue: true };
    this.#socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    const { error, result } = await answered;
    const thrown = result?.exceptionDetails;
    const fault = error?.message ?? thrown?.exception?.description ?? thrown?.text;
    if (fault !== undefined) throw new Error(fault);
    return result?.result?.value;
  }

  close(): void {
    this.#socket.close();
  }
}

function addressIn(stream: Readable, limitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(
      () => reject(new Error(`No debugger within ${limitMs / 1000} s: ${text.slice(-500)}`)),
      limitMs,
    );
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = LISTENING.exec(text)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
