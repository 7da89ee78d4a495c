import { useMutation } from '@tanstack/react-query';
import { Form, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { showFieldErrors } from './field-errors.ts';
import { Refusal } from './states.tsx';

/** A form in a window: what the server refuses stands beside its field, or below. */
export function FormDialog<Fields extends object, Answer>({
  title,
  okText,
  initial,
  send,
  done,
  close,
  children,
}: {
  title: string;
  okText: string;
  initial: Partial<Fields>;
  send: (fields: Fields) => Promise<Answer>;
  done: (answer: Answer) => Promise<void> | void;
  close: () => void;
  children: ReactNode;
}) {
  const [form] = Form.useForm<Fields>();
  const [isPlaced, setPlaced] = useState(false);
  const sending = useMutation({
    mutationFn: send,
    onSuccess: async (answer) => {
      await done(answer);
      close();
    },
    onError: (error) => setPlaced(showFieldErrors(form, error)),
  });
  return (
    <Modal
      open
      title={title}
      okText={okText}
      confirmLoading={sending.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(fields) => {
          if (!sending.isPending) sending.mutate(fields);
        }}
      >
        {children}
        {sending.error !== null && !isPlaced && <Refusal error={sending.error} />}
      </Form>
    </Modal>
  );
}
