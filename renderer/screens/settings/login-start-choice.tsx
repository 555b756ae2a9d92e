import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { useStore } from '../../app/window-context.tsx';
import choiceStyles from './security-choice.module.css';

/** Whether the app starts when its owner logs in; for one that can. */
export function LoginStartChoice({ startsAtLogin }: { readonly startsAtLogin: boolean }) {
  const store = useStore();
  const words = useTranslations('settings.login');
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
        {words('label')}
      </label>
      <p id={help} className={choiceStyles.help}>
        {words('help')}
      </p>
    </div>
  );
}
