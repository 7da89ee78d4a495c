import { App } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { BULK } from '../i18n/bulk.ts';

/** Why something may not be left without a word: what is lost, or `busy`: it must be waited for. */
export type Held = { busy: true } | { busy: false; loses: string };

/**
 * Keeps somebody from losing what is under way, by the browser's back or by closing the window;
 * returns how to leave by a button. Null: nothing is lost.
 */
export function useHeld(held: Held | null): (leave: () => void) => void {
  const { t } = useTranslation(BULK);
  const { message, modal } = App.useApp();
  const blocker = useBlocker(held !== null);
  const ask = (leave: () => void, stay: () => void = () => {}) => {
    if (held === null) return leave();
    if (held.busy) {
      void message.info(t('wait'));
      return stay();
    }
    modal.confirm({
      title: t('leaveTitle'),
      content: held.loses,
      okText: t('leave'),
      cancelText: t('stay'),
      onOk: leave,
      onCancel: stay,
    });
  };
  useEffect(() => {
    if (blocker.state === 'blocked') ask(blocker.proceed, blocker.reset);
  }, [blocker.state]); // oxlint-disable-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (held === null) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [held === null]); // oxlint-disable-line react-hooks/exhaustive-deps
  return ask;
}
