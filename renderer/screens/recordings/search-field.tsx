import { useTranslations } from 'use-intl/react';
import { SearchIcon } from '../../parts/icons.tsx';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly words: string;
  readonly onChange: (words: string) => void;
}

/** Words that recordings are searched for. Escape clears them. */
export function SearchField({ words, onChange }: SearchFieldProps) {
  const messages = useTranslations('recordings');
  return (
    <label className={styles.search}>
      <SearchIcon />
      <span className="visually-hidden">{messages('search')}</span>
      <input
        type="search"
        value={words}
        placeholder={messages('searchPlaceholder')}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
        }}
      />
    </label>
  );
}
