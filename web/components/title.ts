import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** What the browser's tab, its history and screen readers call the page. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('shell.name')}`;
  }, [title, t]);
}
