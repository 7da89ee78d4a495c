import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LetterText } from '../api/client.ts';
import { LETTERS } from '../i18n/letters.ts';
import { FormDialog } from './form-dialog.tsx';

type Fields = Omit<LetterText, 'paragraphs' | 'closing'> & { paragraphs: string; closing: string };

type Props = {
  title: string;
  text: LetterText;
  send: (text: LetterText) => Promise<void>;
  done: () => Promise<void>;
  close: () => void;
};

/** The words of a letter or circular, each part in a field; a line is a paragraph. */
export function LetterForm({ title, text, send, done, close }: Props) {
  const { t } = useTranslation(['translation', LETTERS]);
  return (
    <FormDialog<Fields, void>
      title={title}
      okText={t('letters:save')}
      initial={{
        ...text,
        paragraphs: text.paragraphs.join('\n'),
        closing: text.closing.join('\n'),
      }}
      send={async ({ paragraphs, closing, ...rest }) => {
        const sections = (rest.sections ?? []).filter(({ items }) => (items ?? []).length > 0);
        const lines = { paragraphs: linesOf(paragraphs), closing: linesOf(closing) };
        await send({ ...rest, sections, ...lines });
      }}
      done={done}
      close={close}
    >
      <Form.Item
        name="title"
        label={t('letters:title')}
        rules={[{ required: true, message: t('command.missing') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="number" label={t('letters:number')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="addressee" label={t('letters:addressee')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="paragraphs" label={t('letters:paragraphs')}>
        <Input.TextArea rows={4} />
      </Form.Item>
      <Form.List name="sections">
        {(sections) =>
          sections.map(({ key, name }) => (
            <fieldset className="rules" key={key}>
              <Form.Item name={[name, 'heading']} label={t('letters:heading')}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.List name={[name, 'items']}>
                {(items, { remove }) =>
                  items.map((item, place) => (
                    <div key={item.key}>
                      <Form.Item
                        name={[item.name, 'head']}
                        label={t('letters:item', { place: place + 1 })}
                      >
                        <Input maxLength={500} />
                      </Form.Item>
                      <Form.Item
                        name={[item.name, 'text']}
                        label={t('letters:itemText', { place: place + 1 })}
                      >
                        <Input.TextArea rows={4} maxLength={2000} />
                      </Form.Item>
                      <Button size="small" onClick={() => remove(item.name)}>
                        {t('letters:remove', { place: place + 1 })}
                      </Button>
                    </div>
                  ))
                }
              </Form.List>
            </fieldset>
          ))
        }
      </Form.List>
      <Form.Item name="closing" label={t('letters:closing')}>
        <Input.TextArea rows={4} />
      </Form.Item>
      <Form.Item name="signature" label={t('letters:signature')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="date" label={t('letters:date')}>
        <Input maxLength={50} />
      </Form.Item>
    </FormDialog>
  );
}

function linesOf(written: string): string[] {
  return written.split('\n').filter((line) => line.trim() !== '');
}

/** A letter or circular as it will read. */
export function LetterView({ text }: { text: LetterText }) {
  return (
    <article className="letter" lang="zh-CN">
      <h3>{text.title}</h3>
      <p className="letter-number">{text.number}</p>
      <p>{text.addressee}</p>
      {text.paragraphs.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {text.sections.map(({ heading, items }) => (
        <section key={heading}>
          <h4>{heading}</h4>
          <ol>
            {items.map(({ head, text: words }) => (
              <li key={head}>
                <strong>{head}</strong>
                <div>{words}</div>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {text.closing.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="letter-end">
        {text.signature}
        <br />
        {text.date}
      </p>
    </article>
  );
}
