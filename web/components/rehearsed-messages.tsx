import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LaunchRehearsal, RehearsedMessage } from '../api/client.ts';
import { LAUNCH } from '../i18n/launch.ts';
import { whoIs } from './rehearsal.tsx';
import { inBrackets, sign } from './signs.ts';

type Found = { found: LaunchRehearsal };

/** What each person is sent, who gets most first. */
export function MessagesByPerson({ found }: Found) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const { contacts, messages, mailsPerMonth } = found;
  const byPerson = useMemo(() => Map.groupBy(messages, ({ personId }) => personId), [messages]);
  if (contacts.length === 0) return <p>{t('launch:nothingSent')}</p>;
  return contacts.map((contact) => {
    const { personId, mails, sms, over } = contact;
    const isOver = contact.contact && over.length > 0;
    return (
      <Fold
        key={personId}
        summary={
          <>
            {t('launch:person', { who: whoIs(contact), mails, sms })}
            {isOver && (
              <strong>
                {' '}
                {t('launch:over', { months: over.join(sign('list')), most: mailsPerMonth })}
              </strong>
            )}
          </>
        }
      >
        {() => (
          <ul>
            <li className="small">
              {contact.months
                .map((each) => t('launch:inMonth', { month: each.month, mails: each.mails }))
                .join(sign('comma'))}
            </li>
            {byPerson.get(personId)?.map((message, index) => (
              <li key={`${message.on}/${index}`}>
                <strong>{message.on}</strong> <Message found={found} message={message} />
              </li>
            ))}
          </ul>
        )}
      </Fold>
    );
  });
}

/** What leaves on each day. */
export function MessagesByDay({ found }: Found) {
  const { t, i18n } = useTranslation(['translation', LAUNCH]);
  const { contacts, messages } = found;
  const byDay = useMemo(() => [...Map.groupBy(messages, ({ on }) => on)], [messages]);
  const names = useMemo(
    () => new Map(contacts.map((contact) => [contact.personId, whoIs(contact)])),
    [contacts],
  );
  if (messages.length === 0) return <p>{t('launch:nothingSent')}</p>;
  const weekday = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en' : 'zh-CN', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  return byDay.map(([day, own]) => {
    const mails = own.filter(({ channel }) => channel === 'mail').length;
    const numbers = { mails, sms: own.length - mails };
    return (
      <Fold
        key={day}
        summary={t('launch:day', { day, weekday: weekday.format(new Date(day)), ...numbers })}
      >
        {() => (
          <ul>
            {own.map((message, index) => (
              <li key={`${message.personId}/${index}`}>
                <strong>{names.get(message.personId)}</strong>{' '}
                <Message found={found} message={message} />
              </li>
            ))}
          </ul>
        )}
      </Fold>
    );
  });
}

/** What is folded is not laid out before it is opened: a year of a large plan is long. */
function Fold({ summary, children }: { summary: ReactNode; children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children()}
    </details>
  );
}

function Message({ found, message }: Found & { message: RehearsedMessage }) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const { channel, kind, lines } = message;
  return (
    <>
      {t(`channel.${channel}`)} · {t(`launch:kind.${kind}`)} ·{' '}
      {t('launch:lines', { count: lines.length })}
      <ul className="small">
        {lines.map(({ duty, what }, index) => {
          const of = duty === null ? undefined : found.duties[duty];
          const due = of?.dueOn == null ? '' : inBrackets(t('launch:dueOn', { day: of.dueOn }));
          const words = of === undefined ? t('launch:whole') : `${of.title} ${of.unit}${due}`;
          return (
            <li key={`${duty}/${what}/${index}`}>
              {what}
              {sign('colon')}
              {words}
            </li>
          );
        })}
      </ul>
    </>
  );
}
