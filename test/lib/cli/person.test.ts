import { personOf } from '../../../lib/cli/person';

const machine = jest.fn<{ username: string }, []>();
jest.mock('node:os', () => ({ ...jest.requireActual<object>('node:os'), userInfo: () => machine() }));

describe('who runs a command', () => {
  beforeEach(() => machine.mockReturnValue({ username: 'root' }));

  it.each<[string, Readonly<Record<string, string>>, string | undefined, string]>([
    ['who was named', { DATAHALL_USER: 'bot', GITHUB_ACTOR: 'anna' }, 'ada', 'ada'],
    ['who is named for datahall', { DATAHALL_USER: 'bot', GITHUB_ACTOR: 'anna', USER: 'runner' }, undefined, 'bot'],
    ['whom the pipeline names', { USER: 'runner', GITHUB_ACTOR: 'anna' }, undefined, 'anna'],
    ['the user of the shell', { USER: 'runner' }, undefined, 'runner'],
    ['the user of the machine', {}, undefined, 'root'],
    ['nobody who is empty', { DATAHALL_USER: ' ', GITHUB_ACTOR: '', GITLAB_USER_LOGIN: 'anna' }, '', 'anna'],
  ])('is %s', (_, environment, named, person) => {
    expect(personOf(environment, named)).toBe(person);
  });

  it('is a number where a container runs as one to which the machine knows no name', () => {
    machine.mockImplementation(() => {
      throw new Error('ENOENT: uv_os_get_passwd');
    });
    expect(personOf({ GITHUB_ACTOR: '' })).toBe(`uid ${process.getuid?.()}`);
  });
});
