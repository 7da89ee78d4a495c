import { type FocusEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { sign } from './signs.ts';

/** The pages that are not opened every day, behind one button of the head. */
export function MorePages({ pages }: { pages: { path: string; words: string }[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  const list = useId();
  const here = pages.find(({ path }) => pathname.startsWith(path));
  useEffect(() => setOpen(false), [pathname]);
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  };
  return (
    <li
      className="more-pages"
      onBlur={leave}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setOpen(false);
      }}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={list}
        className={here === undefined ? undefined : 'is-here'}
        onClick={() => setOpen(!isOpen)}
      >
        {here === undefined ? t('shell.more') : `${t('shell.more')}${sign('colon')}${here.words}`}
        <span aria-hidden="true"> ▾</span>
      </button>
      <ul id={list} hidden={!isOpen}>
        {pages.map(({ path, words }) => (
          <li key={path}>
            <NavLink to={path}>{words}</NavLink>
          </li>
        ))}
      </ul>
    </li>
  );
}
