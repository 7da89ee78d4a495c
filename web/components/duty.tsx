import { Descriptions, Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { type LedgerEvent, type Moment, type Occurrence } from '../api/client.ts';
import { Commands } from './commands.tsx';
import { minuteOf } from './days.ts';
import { Due } from './due.tsx';
import { Files } from './evidence.tsx';
import { Light } from './light.tsx';
import { titleOf } from './row.tsx';
import { Nothing } from './states.tsx';

/** All that is known of a duty, and what may be done with it now. */
export function Duty({ duty }: { duty: Occurrence }) {
  const { t } = useTranslation();
  const { row, moments, events } = duty;
  const coming = moments.filter(({ outcome }) => outcome === 'to-come');
  // what is overdue already is urged and goes up for certain
  const isLate = (day: string) => row.light !== 'red' && row.dueOn !== null && day > row.dueOn;
  const past = moments.filter(({ outcome }) => outcome !== 'to-come').toReversed();
  return (
    <article>
      <h1>
        {row.number} {titleOf(row)}
      </h1>
      <Commands duty={duty} />
      <div className="two-columns">
        <section aria-labelledby="facts">
          <h2 id="facts">{t('duty.facts')}</h2>
          <Facts duty={duty} />
          <Clause duty={duty} />
        </section>
        <section aria-labelledby="events">
          <h2 id="events">{t('duty.events')}</h2>
          {events.length === 0 ? (
            <Nothing>{t('duty.noEvents')}</Nothing>
          ) : (
            <Events events={events} />
          )}
        </section>
      </div>
      <section aria-labelledby="coming">
        <h2 id="coming">{t('duty.coming')}</h2>
        <Moments moments={coming.filter(({ day }) => !isLate(day))} none={t('duty.nothingComes')} />
        {coming.some(({ day }) => isLate(day)) && (
          <details>
            <summary>{t('duty.ifLate')}</summary>
            <Moments moments={coming.filter(({ day }) => isLate(day))} none="" />
          </details>
        )}
      </section>
      <section aria-labelledby="told">
        <h2 id="told">{t('duty.told')}</h2>
        <Moments moments={past} none={t('duty.nothingTold')} />
      </section>
    </article>
  );
}

function Facts({ duty: { row, parties, office, events } }: { duty: Occurrence }) {
  const { t } = useTranslation();
  const urged = events.findLast(({ kind }) => kind === 'urge');
  const others = parties.filter(({ unitId }) => unitId !== row.unitId);
  const lines = [
    {
      key: 'light',
      label: t('ledger.light'),
      children: <Light light={row.light} words={row.lightName} />,
    },
    { key: 'state', label: t('ledger.state'), children: row.stateName },
    { key: 'due', label: t('ledger.due'), children: <Due row={row} /> },
    { key: 'unit', label: t('ledger.unit'), children: row.unit },
    ...others.map(({ unitId, unit, role }) => ({
      key: `party/${unitId}/${role}`,
      label: t(`party.${role}`),
      children: unit,
    })),
    ...(row.tally === null
      ? []
      : [
          {
            key: 'tally',
            label: t('duty.tally'),
            children: `${row.tally.sum} / ${row.tally.target} ${row.tally.unit ?? ''}`,
          },
        ]),
    ...(urged === undefined
      ? []
      : [
          {
            key: 'urged',
            label: t('duty.urged'),
            children: [minuteOf(urged.at), urged.person ?? urged.unit, urged.text]
              .filter(Boolean)
              .join(' · '),
          },
        ]),
    ...(office === null ? [] : [{ key: 'office', label: t('duty.office'), children: office }]),
  ];
  return <Descriptions column={1} size="small" bordered items={lines} />;
}

/** The words of the document, and how its date was read. */
function Clause({ duty: { clause } }: { duty: Occurrence }) {
  const { t } = useTranslation();
  const { planTitle, documentNumber, section, quote, words, meaning, lines } = clause;
  const [before = '', after = ''] = words === null ? [quote] : parted(quote, words);
  return (
    <figure className="clause">
      <blockquote>
        {before}
        {words !== null && quote.includes(words) && <mark>{words}</mark>}
        {after}
      </blockquote>
      <figcaption className="small">
        {[planTitle, documentNumber, section].filter(Boolean).join(' ')}
      </figcaption>
      {meaning !== null && <p>{t('duty.meaning', { meaning })}</p>}
      {lines.length > 0 && (
        <details>
          <summary>{t('duty.reading')}</summary>
          {lines.map((line) => (
            <p className="small" key={line}>
              {line}
            </p>
          ))}
        </details>
      )}
    </figure>
  );
}

function parted(quote: string, words: string): [string, string] {
  const at = quote.indexOf(words);
  return at < 0 ? [quote, ''] : [quote.slice(0, at), quote.slice(at + words.length)];
}

const DOORS = ['link', 'web', 'mail', 'sms', 'cli', 'behalf', 'system'] as const;

function Events({ events }: { events: LedgerEvent[] }) {
  const { t } = useTranslation();
  const doorName = (door: string) => {
    const known = DOORS.find((each) => each === door);
    return known === undefined ? door : t(`door.${known}`);
  };
  return (
    <Timeline
      items={events
        .toReversed()
        .map(({ seq, at, words, door, person, user, unit, enteredBy, text, files }) => ({
          key: `${seq}/${at}`,
          content: (
            <>
              <div>{words}</div>
              {text !== null && <blockquote>{text}</blockquote>}
              <Files files={files} />
              <div className="small">
                {[
                  minuteOf(at),
                  unit,
                  ...(enteredBy === null ? [user ?? person, doorName(door)] : [enteredBy]),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </>
          ),
        }))}
    />
  );
}

/** Moments of telling, with what each message came to. */
function Moments({ moments, none }: { moments: Moment[]; none: string }) {
  const { t } = useTranslation();
  if (moments.length === 0) return <p>{none}</p>;
  return (
    <ol className="moments">
      {moments.map(({ day, what, rule, reasons, outcomeName, told }) => (
        <li key={`${day}/${what}`}>
          <div>
            <strong>{day}</strong> {what} <span className="small">{outcomeName}</span>
          </div>
          <div className="small">{[rule, ...reasons].join('；')}</div>
          {told.map(({ audience, unit, outcome, lines, messages }) => (
            <details key={`${audience}/${unit}`}>
              <summary>{[audience, unit, outcome].filter(Boolean).join(' · ')}</summary>
              {lines.map((line) => (
                <p className="small" key={line}>
                  {line}
                </p>
              ))}
              {messages.map(({ id, channel, reader, steps }) => (
                <div key={id}>
                  {t(`channel.${channel}`)} {reader}
                  <ul>
                    {steps.map(({ at, words, server }) => (
                      <li key={`${at}/${words}`}>
                        {minuteOf(at)} {words}
                        {server !== null && <span className="small"> {server}</span>}
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </details>
          ))}
        </li>
      ))}
    </ol>
  );
}
