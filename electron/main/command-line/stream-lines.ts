/** The lines of a stream of a utility process, also those that come after its end. */
/** What is still in a pipe when its process has ended is there at once; longer waits somebody else who has it open. */
const END_LIMIT_MS = 3000;

export interface StreamLines {
  /**
   * To be called when the process has ended: Electron then takes all listeners off its streams, before they were read to
   * their ends. Resolves when every line was told.
   */
  finish(): Promise<void>;
}

/** @param tell gets each line without its end */
export function tellStreamLines(
  stream: NodeJS.ReadableStream,
  tell: (line: string) => void,
): StreamLines {
  let rest = '';
  const onData = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) tell(line.replace(/\r$/u, ''));
  };
  let isOver = false;
  stream.setEncoding('utf8');
  stream.on('data', onData);
  stream.once('end', () => (isOver = true));
  return {
    finish: () =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          stream.off('data', onData);
          if (rest !== '') tell(rest);
          rest = '';
          resolve();
        };
        const timer = setTimeout(end, END_LIMIT_MS);
        // So that nothing is told while nobody listens.
        stream.pause();
        // After whoever told of the end has taken the listeners away.
        queueMicrotask(() => {
          if (isOver) {
            end();
            return;
          }
          if (!stream.listeners('data').includes(onData)) stream.on('data', onData);
          for (const event of ['end', 'close', 'error']) stream.once(event, end);
          stream.resume();
        });
      }),
  };
}
