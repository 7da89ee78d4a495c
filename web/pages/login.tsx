import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { listLoginWays, logIn } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { site } from '../api/site.ts';
import { Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';

/** The door: login name and password. */
export function LoginPage() {
  const { t } = useTranslation();
  useTitle(t('login.title'));
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const entering = useMutation({
    mutationFn: (form: { login: string; password: string }) => logIn({ body: form }),
    onSuccess: ({ mustChange }) => {
      queryClient.clear();
      void navigate(mustChange ? '/password' : ownPath(search.get('after')), { replace: true });
    },
  });
  return (
    <main className="door">
      <h1>{t('shell.name')}</h1>
      <p className="hint">{t('login.hint')}</p>
      <Form layout="vertical" requiredMark={false} onFinish={entering.mutate}>
        <Form.Item
          name="login"
          label={t('login.login')}
          rules={[{ required: true, message: t('login.loginMissing') }]}
        >
          <Input autoComplete="username" autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('login.password')}
          rules={[{ required: true, message: t('login.passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        {entering.error !== null && <Refusal error={entering.error} />}
        <Form.Item>
          <Button type="primary" htmlType="submit" block loading={entering.isPending}>
            {t('login.enter')}
          </Button>
        </Form.Item>
      </Form>
      <OtherWay after={ownPath(search.get('after'))} />
      <p>{t('login.forgotten')}</p>
    </main>
  );
}

/** The identity provider's button, where one is set up; passwords do without it. */
function OtherWay({ after }: { after: string }) {
  const { t } = useTranslation();
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => listLoginWays(), retry: false });
  const label = ways.data?.identity?.label;
  if (label === undefined) return null;
  return (
    <p>
      <Button block href={`${site}/login/oidc?after=${encodeURIComponent(after)}`}>
        {t('login.by', { label })}
      </Button>
    </p>
  );
}

/** Only a page of ours: an address that was put there by others leads nowhere else. */
function ownPath(after: string | null): string {
  return after !== null && /^\/(?!\/)/.test(after) ? after : '/';
}
