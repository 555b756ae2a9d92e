/** Questions from main to the engine: each has an id of its own and a time limit, and is answered once. */
import type {
  EngineAnswers,
  EngineCommand,
  EngineMessage,
  EngineQuestion,
} from '../../contract/engine/engine-messages.ts';

type Answer = Extract<EngineMessage, { kind: 'answer' }>;

/** An engine that has not answered for this long does not. */
const LIMIT_MS = 3000;

export class EngineQuestions {
  readonly #send: (command: EngineCommand) => boolean;
  readonly #waiting = new Map<number, (message: Answer | null) => void>();
  #lastId = 0;

  /** @param send hands a command to the engine; false where none runs */
  constructor(send: (command: EngineCommand) => boolean) {
    this.#send = send;
  }

  /** The engine's answer; null where no engine runs, it ends meanwhile, or does not answer in time. */
  async ask<Q extends EngineQuestion>(question: Q): Promise<EngineAnswers[Q] | null> {
    const id = ++this.#lastId;
    const answered = new Promise<Answer | null>((resolve) => {
      const limit = setTimeout(() => this.#settle(id, null), LIMIT_MS);
      this.#waiting.set(id, (message) => {
        clearTimeout(limit);
        resolve(message);
      });
    });
    if (!this.#send({ kind: 'ask', id, question })) this.#settle(id, null);
    const message = await answered;
    return isAnswerTo(message, question) ? message.answer : null;
  }

  /** An answer that comes too late, or to nothing, is dropped. */
  onAnswer(message: Answer): void {
    this.#settle(message.id, message);
  }

  /** Nothing that was asked will be answered any more. */
  engineLost(): void {
    for (const id of this.#waiting.keys()) this.#settle(id, null);
  }

  #settle(id: number, message: Answer | null): void {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(message);
  }
}

function isAnswerTo<Q extends EngineQuestion>(
  message: Answer | null,
  question: Q,
): message is Answer & { readonly question: Q; readonly answer: EngineAnswers[Q] } {
  return message?.question === question;
}
