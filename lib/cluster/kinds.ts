/** The short words for workload kinds in ids (command line, URLs, files), and the kinds they stand for. */
export const KIND_WORDS = {
  pod: "Pod",
  deploy: "Deployment",
  sts: "StatefulSet",
  ds: "DaemonSet",
  rs: "ReplicaSet",
  rc: "ReplicationController",
  job: "Job",
  cronjob: "CronJob",
  vm: "VirtualMachine",
} as const;

export type KindWord = keyof typeof KIND_WORDS;

const WORDS: ReadonlyMap<string, KindWord> = new Map(Object.entries(KIND_WORDS).map(([word, kind]) => [kind, word as KindWord]));

export const isKindWord = (text: string): text is KindWord => Object.hasOwn(KIND_WORDS, text);

/** @returns undefined for a kind that has no short word, such as an operator's own */
export const wordOf = (kind: string): KindWord | undefined => WORDS.get(kind);

/** `default/deploy/api-client`; a kind without a short word is written as it is. */
export const workloadId = (namespace: string, kind: string, name: string): string => `${namespace}/${wordOf(kind) ?? kind}/${name}`;
