import { Tabs } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { LaunchRehearsal } from '../api/client.ts';
import { LAUNCH } from '../i18n/launch.ts';
import { HeatMap } from './heat-map.tsx';
import { MessagesByDay, MessagesByPerson } from './rehearsed-messages.tsx';
import { sign } from './signs.ts';
import { Nothing } from './states.tsx';

type Found = { found: LaunchRehearsal };

/** What a launch would send, how the load lies, what clashes and what is in doubt. */
export function Rehearsal({ found }: Found) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const { counts, messages, contacts, from, until } = found;
  const mails = messages.filter(({ channel }) => channel === 'mail').length;
  const clashes = clashCount(found);
  const doubts = doubtLines(found, t).length;
  return (
    <>
      <p>
        {t('launch:sum', {
          from,
          until,
          people: contacts.length,
          mails,
          sms: messages.length - mails,
          tasks: counts.tasks,
          occurrences: counts.occurrences,
          before: counts.beforeStart,
          liaison: counts.liaison,
          units: counts.units,
        })}
      </p>
      <Tabs
        items={[
          {
            key: 'person',
            label: t('launch:byPerson'),
            children: <MessagesByPerson found={found} />,
          },
          { key: 'day', label: t('launch:byDay'), children: <MessagesByDay found={found} /> },
          { key: 'heat', label: t('launch:heat'), children: <HeatMap load={found.load} /> },
          {
            key: 'clashes',
            label: t('launch:clashes', { count: clashes }),
            children: <Clashes found={found} />,
          },
          {
            key: 'doubts',
            label: t('launch:doubts', { count: doubts }),
            children: <Doubts found={found} />,
          },
        ]}
      />
    </>
  );
}

type Contact = LaunchRehearsal['contacts'][number];

/** Whom a contact speaks for, and the name where it is ours to say. */
export function whoIs({ units, name }: Contact): string {
  return [units.join(sign('list')), name].filter(Boolean).join(' ');
}

function isOver({ contact, over }: Contact): boolean {
  return contact && over.length > 0;
}

function hasWaited({ later, replaced }: Contact): boolean {
  return later + replaced > 0;
}

function clashCount({ crowded, contacts, lacking }: LaunchRehearsal): number {
  return crowded.length + contacts.filter(isOver).length + lacking.length;
}

function Clashes({ found }: Found) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const { crowded, contacts, lacking, mailsPerMonth } = found;
  const waited = contacts.filter(hasWaited);
  return (
    <>
      {clashCount(found) === 0 && <p>{t('launch:noClash', { most: mailsPerMonth })}</p>}
      <ul className="clash-list">
        {crowded.map(({ dueOn, count, of, tasks }) => (
          <li key={dueOn}>
            <strong>{t('launch:crowd', { of, count, day: dueOn })}</strong>
            {tasks.length > 0 && (
              <details>
                <summary>{t('launch:crowdHint')}</summary>
                <ul>
                  {tasks.map(({ key, title, by }) => (
                    <li key={key}>
                      {key} {title}
                      {sign('colon')}
                      {t('launch:by', { day: by })}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
        {contacts.filter(isOver).map((contact) => (
          <li key={contact.personId}>
            {t('launch:overLine', {
              who: whoIs(contact),
              months: contact.over.join(sign('list')),
              most: mailsPerMonth,
            })}
          </li>
        ))}
        {lacking.map(({ unit, title, dueOn }) => (
          <li key={`${unit}/${title}/${dueOn}`}>
            {t('launch:lacking', { unit, title, day: dueOn })}
          </li>
        ))}
        {waited.map((contact) => (
          <li key={`waited/${contact.personId}`} className="small">
            {t('launch:waited', { ...contact, who: whoIs(contact) })}
          </li>
        ))}
      </ul>
    </>
  );
}

type Words = ReturnType<typeof useTranslation<['translation', typeof LAUNCH]>>['t'];

function doubtLines(
  { comments, doubts, unsettled, provisional }: LaunchRehearsal,
  t: Words,
): string[] {
  const { without, partly } = unsettled;
  const names = without.map(({ key, title }) => `${key} ${title}`).join(sign('list'));
  return [
    ...comments,
    ...(without.length === 0
      ? []
      : [`${t('launch:withoutUnit', { count: without.length })}${sign('colon')}${names}`]),
    ...(partly === 0 ? [] : [t('launch:partly', { count: partly })]),
    ...(provisional.length === 0
      ? []
      : [t('launch:provisional', { years: provisional.join(sign('list')) })]),
    ...doubts,
  ];
}

function Doubts({ found }: Found) {
  const { id } = useParams();
  const { t } = useTranslation(['translation', LAUNCH]);
  const lines = useMemo(() => doubtLines(found, t), [found, t]);
  const { yearly, waiting, notes } = found;
  return (
    <>
      {lines.length === 0 && <Nothing>{t('launch:noDoubt')}</Nothing>}
      <Lines lines={lines} />
      {lines.length > 0 && (
        <p className="no-print">
          <Link to={`/plans/${id}/division`}>{t('launch:toDivision')}</Link>{' '}
          <Link to={`/plans/${id}/doubts`}>{t('launch:toDoubts')}</Link>
        </p>
      )}
      <Folded title={t('launch:yearly')} lines={yearly} />
      <Folded title={t('launch:waiting')} lines={waiting} />
      <Folded title={t('launch:notes', { count: notes.length })} lines={notes} />
    </>
  );
}

function Folded({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <Lines lines={lines} />
    </details>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
