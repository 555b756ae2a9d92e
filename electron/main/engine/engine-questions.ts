/** Questions from main to the engine: each has its own id and time limit, and is answered once. */
import type {
  EngineAnswers,
  EngineAsked,
  EngineCommand,
  EngineMessage,
  EngineQuestion,
} from '../../contract/engine/engine-messages.ts';

type Answer = Extract<EngineMessage, { kind: 'answer' }>;

/** Time limit: an engine that has not answered by then will not. */
const LIMIT_MS = 3000;

export class EngineQuestions {
  readonly #send: (command: EngineCommand) => boolean;
  readonly #waiting = new Map<number, (message: Answer | null) => void>();
  #lastId = 0;

  /** @param send passes a command to the engine; false if none runs */
  constructor(send: (command: EngineCommand) => boolean) {
    this.#send = send;
  }

  /** The engine's answer; null if no engine runs, it ends meanwhile, or it does not answer in time. */
  async ask<A extends EngineAsked>(asked: A): Promise<EngineAnswers[A['question']] | null> {
    const id = ++this.#lastId;
    const answered = new Promise<Answer | null>((resolve) => {
      const limit = setTimeout(() => this.#settle(id, null), LIMIT_MS);
      this.#waiting.set(id, (message) => {
        clearTimeout(limit);
        resolve(message);
      });
    });
    if (!this.#send({ kind: 'ask', id, ...asked })) this.#settle(id, null);
    const message = await answered;
    return isAnswerTo<A['question']>(message, asked.question) ? message.answer : null;
  }

  /** Drops an answer that is too late or has no question. */
  onAnswer(message: Answer): void {
    this.#settle(message.id, message);
  }

  /** Settles every open question with null. */
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
