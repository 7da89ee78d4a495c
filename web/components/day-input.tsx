import { Input, type InputProps } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Moment, readMoment } from './moments.ts';

type DayInputProps = Omit<InputProps, 'value' | 'onChange' | 'type' | 'min' | 'max' | 'suffix'> & {
  value?: string | undefined;
  onChange?: (value: string) => void;
  kind?: Moment;
  /** The days among which the calendar lets choose; what is typed is the server's to refuse. */
  min?: string;
  max?: string;
  /** Nothing is told before a day is whole, or away; else a form hears of what is typed, too. */
  whole?: boolean;
};

/** What is in the field while it is typed, and what the form was told of it. */
type Typed = { text: string; told: string[] };

/**
 * A day as it is written everywhere here, 2026-11-23, whatever the browser's language; 2026/11/23, 20261123
 * and 2026年11月23日 are read too. The browser's own calendar helps to choose one. Months and times likewise.
 */
export function DayInput({
  value = '',
  onChange,
  kind = 'date',
  min,
  max,
  whole = false,
  onBlur,
  ...rest
}: DayInputProps) {
  const { t } = useTranslation();
  const native = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<Typed | null>(null);
  const [isLeft, leave] = useState(false);
  // what was set from outside meanwhile is shown instead
  const text = typed?.told.includes(value) === true ? typed.text : value;
  const read = readMoment(kind, text);
  const isWrong = isLeft && text !== '' && read === null;

  const take = (next: string) => {
    const found = readMoment(kind, next);
    const told = found ?? (whole && next !== '' ? value : next);
    setTyped({ text: next, told: [value, told] });
    if (told !== value) onChange?.(told);
  };
  return (
    <span className="moment">
      <Input
        {...rest}
        value={text}
        placeholder={t(`moment.${kind}`)}
        autoComplete="off"
        status={isWrong ? 'error' : ''}
        aria-invalid={isWrong}
        onChange={({ target }) => {
          leave(false);
          take(target.value);
        }}
        onBlur={(event) => {
          leave(true);
          if (read !== null) setTyped(null);
          onBlur?.(event);
        }}
        suffix={
          <>
            <button
              type="button"
              className="moment-pick"
              aria-label={t(`moment.pick.${kind}`)}
              onClick={() => native.current?.showPicker()}
            >
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M2 3.5h12v10H2zM2 6.5h12M5 1.5v3M11 1.5v3" />
              </svg>
            </button>
            <input
              ref={native}
              className="moment-native"
              type={kind}
              tabIndex={-1}
              aria-hidden="true"
              value={read ?? ''}
              min={min}
              max={max}
              onChange={({ target }) => take(target.value)}
            />
          </>
        }
      />
      {isWrong && (
        <span className="small" role="alert">
          {t('moment.wrong', { form: t(`moment.${kind}`) })}
        </span>
      )}
    </span>
  );
}
