import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { setPassword } from '../api/client.ts';
import { isLoggedOut } from '../api/problem.ts';
import { queryClient } from '../api/query.ts';
import { useMe } from '../components/shell.tsx';
import { Asked, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';

type Passwords = { old?: string; chosen: string; again: string };

const SHORTEST = 10;

/** A password of one's own: at the first visit, and whenever one wants another. */
export function PasswordPage() {
  const { t } = useTranslation();
  useTitle(t('page.password'));
  const me = useMe();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const setting = useMutation({
    mutationFn: ({ old, chosen }: Passwords) =>
      setPassword({ body: { ...(old === undefined ? {} : { old }), new: chosen } }),
    onSuccess: async () => {
      void message.success(t('password.done'));
      await queryClient.invalidateQueries({ queryKey: ['me'] });
      await navigate('/', { replace: true });
    },
  });
  if (isLoggedOut(me.error)) return <Navigate to="/login?after=/password" replace />;
  return (
    <main className="door">
      <h1>{t('page.password')}</h1>
      <Asked of={me}>
        {({ mustChange, asksOldPassword, login }) => (
          <>
            <p className="hint">{t(mustChange ? 'password.first' : 'password.hint')}</p>
            <Form<Passwords> layout="vertical" requiredMark={false} onFinish={setting.mutate}>
              <input
                type="text"
                name="username"
                autoComplete="username"
                value={login}
                hidden
                readOnly
              />
              {asksOldPassword && (
                <Form.Item
                  name="old"
                  label={t('password.old')}
                  rules={[{ required: true, message: t('login.passwordMissing') }]}
                >
                  <Input.Password autoComplete="current-password" maxLength={200} />
                </Form.Item>
              )}
              <Form.Item
                name="chosen"
                label={t('password.chosen')}
                rules={[{ required: true, min: SHORTEST, message: t('password.short') }]}
              >
                <Input.Password autoComplete="new-password" maxLength={1000} />
              </Form.Item>
              <Form.Item
                name="again"
                label={t('password.again')}
                dependencies={['chosen']}
                rules={[
                  ({ getFieldValue }) => ({
                    validator: async (_rule, value) => {
                      if (value !== getFieldValue('chosen')) throw new Error(t('password.differs'));
                    },
                  }),
                ]}
              >
                <Input.Password autoComplete="new-password" maxLength={1000} />
              </Form.Item>
              {setting.error !== null && <Refusal error={setting.error} />}
              <Form.Item>
                <Button type="primary" htmlType="submit" block loading={setting.isPending}>
                  {t('password.set')}
                </Button>
              </Form.Item>
            </Form>
          </>
        )}
      </Asked>
    </main>
  );
}
