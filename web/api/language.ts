import { i18n } from '../i18n/index.ts';
import { defaults } from './client.ts';
import { queryClient } from './query.ts';

// the API tells its sentences in the language of the desk; what was told in the other is asked for anew
ask(i18n.language);
i18n.on('languageChanged', (language) => {
  ask(language);
  void queryClient.invalidateQueries();
});

function ask(language: string): void {
  defaults.headers = { 'accept-language': language === 'en' ? 'en' : 'zh-CN' };
}
