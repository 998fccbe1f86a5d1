/**
 * What a thread that runs from the sources is started with, so that it reads TypeScript. JavaScript itself, because nothing reads
 * TypeScript before it.
 *
 * Rule: modules stay modules. Where a thread loads them through `require`, every imported name becomes a look-up in an object, and a
 * simulation takes twice as long.
 */
import { register } from 'tsx/esm/api';

register();
