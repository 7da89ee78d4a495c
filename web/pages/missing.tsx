import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';
import { useTitle } from '../components/title.ts';

/** There is no such page. */
export function MissingPage() {
  const { t } = useTranslation();
  useTitle(t('missing.title'));
  return (
    <Result
      status="404"
      title={t('missing.title')}
      subTitle={t('missing.hint')}
      extra={<Link to="/">{t('missing.home')}</Link>}
    />
  );
}

/** A fault of ours, or a new version of the desk whose scripts have other names. */
export function BrokenPage() {
  const { t } = useTranslation();
  useTitle(t('broken.title'));
  const error = useRouteError();
  return (
    <Result
      status="error"
      title={t('broken.title')}
      subTitle={t('broken.hint')}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('broken.again')}
        </Button>
      }
    >
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
    </Result>
  );
}
