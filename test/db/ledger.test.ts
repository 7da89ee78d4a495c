import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { brokenChains } from '../../db/chain.ts';
import { recordBegin, recordCommand, recordMoment } from '../../db/ledger.ts';
import { event, message, note, notice, occurrence } from '../../db/schema.ts';
import type { CommandAct, MomentAct } from '../../plan/acts.ts';
import type { MessageState } from '../../plan/message.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { emptied, sharedDatabase } from '../harness/shared-database.ts';
import { written } from '../plan/terms-of.ts';

let duties: Duties;
let id: string;
const START = beijingInstant('2024-04-08', 10);
const DUE_DAY = beijingInstant('2024-06-28', 10);

const database = sharedDatabase();

beforeEach(async () => {
  duties = await openDuties(database());
  id = duties.ids[0] ?? '';
});

const states = async () =>
  (await duties.notices(id)).map(({ kind, audience, state }) => `${kind} ${audience} ${state}`);
const eventCount = () => duties.db.$count(event, eq(event.occurrenceId, id));

describe('the ledger', () => {
  it('begins with the assignment and the first agenda', async () => {
    const { agenda } = await duties.begin(id, START);
    expect(written(agenda ?? []).slice(0, 5)).toEqual([
      '2024-06-14 remind 10',
      '2024-06-25 remind 3',
      '2024-06-28 remind 0',
      '2024-07-01 urge 1',
      '2024-07-03 escalate 3',
    ]);
    expect(await duties.row(id)).toMatchObject({
      agenda,
      seq: 1,
      run: 1,
      state: 'assigned',
      yellowFrom: '2024-06-25',
      redFrom: '2024-07-01',
      calendarVersion: duties.calendar.version,
      provisional: false,
    });
  });

  it('writes the notices of a moment for its morning, one for each audience', async () => {
    await duties.begin(id, START);
    await duties.liveUntil(id, '2024-06-28');
    const rows = await duties.notices(id);
    const financeId = duties.unitIds.get('县财政局');
    expect(rows.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual([
      'remind answering',
      'remind answering',
      'remind answering',
      `remind contact:${financeId}`,
    ]);
    expect(rows.at(-1)?.notBefore).toBe(beijingInstant('2024-06-28', 8, 30));
  });

  it('lets a later notice take the place of one that nobody was told of yet', async () => {
    await duties.begin(id, START);
    await duties.liveUntil(id, '2024-07-01');
    const financeId = duties.unitIds.get('县财政局');
    expect(await states()).toEqual([
      'remind answering withdrawn',
      'remind answering withdrawn',
      'remind answering withdrawn',
      `remind contact:${financeId} open`,
      'urge answering open',
      'call coordinator open',
    ]);
  });

  it('fills its agenda up when the steps run out', async () => {
    await duties.begin(id, START);
    await duties.command(id, START + 1, { kind: 'report', door: 'link' });
    await duties.liveUntil(id, '2025-03-31');
    const { agenda } = await duties.row(id);
    expect(agenda.length).toBeGreaterThan(0);
    expect(written(agenda)[0]).toMatch(/^2025-04-0\d list/);
  });
});

describe('moments that come together after an outage', () => {
  it('are one event and one notice for each audience', async () => {
    await duties.begin(id, START);
    await duties.command(id, START + 1, { kind: 'report', door: 'link' });
    const { agenda } = await duties.catchUp(id, beijingInstant('2024-07-03', 7));
    expect(await states()).toEqual([
      'urge answering open',
      'call coordinator open',
      'escalate leader open',
    ]);
    expect((await duties.notices(id)).map(({ facts }) => facts.merged)).toEqual([5, 5, 5]);
    expect(await eventCount()).toBe(3);
    expect(written(agenda ?? [])[0]).toBe('2024-07-09 list 7');
  });

  it('urge a unit that may not know at once, and let only the step upward wait', async () => {
    await duties.begin(id, START);
    const { agenda } = await duties.catchUp(id, beijingInstant('2024-07-03', 7));
    expect(await states()).toEqual(['urge answering open', 'call coordinator open']);
    expect(written(agenda ?? []).slice(0, 2)).toEqual([
      '2024-07-04 escalate 3',
      '2024-07-09 list 7',
    ]);
  });

  it('that were missed while a window could not open are met when it does', async () => {
    await emptied(database());
    const due = ['2024-05-20', '2024-06-20', '2024-07-19'];
    duties = await openDuties(database(), {
      tasks: [{ due, lead: ['县教育局'], title: '开展对接' }],
    });
    await duties.db.execute(sql`update plan set launched_at = '2024-04-08T02:00:00Z'`);
    const june = duties.ids.find((each) => each.endsWith('2024-06-20')) ?? '';
    const { agenda } = await duties.begin(june, beijingInstant('2024-06-20', 11));
    expect(written(agenda ?? []).slice(0, 3)).toEqual([
      '2024-06-17 remind 3',
      '2024-06-20 remind 0',
      '2024-06-21 urge 1',
    ]);
  });
});

describe('the answer of a command', () => {
  it.each([
    ['set-due', { until: '2024-07-31' }, { dueOn: '2024-07-31' }],
    ['set-due', { until: '2024-06-28' }, {}],
    ['complete', {}, {}],
    ['report', {}, {}],
  ] as const)('(%s %j) tells the due date only where it has moved', async (kind, fields, told) => {
    await duties.begin(id, START);
    const { agenda: _agenda, ...rest } = await duties.command(id, START + 1000, {
      kind,
      ...fields,
    });
    expect(rest).toEqual(told);
  });
});

describe('a write that comes twice', () => {
  it('of the beginning gives the same agenda and one event', async () => {
    const first = await duties.begin(id, START);
    const act = { id, run: 1, seq: 1, state: 'assigned' as const, at: START + 5000 };
    expect(await recordBegin(duties.db, duties.calendar, act)).toEqual(first);
    expect(await eventCount()).toBe(1);
  });

  it('of a moment gives the same agenda, one event and the same notices', async () => {
    await duties.begin(id, START);
    const first = await duties.catchUp(id, beijingInstant('2024-06-14', 7));
    const before = await duties.notices(id);
    const act = duties.lastAct();
    if (!('due' in act)) throw new Error('no moment');
    expect(await recordMoment(duties.db, duties.calendar, act)).toEqual(first);
    expect(await duties.notices(id)).toEqual(before);
    expect(await eventCount()).toBe(2);
  });

  it.each([
    ['complete', {}],
    ['report', {}],
    ['request-extension', { until: '2024-07-31' }],
    ['set-due', { until: '2024-07-31' }],
  ] as const)('of a command (%s) gives the same answer and one event', async (kind, fields) => {
    await duties.begin(id, START);
    const first = await duties.command(id, DUE_DAY, { kind, ...fields });
    const act = duties.lastAct();
    if (!('command' in act)) throw new Error('no command');
    const before = [await duties.row(id), await duties.notices(id)];
    expect(await recordCommand(duties.db, duties.calendar, act)).toEqual(first);
    expect([await duties.row(id), await duties.notices(id)]).toEqual(before);
    expect(await eventCount()).toBe(2);
  });

  it('at the same time is written once', async () => {
    await duties.begin(id, START);
    const act: CommandAct = {
      id,
      run: 1,
      seq: 2,
      state: 'completed',
      at: DUE_DAY,
      command: { commandId: 'c1', kind: 'complete', personId: null, unitId: null, door: 'link' },
    };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => recordCommand(duties.db, duties.calendar, act)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await eventCount()).toBe(2);
    expect(await brokenChains(duties.db)).toEqual([]);
  });

  it('and is met by another occurrence leaves that one alone', async () => {
    const unknown: MomentAct = {
      id: 'plan/1/99/joint/once',
      run: 1,
      seq: 2,
      state: 'assigned',
      at: START,
      due: [],
    };
    await expect(recordMoment(duties.db, duties.calendar, unknown)).rejects.toThrow('没有找到事项');
  });
});

describe('the chain of events', () => {
  beforeEach(async () => {
    await duties.begin(id, START);
    await duties.db.insert(note).values({ id: 'n1', text: '已派出2名教师', at: START });
    await duties.command(id, START + 1, { kind: 'report', door: 'link', noteId: 'n1' });
    await duties.liveUntil(id, '2024-06-25');
    await duties.command(id, DUE_DAY, { kind: 'complete', door: 'link' });
  });

  it('holds as it was written', async () => {
    expect(await eventCount()).toBe(5);
    expect(await brokenChains(duties.db)).toEqual([]);
  });

  it.each([
    ['who', sql`update event set unit_id = (select id from unit limit 1) where seq = 2`, 2],
    ['when', sql`update event set at = at + interval '1 second' where seq = 3`, 3],
    ['through which door', sql`update event set door = 'behalf' where seq = 2`, 2],
    ['what', sql`update event set kind = 'contribute' where seq = 2`, 2],
    ['in which state', sql`update event set state = 'closed' where seq = 5`, 5],
    ['with what', sql`update event set data = '{"step":9}' where seq = 4`, 4],
    ['its own hash', sql`update event set hash = repeat('0', 64) where seq = 3`, 3],
    ['in what words', sql`update note set text = '已派出3名教师'`, 2],
    ['the last event is gone', sql`delete from event where seq = 5`, 4],
    ['one between is gone', sql`delete from event where seq = 3`, 4],
    ['the head', sql`update occurrence set head_hash = ''`, 5],
  ])('breaks when it is changed %s', async (_what, change, seq) => {
    await duties.db.execute(change);
    expect(await brokenChains(duties.db)).toEqual([{ occurrenceId: id, seq }]);
  });

  it('holds when a note is erased', async () => {
    await duties.db.execute(sql`update event set note_id = null`);
    await duties.db.execute(sql`delete from note`);
    expect(await brokenChains(duties.db)).toEqual([]);
  });
});

describe('a completion', () => {
  beforeEach(async () => {
    await duties.begin(id, START);
    await duties.command(id, START + 1, { kind: 'report', door: 'link' });
  });

  it.each([
    ['2024-06-28', ['remind answering']],
    ['2024-07-01', ['urge answering', 'call coordinator']],
    ['2024-07-03', ['escalate leader']],
    ['2024-07-09', ['list supervising-leader']],
  ])('withdraws what still waits on %s', async (day, expected) => {
    await duties.liveUntil(id, day);
    const open = (await states()).filter((each) => each.endsWith(' open'));
    expect(open).toEqual(expect.arrayContaining(expected.map((each) => `${each} open`)));
    await duties.command(id, beijingInstant(day, 7), { kind: 'complete', door: 'link' });
    expect((await states()).filter((each) => !each.endsWith(' withdrawn'))).toEqual([]);
  });

  it.each([
    ['ready', 'withdrawn'],
    ['unclear', 'withdrawn'], // it is not repeated
    ['sending', 'tied'],
    ['sent', 'tied'],
    ['failed', 'tied'],
  ] as [MessageState, string][])(
    'finds a reminder in a message that is %s: %s',
    async (state, left) => {
      await duties.liveUntil(id, '2024-06-14');
      await tie(state);
      await duties.command(id, DUE_DAY, { kind: 'complete', door: 'link' });
      expect(await states()).toEqual([`remind answering ${left}`]);
    },
  );

  it('leaves the verifier to remind, and its light green', async () => {
    const { agenda } = await duties.command(id, DUE_DAY, { kind: 'complete', door: 'link' });
    expect(written(agenda ?? []).slice(0, 2)).toEqual([
      '2024-07-03 verify 3',
      '2024-07-09 verify 7',
    ]);
    expect(await duties.row(id)).toMatchObject({ state: 'completed', completedOn: '2024-06-28' });
  });

  it('that is closed brings the verifier no reminder any more', async () => {
    await duties.command(id, DUE_DAY, { kind: 'complete', door: 'link' });
    await duties.liveUntil(id, '2024-07-03');
    expect(await states()).toEqual(['verify verifier open']);
    await duties.command(id, beijingInstant('2024-07-03', 7), { kind: 'close' });
    expect(await states()).toEqual(['verify verifier withdrawn']);
    expect(await duties.row(id)).toMatchObject({
      state: 'closed',
      endedOn: '2024-07-03',
      agenda: [],
    });
  });

  it.each([
    [undefined, '2024-07-05', ['2024-07-02 remind 3', '2024-07-05 remind 0', '2024-07-08 urge 1']],
    [
      '2024-07-12',
      '2024-07-12',
      ['2024-07-09 remind 3', '2024-07-12 remind 0', '2024-07-15 urge 1'],
    ],
  ])('returned with %s is due on %s and reminded of anew', async (until, dueOn, next) => {
    await duties.command(id, DUE_DAY, { kind: 'complete', door: 'link' });
    const { agenda } = await duties.command(id, DUE_DAY + 1, {
      kind: 'return',
      ...(until === undefined ? {} : { until }),
    });
    expect(written(agenda ?? []).slice(0, 3)).toEqual(next);
    expect(await duties.row(id)).toMatchObject({
      state: 'returned',
      dueOn,
      originalDueOn: '2024-06-28',
      completedOn: null,
    });
    expect(await states()).toEqual(['returned answering open']);
  });

  it('returned early keeps the days it had', async () => {
    const april = beijingInstant('2024-04-10', 10);
    await duties.command(id, april, { kind: 'complete', door: 'link' });
    await duties.command(id, april + 1, { kind: 'return' });
    expect((await duties.row(id)).dueOn).toBe('2024-06-28');
  });
});

describe('an extension', () => {
  beforeEach(async () => {
    await duties.begin(id, START);
    await duties.liveUntil(id, '2024-06-14');
    await duties.command(id, DUE_DAY, { kind: 'request-extension', until: '2024-07-31' });
  });

  it('asked for changes no date and tells the coordinator', async () => {
    expect(await duties.row(id)).toMatchObject({
      dueOn: '2024-06-28',
      extensionUntil: '2024-07-31',
    });
    expect(await states()).toEqual(['remind answering open', 'asked coordinator open']);
  });

  it('granted moves the due date and the lights, and withdraws what is untrue now', async () => {
    const { agenda } = await duties.command(id, DUE_DAY + 1, {
      kind: 'decide-extension',
      approve: true,
    });
    expect(written(agenda ?? [])[0]).toBe('2024-07-17 remind 10');
    expect(await duties.row(id)).toMatchObject({
      dueOn: '2024-07-31',
      originalDueOn: '2024-06-28',
      extensionUntil: null,
      yellowFrom: '2024-07-26',
      redFrom: '2024-08-01',
    });
    expect(await states()).toEqual([
      'remind answering withdrawn',
      'asked coordinator withdrawn',
      'decided answering open',
    ]);
  });

  it('refused leaves the date and its reminders, and asks the coordinator no more', async () => {
    const { agenda } = await duties.command(id, DUE_DAY + 1, {
      kind: 'decide-extension',
      approve: false,
    });
    expect(agenda).toBeNull();
    expect(await duties.row(id)).toMatchObject({ dueOn: '2024-06-28', extensionUntil: null });
    expect(await states()).toEqual([
      'remind answering open',
      'asked coordinator withdrawn',
      'decided answering open',
    ]);
  });

  it('falls away with a completion', async () => {
    await duties.command(id, DUE_DAY + 1, { kind: 'complete', door: 'link' });
    expect((await duties.row(id)).extensionUntil).toBeNull();
  });
});

it.each(['waive', 'cancel'] as const)('%s ends it with nothing left to happen', async (kind) => {
  await duties.begin(id, START);
  await duties.liveUntil(id, '2024-06-25');
  await duties.command(id, DUE_DAY, { kind });
  expect(await duties.row(id)).toMatchObject({ agenda: [], endedOn: '2024-06-28' });
  expect((await states()).filter((each) => !each.endsWith('withdrawn'))).toEqual([
    'ended answering open',
  ]);
});

const agendaKinds = async () => {
  const { agenda } = await duties.begin(id, START);
  return new Set((agenda ?? []).map(({ kind }) => kind));
};

describe('parties that no leader is told of', () => {
  it.each([
    ['a leading body', sql`update unit set kind = 'leading-body' where name = '县教育局'`],
    ['an office-holder', sql`update unit set kind = 'role' where name = '县教育局'`],
  ])('are %s', async (_who, change) => {
    await duties.db.execute(change);
    expect(await agendaKinds()).toEqual(new Set(['remind', 'urge']));
  });

  it('are those for whom a leading body answers', async () => {
    await duties.db.execute(sql`update unit set kind = 'leading-body' where name = '县财政局'`);
    await duties.db.execute(sql`update unit set answers_through_id =
      (select id from unit where name = '县财政局') where name = '县教育局'`);
    expect(await agendaKinds()).toEqual(new Set(['remind', 'urge']));
  });

  it('are not plain bureaus', async () => {
    expect(await agendaKinds()).toEqual(new Set(['remind', 'urge', 'escalate', 'list']));
  });
});

async function tie(state: MessageState): Promise<void> {
  const [made] = await duties.db
    .insert(message)
    .values({
      personId: 1,
      channel: 'mail',
      kind: 'digest',
      window: '2024-06-14',
      address: 'a@example.cn',
      messageId: '<a@example.cn>',
      state,
      attempts: 1,
      repeats: 0,
      nextAt: START,
      datedAt: START,
      createdAt: START,
    })
    .returning({ id: message.id });
  await duties.db
    .update(notice)
    .set({ state: 'tied', messageId: made?.id ?? null })
    .where(eq(notice.occurrenceId, id));
  expect(await duties.db.$count(occurrence)).toBe(1);
}
