import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { readChoice, writeChoice } from './choice.ts';
import { nonce } from './nonce.ts';

const SCHEMES = ['auto', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

const SchemeContext = createContext<{ scheme: Scheme; setScheme: (scheme: Scheme) => void }>({
  scheme: 'auto',
  setScheme: () => {},
});

/** Light, dark, or as the system has it; and how to change that. */
export function useScheme() {
  return use(SchemeContext);
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function useSystemDark(): boolean {
  const [isDark, setDark] = useState(dark.matches);
  useEffect(() => {
    const change = () => setDark(dark.matches);
    dark.addEventListener('change', change);
    return () => dark.removeEventListener('change', change);
  }, []);
  return isDark;
}

/** Whether the page is being printed: paper is white, whatever the screen is. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true)); // the sheet is laid out right after
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinting;
}

/** Colours, words and sizes of the whole desk. */
export function Look({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const [scheme, setScheme] = useState<Scheme>(() => readChoice('scheme', SCHEMES));
  const system = useSystemDark();
  const isPrinting = usePrinting();
  const isDark = !isPrinting && (scheme === 'dark' || (scheme === 'auto' && system));
  useLayoutEffect(() => {
    document.documentElement.dataset['scheme'] = isDark ? 'dark' : 'light';
  }, [isDark]);
  const context = useMemo(
    () => ({
      scheme,
      setScheme: (chosen: Scheme) => {
        writeChoice('scheme', chosen);
        setScheme(chosen);
      },
    }),
    [scheme],
  );
  return (
    <SchemeContext value={context}>
      <ConfigProvider
        locale={i18n.language === 'en' ? enUS : zhCN}
        csp={{ nonce }}
        button={{ autoInsertSpace: false }}
        theme={{
          algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: {
            colorPrimary: isDark ? '#2f6bbd' : '#1d4f91',
            colorLink: isDark ? '#7db3ff' : '#1d4f91',
            // what may be looked at and not changed is to be read too
            colorTextDisabled: isDark ? '#b8bdc6' : '#545b65',
            colorError: isDark ? '#ff8a80' : '#b3261e',
            // grey on white by default falls short of the contrast that WCAG AA asks
            colorTextSecondary: isDark ? '#c3c7ce' : '#4a505a',
            colorTextTertiary: isDark ? '#aab0b9' : '#5c636e',
            colorTextPlaceholder: isDark ? '#aab0b9' : '#666d78',
            borderRadius: 4,
          },
        }}
      >
        <App>{children}</App>
      </ConfigProvider>
    </SchemeContext>
  );
}
