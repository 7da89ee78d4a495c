import { App, Button, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { SETTINGS } from '../i18n/settings.ts';

/** A secret that is shown this once, to be copied. */
export function ShownOnce({
  title,
  text,
  hint,
  close,
}: {
  title: string;
  text: string;
  hint?: string;
  close: () => void;
}) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const { message } = App.useApp();
  const copy = () => {
    const field = document.getElementById('shown-once');
    if (!(field instanceof HTMLInputElement)) return;
    field.select();
    // browsers have the clipboard over https only, and offices use plain http inside
    if (copySelected(text)) void message.success(t('settings:copied'));
  };
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      footer={
        <Button type="primary" onClick={close}>
          {t('settings:close')}
        </Button>
      }
    >
      <label htmlFor="shown-once">{t('settings:once')}</label>
      <div className="copy-row">
        <Input id="shown-once" readOnly value={text} onFocus={({ target }) => target.select()} />
        <Button onClick={copy}>{t('settings:copy')}</Button>
      </div>
      {hint !== undefined && <p className="small">{hint}</p>}
    </Modal>
  );
}

function copySelected(text: string): boolean {
  if (window.isSecureContext) {
    void navigator.clipboard.writeText(text);
    return true;
  }
  return document.execCommand('copy');
}
