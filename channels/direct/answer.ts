import { inboundLine } from '../../db/inbound.ts';
import type { Database } from '../../db/connect.ts';
import type { MessageRow } from '../../db/messages.ts';
import { HOW_TO_ANSWER } from '../../plan/inbound/commands.ts';
import type { DirectWords } from './index.ts';

/** What became of a mail that somebody sent: what was recorded, or why not. */
export async function answerWords(db: Database, { facts }: MessageRow): Promise<DirectWords> {
  const { subject, personName, outcome, reason, text } = await inboundLine(
    db,
    facts?.inboundId ?? 0,
  );
  const lines = reason.split('\n').filter((line) => line !== '' && line !== HOW_TO_ANSWER);
  const { title, closing } = outcome === 'inbox' || outcome === 'refused' ? OTHER[outcome] : DONE;
  const bare = subject.replace(/^(?:(?:re|回复|答复|fw|fwd|转发)\s*[:：]\s*)+/i, '');
  return {
    digest: {
      subject: `回复：${bare}`,
      greeting: personName === null ? '您好：' : `${personName}：`,
      sections: [
        {
          title,
          items: lines.map((head) => ({
            head,
            details: [],
            quote: text === '' ? null : text.slice(0, 200),
          })),
        },
      ],
      links: [],
      closing,
    },
  };
}

type Frame = { title: string; closing: string[] };

const DONE: Frame = {
  title: '来信办理结果',
  closing: ['以上由系统根据您的回信登记，有误请联系办公室更正。'],
};

const OTHER: Record<'inbox' | 'refused', Frame> = {
  inbox: {
    title: '来信已转办公室处理，系统没有登记',
    closing: ['办公室会看到您的原信，不必重发。', HOW_TO_ANSWER],
  },
  refused: {
    title: '来信没有登记，原因如下',
    closing: ['请按原因改正后重新回复，或联系办公室。'],
  },
};
