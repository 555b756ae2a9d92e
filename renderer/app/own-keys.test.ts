import { describe, expect, it } from 'vitest';
import { takesKey, type FocusedControl } from './own-keys.ts';

const SHORTCUTS = [' ', 'Escape', 'r', 'R', 'd', 'ArrowLeft'];

/** The shortcuts of a screen that stay alive while a control has the focus. */
const alive = (control: FocusedControl, byPointer = false): string[] =>
  SHORTCUTS.filter((key) => !takesKey(control, key, byPointer));

describe('the keys of a control', () => {
  it('are few where nothing is typed: after the scrubber or a radio button shortcuts go on', () => {
    expect(alive('range')).toEqual([' ', 'Escape', 'r', 'R', 'd']);
    expect(alive('checked-radio')).toEqual([' ', 'Escape', 'r', 'R', 'd']);
    expect(alive('nothing')).toEqual(SHORTCUTS);
  });

  it('are those that press it, for whoever moves the focus with the keyboard', () => {
    expect(alive('button')).toEqual(['Escape', 'r', 'R', 'd', 'ArrowLeft']);
    expect(alive('radio')).toEqual(['Escape', 'r', 'R', 'd']);
    expect(alive('checkbox')).toEqual(['Escape', 'r', 'R', 'd', 'ArrowLeft']);
    expect(takesKey('button', 'Enter', true)).toBe(true);
  });

  it('leave Space to the screen after a click on a button', () => {
    expect(alive('button', true)).toEqual(SHORTCUTS);
  });

  it('are all where something is typed or chosen', () => {
    expect(alive('text')).toEqual([]);
    expect(alive('select')).toEqual(['Escape']);
  });
});
