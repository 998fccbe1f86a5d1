/** The worked examples of the records specification (its numbers X…), as stories: events, and the commands that follow. */
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { storyDialer } from '../support/engineStory.ts';
import { describeStories } from '../support/story.ts';

describe('worked examples', () => {
  describeStories(fileURLToPath(new URL('.', import.meta.url)), storyDialer);
});
