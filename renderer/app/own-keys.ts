/** Which keys a control needs for itself; all others are shortcuts of the screen, wherever the focus is. */

/** What has the focus, as far as keys matter. */
export type FocusedControl =
  /** Something is typed into it, or it is a dialog, whose keys are no screen's. */
  | 'text'
  | 'select'
  | 'range'
  | 'radio'
  | 'checked-radio'
  | 'checkbox'
  /** A button, a link, or a summary. */
  | 'button'
  | 'nothing';

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const JUMPS = ['Home', 'End', 'PageUp', 'PageDown'];

/**
 * Whether the control takes the key.
 * @param byPointer the control got the focus by a click: Space then is the screen's, as on the picture of a player, and
 *   only whoever moves the focus with the keyboard presses buttons with it
 */
export function takesKey(control: FocusedControl, key: string, byPointer: boolean): boolean {
  switch (control) {
    case 'text':
      return true;
    case 'select':
      return key !== 'Escape';
    case 'range':
      return ARROWS.includes(key) || JUMPS.includes(key);
    case 'radio':
      return ARROWS.includes(key) || key === ' ';
    case 'checked-radio':
      return ARROWS.includes(key);
    case 'checkbox':
      return key === ' ';
    case 'button':
      return key === 'Enter' || (key === ' ' && !byPointer);
    case 'nothing':
      return false;
  }
}

const WITHOUT_TYPING: Readonly<Partial<Record<string, FocusedControl>>> = {
  ...{ range: 'range', checkbox: 'checkbox', radio: 'radio' },
  ...{ button: 'button', submit: 'button', reset: 'button' },
};

/** The control that an event of the keyboard goes to. */
export function focusedControl(target: EventTarget | null): FocusedControl {
  if (!(target instanceof Element)) return 'nothing';
  if (target.closest('dialog, textarea, [contenteditable="true"]') !== null) return 'text';
  if (target.closest('select') !== null) return 'select';
  if (target instanceof HTMLInputElement) {
    const control = WITHOUT_TYPING[target.type] ?? 'text';
    return control === 'radio' && target.checked ? 'checked-radio' : control;
  }
  return target.closest('button, a[href], summary') === null ? 'nothing' : 'button';
}
