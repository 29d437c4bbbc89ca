/** What kubectl calls kinds, and what ids do. */
const KINDS: Readonly<Record<string, string>> = {
  deploy: "deploy",
  deployment: "deploy",
  deployments: "deploy",
  sts: "sts",
  statefulset: "sts",
  statefulsets: "sts",
  ds: "ds",
  daemonset: "ds",
  daemonsets: "ds",
  rs: "rs",
  replicaset: "rs",
  replicasets: "rs",
  job: "job",
  jobs: "job",
};

/** Flags whose value is a word of its own. */
const VALUED = /^(?:-n|--namespace|-c|--container|--image|--target|--context|--kubeconfig|--profile)$/;

/** @returns the id of whom a `kubectl exec` or `debug` that stands in the text enters; undefined without its namespace, which is the reader's own */
export function commandSource(text: string): string | undefined {
  const [, command = ""] = /\bkubectl ([^\n|;&]*)/.exec(text) ?? [];
  const words = command.split(/\s--\s/, 1).flatMap((before) => before.trim().split(/[\s=]+/));
  const named = words.filter((word, index) => !word.startsWith("-") && !VALUED.test(words[index - 1] ?? ""));
  const namespace = words[words.findIndex((word) => word === "-n" || word === "--namespace") + 1];
  const [verb, target = ""] = named;
  if (!words.some((word) => word === "-n" || word === "--namespace") || namespace === undefined || (verb !== "exec" && verb !== "debug")) return undefined;
  const [, kind = "pod", name] = /^(?:([a-z]+)\/)?([a-z0-9][a-z0-9.-]*)$/.exec(target) ?? [];
  if (name === undefined) return undefined;
  if (/^(?:pods?|po)$/.test(kind)) return `${namespace}/${name}`;
  return Object.hasOwn(KINDS, kind) ? `${namespace}/${KINDS[kind] ?? kind}/${name}` : undefined;
}
