import { define } from './problem';
import { counted, oneOf, show } from './print';

/** A model and its context do not fit on a server. */
export const modelDoesNotFit = define(
  'DH3601',
  'A model does not fit on the servers of its pool',
  (
    model: string,
    on: {
      readonly gpus: number;
      readonly memory: string;
      readonly weights: string;
      readonly tokens: number;
      readonly wanted: number;
    },
  ) => ({
    what: `'${model}' does not fit on one server with the context that was asked for`,
    got:
      `${on.weights} of weights and ${on.wanted} tokens of context on ${on.gpus} GPUs of ${on.memory}: ` +
      (on.tokens < 0 ? 'not even the weights fit' : `room for ${on.tokens} tokens`),
    allowed: `weights, working memory and ${on.wanted} tokens of context within the GPUs of one server`,
    fix: 'lower concurrency or the context of the model, take a smaller precision, or a pool with more memory',
  }),
);

/** More replicas than the servers of a pool have room for. */
export const replicasExceedPool = define(
  'DH3602',
  'A model server has more replicas than its pool has room for',
  (server: string, replicas: number, gpus: number, room: number) => ({
    what: `each replica of '${server}' needs all its GPUs on one server, and there are too few servers for that`,
    got: `${counted(replicas, 'replica')} of ${counted(gpus, 'GPU')}`,
    allowed: `at most ${counted(room, 'replica')}: whole replicas a server, times servers without spares`,
    fix: 'lower the replicas, or give the pool more servers',
  }),
);

/** One failure stops a model server. */
export const singlePointOfService = define(
  'DH3603',
  'A model server does not survive the loss of a server',
  (server: string, replicas: number, hosts: number) => ({
    what: `when a server is lost or drained, nobody answers for '${server}'`,
    got: `${counted(replicas, 'replica')} on ${counted(hosts, 'server')}`,
    allowed: 'at least two replicas, on at least two servers',
    fix: replicas < 2 ? 'set replicas to 2 or more' : 'give the pool another server',
  }),
);

/** The folder of a model leaves its volume. */
export const invalidModelPath = define('DH3604', 'The folder of a model is not valid', (given: unknown) => ({
  what: 'this is no folder inside of the volume of the weights',
  got: show(given),
  allowed: "a relative path without '..', such as 'llama-3.1-70b/1'",
  fix: 'write the path below the root of the volume',
}));

/** The image of a runtime can change under its name. */
export const runtimeNotExact = define('DH3605', 'The image of a runtime is not exact', (given: unknown) => ({
  what: 'this image can change under its name: replicas of one model could run different versions',
  got: show(given),
  allowed: "a tag with a full version, such as 'vllm/vllm-openai:v0.24.0', or a sha256 digest",
  fix: 'write the exact tag or the digest',
}));

/** A precision that is not known. */
export const invalidPrecision = define(
  'DH3606',
  'A precision is not known',
  (given: unknown, known: readonly string[]) => ({
    what: 'there is no precision of this name',
    got: show(given),
    allowed: oneOf(known),
    fix: 'take the precision that the weights are stored in',
  }),
);

/** A share of memory that is none. */
export const invalidUtilization = define('DH3607', 'A share of GPU memory is not valid', (given: unknown) => ({
  what: 'the runtime cannot take this share of the memory of its GPUs',
  got: show(given),
  allowed: 'a number from 0.5 to 0.95: drivers and CUDA need the rest',
  fix: 'leave it out to get 0.9, or choose a share in the range',
}));
