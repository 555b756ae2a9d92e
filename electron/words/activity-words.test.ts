import { describe, expect, it } from 'vitest';
import type { ActivityEntry, ActivityEvent } from '../contract/activity.ts';
import { filtered } from '../contract/activity-kinds.ts';
import { activityCsv, numbersOf, titleOf } from './activity-words.ts';

const nameOf = (id: string) => (id === 'ada' ? 'Ada' : undefined);
const at = '2026-11-30T09:41:00.000Z';
const entry = (event: ActivityEvent, number = 1): ActivityEntry => ({ number, at, event });

describe('words of the activity', () => {
  it.each<[ActivityEvent, string, readonly string[]]>([
    [
      {
        kind: 'opened',
        by: 'face',
        personId: 'ada',
        latencyMs: 312,
        distance: 0.423,
        level: 'strict',
      },
      'Opened for Ada by face',
      ['0.3 s', 'distance 0.42', 'strict'],
    ],
    [
      { kind: 'refused', because: 'picture', picture: 'bent', seenMs: 4000 },
      'A picture (bent) was refused',
      ['seen for 4.0 s'],
    ],
    [
      { kind: 'refused', because: 'stranger', personId: 'ada', distance: 1.234 },
      'A face that is not enrolled was refused',
      ['1.23 from Ada'],
    ],
    [
      { kind: 'refused', because: 'stranger', personId: 'gone', distance: 1.2 },
      'A face that is not enrolled was refused',
      [],
    ],
    [
      { kind: 'changed', change: 'removed', personId: 'gone' },
      'Removed somebody who was removed',
      [],
    ],
    [{ kind: 'erased', entries: 1 }, 'One entry was erased here', []],
  ])('%o', (event, title, numbers) => {
    expect(titleOf(event, nameOf, 'en')).toBe(title);
    expect(numbersOf(event, nameOf, 'en')).toEqual(numbers);
  });

  it('are those of the language', () => {
    const opened = { kind: 'opened', by: 'pin', personId: 'ada', distance: 0.423 } as const;
    expect(titleOf(opened, nameOf, 'de')).toBe('Mit der PIN für Ada entsperrt');
    expect(numbersOf(opened, nameOf, 'de')).toEqual(['Abstand 0,42']);
    expect(activityCsv([], nameOf, 'zh')).toBe('"编号","时间","事件","数据"\r\n');
  });

  it('filters', () => {
    const entries = [
      entry({ kind: 'started' }),
      entry({ kind: 'opened', by: 'pin', personId: 'ada' }),
      entry({ kind: 'refused', because: 'wrong-pin' }),
      entry({ kind: 'limit-reached', limit: 'pins' }),
      entry({ kind: 'changed', change: 'enrolled', personId: 'ada' }),
    ];
    expect(filtered(entries, 'all')).toHaveLength(5);
    expect(filtered(entries, 'opened')).toHaveLength(1);
    expect(filtered(entries, 'refused')).toHaveLength(2);
    expect(filtered(entries, 'changes')).toHaveLength(1);
  });

  it('exports cells that no spreadsheet takes for a formula', () => {
    const named = () => '=HYPERLINK("x")';
    const events = [entry({ kind: 'changed', change: 'enrolled', personId: 'ada' })];
    const csv = activityCsv(events, named, 'en');
    expect(csv).toBe(
      '"number","time","event","numbers"\r\n' + `"1","${at}","Enrolled =HYPERLINK(""x"")",""\r\n`,
    );
  });
});
