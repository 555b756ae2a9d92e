import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CapturedEnrolment, EngineCommand } from '../../contract/engine/engine-messages.ts';
import { EngineQuestions } from './engine-questions.ts';

const CAPTURED: CapturedEnrolment = {
  references: [],
  shape: null,
  resembles: null,
  trust: 'sensor',
  encoder: 'fused 3',
};

let asked: number[];
let questions: EngineQuestions;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  questions = new EngineQuestions((command: EngineCommand) => {
    if (command.kind === 'ask') asked.push(command.id);
    return true;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function answer(id: number, captured: CapturedEnrolment | null): void {
  questions.onAnswer({ kind: 'answer', id, question: 'enrolment.take', answer: captured });
}

describe('questions to the engine', () => {
  it('gives each question its own answer, in whatever order they come', async () => {
    const first = questions.ask({ question: 'enrolment.take' });
    const second = questions.ask({ question: 'enrolment.take' });
    const [one = 0, two = 0] = asked;
    expect(one).not.toBe(two);
    answer(two, null);
    answer(one, CAPTURED);
    expect(await first).toBe(CAPTURED);
    expect(await second).toBeNull();
  });

  it('ends without an answer after the limit, and drops one that comes later', async () => {
    const late = questions.ask({ question: 'enrolment.take' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await late).toBeNull();
    answer(asked[0] ?? 0, CAPTURED);
  });

  it('leaves no timer behind', async () => {
    const answered = questions.ask({ question: 'enrolment.take' });
    answer(asked[0] ?? 0, CAPTURED);
    await answered;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends at once where no engine runs, and when it is lost', async () => {
    const nobody = new EngineQuestions(() => false);
    expect(await nobody.ask({ question: 'enrolment.take' })).toBeNull();
    const lost = questions.ask({ question: 'enrolment.take' });
    questions.engineLost();
    expect(await lost).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });
});
