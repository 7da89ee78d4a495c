import { z } from 'zod';
import { DAY } from './schemas.ts';

/** Open duties that would be told of on other days. */
export const SHIFTS = z
  .object({
    reached: z.int().describe('涉及几个在办事项'),
    looked: z.int().describe('逐项推算了几个；其余同样重排'),
    shifts: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        unit: z.string(),
        dueOn: DAY.nullable(),
        practical: z
          .object({ before: DAY, after: DAY })
          .nullable()
          .describe('下班前报送的那一天，变化前后'),
        gone: z.array(DAY).describe('不再提醒、催办的日子'),
        come: z.array(DAY).describe('新的日子'),
      }),
    ),
  })
  .meta({ id: 'Shifts' });
