/** A child process of `runAll`: performs the tasks that it is sent, one at a time. */
import { perform, type Task } from './run.ts';

process.on('message', (task: Task) => process.send!(perform(task)));
