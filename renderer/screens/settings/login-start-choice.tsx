import { useId } from 'react';
import { useStore } from '../../app/window-context.tsx';
import choiceStyles from './security-choice.module.css';

/** Whether the app starts when its owner logs in; for one that can. */
export function LoginStartChoice({ startsAtLogin }: { readonly startsAtLogin: boolean }) {
  const store = useStore();
  const help = useId();
  const change = (): void => void store.act('startsAtLogin.set', { startsAtLogin: !startsAtLogin });
  return (
    <div className={choiceStyles.eyes}>
      <label className={choiceStyles.label}>
        <input
          type="checkbox"
          checked={startsAtLogin}
          aria-describedby={help}
          data-testid="starts-at-login"
          onChange={change}
        />
        Start when I log in
      </label>
      <p id={help} className={choiceStyles.help}>
        Depthlock then opens with your desktop, locked.
      </p>
    </div>
  );
}
