import { z } from 'zod';

const LINE = z.string().max(2000);

/** The words of an official letter or circular, as they are edited. */
export const LETTER_TEXT = z
  .object({
    title: z.string().trim().min(1, { error: '请填标题' }).max(200),
    number: z.string().max(100).describe('文号，可留空待填'),
    addressee: z.string().max(200),
    paragraphs: z.array(LINE).max(30),
    sections: z
      .array(
        z.object({
          heading: z.string().max(200),
          items: z.array(z.object({ head: z.string().max(500), text: LINE })).max(300),
        }),
      )
      .max(20),
    closing: z.array(LINE).max(30),
    signature: z.string().max(200),
    date: z.string().max(50),
  })
  .meta({ id: 'LetterText' });
