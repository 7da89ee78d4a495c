// A worker that is killed the moment it has written a moment down, before the engine hears of it.
import { NativeConnection, Worker } from '@temporalio/worker';

const [address = '', taskQueue = '', codePath = '', agenda = '[]'] = process.argv.slice(2);
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  taskQueue,
  workflowBundle: { codePath },
  activities: {
    recordBegin: () => ({ agenda: JSON.parse(agenda) }),
    recordMoment: (act) => {
      process.send?.(act, () => process.kill(process.pid, 'SIGKILL'));
      return new Promise(() => {});
    },
  },
});
await worker.run();
