import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** `primary` at most once per screen; `quiet` has no frame; `danger` destroys something. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'large' | 'icon';
}

export function Button({ look = 'plain', size = 'normal', ...rest }: ButtonProps) {
  const classes = [styles.button, styles[look], size === 'normal' ? '' : styles[size]];
  return <button type="button" {...rest} className={classes.filter(Boolean).join(' ')} />;
}
