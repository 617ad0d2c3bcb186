import {expect, test} from 'vitest';
import {describeThreadFailure} from '../../../source/engine/runtime/thread-failure.ts';

test.each([null, undefined, 7, 'word', Symbol('sign'), {}])(
  'a thread can throw %s, and is started again',
  (thrown) => {
    expect(describeThreadFailure(thrown)).toMatchObject({isShortage: false, isFatal: false});
  },
);
